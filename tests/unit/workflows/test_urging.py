"""Urging: once a working day, by those who watch over cases, to whoever holds the work."""

from datetime import datetime, timedelta

import pytest

from ledger.models import Event
from people import clock
from tests.support.world import person
from workflows import moves
from workflows.errors import NotFound, Refused
from workflows.models import Outbox

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 15, tzinfo=clock.CHINA)


@pytest.fixture
def case():
    with clock.frozen(FRIDAY):
        head, supervision = person("head", "section_head"), person("supervision", "supervision_office", unit_code="BGS")
        case = moves.open_case("task_project", by=supervision, unit=head.unit, title="试点", source="年度要点",
                               metric="完成", due_on=FRIDAY.date() + timedelta(days=60))  # fmt: skip
        moves.move(case, "register", by=supervision)
        case.supervision, case.head = supervision, head
        yield case


def test_who_holds_the_work_is_told_and_the_history_says_so(case):
    moves.act(case, "urge", by=case.supervision, text="请今天签收")
    assert Outbox.objects.get(uid=case.uid, topic="work.urged").recipients == [case.head.pk]
    assert Event.objects.filter(uid=case.uid, kind="act.urge").count() == 1


def test_not_twice_within_a_working_day_a_weekend_is_none(case):
    moves.act(case, "urge", by=case.supervision)
    with clock.frozen(FRIDAY + timedelta(days=2)), pytest.raises(Refused, match="至少间隔 1 个工作日"):
        moves.act(case, "urge", by=case.supervision)
    with clock.frozen(FRIDAY + timedelta(days=3)):
        moves.act(case, "urge", by=case.supervision)


def test_those_who_hold_the_work_do_not_urge_and_strangers_find_nothing(case):
    with pytest.raises(Refused):
        moves.act(case, "urge", by=case.head)
    with pytest.raises(NotFound):
        moves.act(case, "urge", by=person("stranger", unit_code="PSZ"))


def test_who_may_urge_but_not_see_finds_nothing(case):
    type(case).objects.filter(pk=case.pk).update(classification="restricted")
    with pytest.raises(NotFound):
        moves.act(case, "urge", by=person("minister", "minister", unit_code="BWH"))


def test_a_case_that_has_ended_is_not_urged(case):
    moves.act(case, "contest", by=case.head, text="这项任务不属于我科职责范围")
    moves.act(
        case,
        "arbitrate",
        by=person("office", "office", unit_code="BGS"),
        ruling="upheld",
        text="异议成立，退回重新交办",
    )
    moves.move(case, "dispute", by=case.head, reason="按裁定退办，请重新确定牵头单位")
    with pytest.raises(Refused):
        moves.act(case, "urge", by=case.supervision)
