"""Whoever keeps the case answers each point of a defence where it stands; the others see which are still open."""

import pytest

from tests.support.fast import Actor
from tests.support.visitor import Forms
from workflows.models import DefencePoint

REASON = "已经重新核对原始凭证，予以扣减。"


@pytest.fixture
def stated(matter):
    matter.begin()
    matter.act("acknowledge", matter.respondent)
    matter.act("state_defence", matter.respondent, points=["系统故障三个月", "事后已经补救"])
    return matter


def heard(matter, person):
    """(the browser, the forms of the card, its text)."""
    actor = Actor(person)
    assert actor.go(f"/case/{matter.case.uid}/") == 200
    card = actor.page.partition('id="heard"')[2].partition("</ol>")[0]
    return actor, Forms(card).found, card


def test_each_point_has_a_form_of_its_own_until_it_is_answered(stated):
    actor, forms, card = heard(stated, stated.officer)
    assert [form.fields["n"] for form in forms] == ["1", "2"] and "2 条没有答复" in card
    second = forms[1]
    answer = actor.client.post(second.action, second.fields | {"answer": "decline", "reason": REASON})
    assert answer.status_code == 302
    assert list(DefencePoint.objects.order_by("n").values_list("answer", flat=True)) == ["", "decline"]
    _actor, forms, card = heard(stated, stated.officer)
    assert [form.fields["n"] for form in forms] == ["1"] and "1 条没有答复" in card and REASON in card


def test_two_forms_are_two_acts(stated):
    actor, forms, _card = heard(stated, stated.officer)
    for form in forms:
        actor.client.post(form.action, form.fields | {"answer": "adopt", "reason": REASON})
    assert not DefencePoint.objects.filter(answer="").exists()


def test_a_reason_that_is_too_short_is_refused_and_what_was_typed_is_there(stated):
    actor, forms, _card = heard(stated, stated.officer)
    answer = actor.client.post(forms[0].action, forms[0].fields | {"answer": "adopt", "reason": "属实"})
    assert answer.status_code == 422 and "属实" in answer.content.decode()
    assert DefencePoint.objects.filter(answer="").count() == 2


def test_others_see_what_is_open_and_have_no_form(stated):
    _actor, forms, card = heard(stated, stated.author)
    assert not forms and card.count("还没有答复") == 2
