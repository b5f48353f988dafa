"""Forms ask for what the moves want, and nothing else."""

import inspect

import pytest

from processes.suggestion.forms import FORMS
from processes.suggestion.models import Suggestion
from tests.unit.suggestion.conftest import CONTENT, REPLY, WHY, assigned, registered, triaged
from workflows.acts.engine_forms import ENGINE
from workflows.registry import ACTS

pytestmark = pytest.mark.django_db
GIVEN = {"title": "补齐村级活动场所", "channel": "form", "content": CONTENT, "submitter_kind": "named"}


def made(name, data, case=None):
    kind = FORMS[name]
    return kind(data, case=case, by=None) if getattr(kind, "wants_case", False) else kind(data)


def test_every_form_of_a_move_exists_and_asks_for_its_answers():
    for facts in Suggestion.facts.values():
        for move in facts.moves:
            if move.form:
                wanted = set(inspect.signature(getattr(Suggestion, move.name)).parameters) - {"self"}
                assert wanted - set(FORMS[move.form].base_fields) <= {"category"}, move.name


def test_every_act_with_a_page_is_registered():
    acts = {name for facts in Suggestion.facts.values() for name in facts.acts}
    assert acts <= set(ACTS) and acts - set(FORMS) - set(ENGINE) == {"receive_reply"}


def test_opening_warns_of_numbers_and_shows_them_masked(world):
    assert made("open", GIVEN).is_valid()
    form = made("open", GIVEN | {"content": CONTENT + "电话13812345678"})
    assert not form.is_valid() and "138******78" in str(form.errors["content"])


def test_classify_knows_the_category_of_the_aspect(world):
    first, case = registered(world), registered(world)
    form = made("classify", {"aspect": "venues", "similar_to": str(first.pk)}, case)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"aspect": "venues", "category": "cat_grassroots", "similar_to": first.pk}


def test_assigning_offers_sections_with_head_and_clerk(world):
    form = made("assign", {"unit": str(world.zzk.pk)}, triaged(world))
    assert form.is_valid() and form.cleaned_data["unit"] == world.zzk.pk
    assert not made("assign", {"unit": str(world.stranger.unit_id)}, triaged(world)).is_valid()


def test_a_master_is_named_by_its_number(world):
    case = triaged(world)
    form = made("merge", {"master": case.number}, case)
    assert form.is_valid() and form.cleaned_data == {"master": case.pk}
    assert not made("merge", {"master": "建〔1999〕0001号"}, case).is_valid()


def test_a_draft_asks_for_reply_and_reason(world):
    data = {"disposition": "adopt", "disposition_reason": WHY, "reply_text": REPLY}
    assert made("draft_reply", data, assigned(world)).is_valid()
    assert not made("draft_reply", data | {"reply_text": "好"}, assigned(world)).is_valid()
