"""Responsibility for approved work waits for the claim, and takes over what was determined (L8, F16)."""

from datetime import date

import pytest

from ledger.read import history
from people import clock
from processes.accountability.walk import Walk as Matter
from processes.immunity.models import Certificate
from processes.immunity.walk import Walk
from workflows import moves
from workflows.errors import Refused
from workflows.models import Case

pytestmark = pytest.mark.django_db
JUNE, OCTOBER = date(2026, 6, 22), date(2026, 10, 12)
WHY = "同一工作持有承诺书，行为在有效期和范围之内，请求认定。"


@pytest.fixture
def shown(people, active):
    """The facts are shown to the person; the matter is about the project of the approved work."""
    project = Case.objects.get(kind="task_project", links_in__source=active.case.work_ref_id)
    matter = Matter(people, OCTOBER, work_ref=project)
    return matter.to_shown().receive()


def claim(matter, by):
    held = Certificate.objects.get()
    return matter.act("claim_immunity", by, certificate=held.pk, act_on=JUNE, statement=WHY)


@pytest.mark.parametrize("by", ["resp_a", "co_a"])
def test_the_person_claims_from_their_room_and_the_officer_from_the_case(shown, by):
    claim(shown, by)
    held = Certificate.objects.get()
    assert (held.stage, held.matter_id, held.claimant.username) == ("claimed", shown.case.pk, by)


def test_an_act_outside_the_validity_is_refused_and_nothing_is_written(shown):
    before = shown.case.head_seq
    with pytest.raises(Refused, match="有效期内"):
        shown.act(
            "claim_immunity", "resp_a", certificate=Certificate.objects.get().pk, act_on=date(2026, 1, 4), statement=WHY
        )
    assert shown.fresh().case.head_seq == before and Certificate.objects.get().stage == "active"


def test_nobody_else_claims(shown, people):
    with clock.frozen(shown.now), pytest.raises(Refused):
        moves.act(shown.case, "claim_immunity", by=people["zz_head"], certificate=1, act_on=JUNE, statement=WHY)


def test_f16_weighing_waits_for_the_claim_and_takes_over_what_was_determined(shown, people):
    claim(shown.state(), "resp_a").answer().close().weigh()
    said = {"applies": "yes", "reasons": "承诺书的事项、期限均覆盖，七看核实没有触及底线。"}
    with pytest.raises(Refused, match="还没有认定"):
        shown.act("look_up_immunity", shown.officer, **said)
    held = Walk(people, Certificate.objects.get(), shown.now).determined()
    shown.on(held.now).after(1)
    with pytest.raises(Refused, match="不能不予采用"):
        shown.act("look_up_immunity", shown.officer, applies="no", reasons="与承诺的事项没有关系。")
    shown.act("look_up_immunity", shown.officer, **said)
    assert shown.case.immunity_check["certificates"] == [held.case.number]
    assert shown.case.immunity_check["results"] == ["full"]
    asked = [one for entry in history(shown.case.uid) for one in entry.fields.get("asked", ())]
    assert {one["question"] for one in asked} >= {"immunity.certificates", "immunity.undecided", "immunity.result"}


def test_somebody_else_claims_again_although_the_first_claim_made_the_certificate_known_to_few(shown, people):
    claim(shown, "resp_a")
    held = Walk(people, Certificate.objects.get(), shown.now).determined()
    assert held.case.classification == "restricted"
    other = Matter(people, held.now.date(), about="resp_b", officer="co_b", work_ref=shown.case.work_ref)
    other.to_shown().receive()
    claim(other, "resp_b")
    held.fresh()
    assert (held.case.stage, held.case.claimant.username) == ("claimed", "resp_b")
