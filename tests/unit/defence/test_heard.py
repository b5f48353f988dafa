"""The right to be heard: terms count from receipt, nothing is lost by being late, every point is answered."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from workflows import clock
from workflows.defence import readers
from workflows.errors import NotFound, Refused
from workflows.models import DefencePoint, Service


def test_f04_nothing_is_weighed_before_the_facts_were_served(matter):
    assert "还没有把事实材料送达" in readers.missing(matter.now())


def test_f07_the_term_counts_from_receipt_and_not_from_sending(matter):
    matter.begin()
    assert "没有签收" in readers.missing(matter.now())
    assert readers.of(matter.now(), matter.respondent).deadline.due is None
    matter.act("acknowledge", matter.respondent)
    one = readers.of(matter.now(), matter.respondent)
    assert one.open and one.deadline.due > clock.now() and one.defence.served_at
    assert "前陈述申辩" in readers.missing(matter.now())


def test_on_paper_the_term_counts_from_the_receipt_that_was_noted(matter):
    matter.begin()
    service = Service.objects.get(person=matter.respondent)
    matter.act("serve_on_paper", matter.officer, service=service.pk, receipt="本人签收")
    assert readers.of(matter.now(), matter.respondent).deadline.due
    service.refresh_from_db()
    assert service.way == "paper" and service.read_at


@pytest.mark.parametrize("how", ["received", "waived", "expired"])
def test_f04_a_defence_received_waived_or_expired_lets_the_case_go_on(matter, how, later):
    matter.begin()
    if how == "waived":
        matter.act("waive_defence", matter.respondent, statement="我不再陈述申辩")
    else:
        matter.act("acknowledge", matter.respondent)
    if how == "received":
        matter.act("state_defence", matter.respondent, points=["事实不清"])
        matter.act("answer_defence", matter.officer, n=1, answer="adopt", reason="已经重新核对过原始凭证")
    if how == "expired":
        later(days=30)
    assert readers.of(matter.now(), matter.respondent).heard == how
    assert readers.missing(matter.now()) == ""


def test_f05_each_point_needs_an_answer_with_a_reason(matter):
    matter.begin()
    matter.act("state_defence", matter.respondent, points=["事实不清", "程序有误"], text="请予核实")
    assert "第 1、2 条" in readers.missing(matter.now())
    with pytest.raises(Refused, match="至少 10 个字"):
        matter.act("answer_defence", matter.officer, n=1, answer="decline", reason="不采纳")
    with pytest.raises(Refused, match="采纳或者不采纳"):
        matter.act("answer_defence", matter.officer, n=1, answer="", reason="已经重新核对过原始凭证")
    matter.act("answer_defence", matter.officer, n=1, answer="decline", reason="已经重新核对过原始凭证")
    assert "第 2 条" in readers.missing(matter.now())


def test_a_text_without_points_is_one_point(matter):
    matter.begin()
    matter.act("state_defence", matter.respondent, text="当时我不在岗")
    assert [one.text for one in readers.points(matter.now())] == ["当时我不在岗"]
    with pytest.raises(Refused, match="还没有写"):
        matter.act("state_defence", matter.respondent, text="  ")


def test_a_late_defence_is_taken_in_with_its_reason(matter, later):
    matter.begin()
    matter.act("acknowledge", matter.respondent)
    later(days=30)
    with pytest.raises(Refused, match="期限.*已过"):
        matter.act("state_defence", matter.respondent, text="当时我不在岗")
    matter.act("state_defence", matter.respondent, text="当时我不在岗", late_reason="住院治疗，出院后即提交")
    assert readers.rounds(matter.now())[0].late_reason and "第 1 条" in readers.missing(matter.now())


def test_a_waiver_may_be_taken_back_by_speaking(matter):
    matter.begin()
    matter.act("waive_defence", matter.respondent, statement="我不再陈述申辩")
    matter.act("state_defence", matter.respondent, text="我改主意了，请听我说")
    assert readers.of(matter.now(), matter.respondent).heard == "received"
    with pytest.raises(Refused, match="已经提交"):
        matter.act("waive_defence", matter.respondent, statement="我不再陈述申辩")


def test_f28_what_is_said_or_handed_in_on_paper_is_taken_down(matter):
    matter.begin()
    day = timezone.localdate(clock.now())
    with pytest.raises(Refused, match="送达之后"):
        matter.act("record_defence", matter.officer, person=matter.respondent.pk, note="本人当面口述", way="oral",
                   points=["事实不清"], received_on=day + timedelta(1))  # fmt: skip
    matter.act("record_defence", matter.officer, person=matter.respondent.pk, note="本人当面口述，已念给本人听",
               way="oral", points=["事实不清"], received_on=day, signed="refused")  # fmt: skip
    row = readers.rounds(matter.now())[0]
    assert (row.way, row.signed, bool(row.received_at)) == ("oral", "refused", True)
    point = DefencePoint.objects.get()
    assert (point.by, point.for_person) == (matter.officer, matter.respondent)


def test_f28_a_term_that_ends_on_a_holiday_rolls_on(matter, at):
    from workflows.declare import Term

    at(datetime(2026, 2, 3, 10))
    matter.begin(term=Term(n=15, unit="cd", start="received"))
    matter.act("acknowledge", matter.respondent)
    due = readers.of(matter.now(), matter.respondent).deadline.due
    assert timezone.localtime(due).strftime("%Y-%m-%d") == "2026-02-24"


def test_facts_shown_anew_begin_another_round_and_keep_the_old(matter):
    matter.begin()
    matter.act("state_defence", matter.respondent, points=["事实不清"])
    matter.begin()
    assert readers.points(matter.now()) == [] and DefencePoint.objects.count() == 1
    assert "没有签收" in readers.missing(matter.now())
    matter.act("state_defence", matter.respondent, points=["还是不清"])
    assert [one.n for one in readers.points(matter.now())] == [2]


def test_a_clarification_is_asked_once_at_a_time_and_says_whether_it_may_be_announced(matter):
    matter.begin()
    matter.act("ask_clarification", matter.respondent, text="请说明反映的问题不属实", consent=False)
    with pytest.raises(Refused, match="没有重复"):
        matter.act("ask_clarification", matter.respondent, text="请说明反映的问题不属实", consent=True)
    assert [one.consent for one in readers.clarifications(matter.now())] == [False]
    matter.act("answer_clarification", matter.officer, n=1, text="已在原范围内口头说明")
    assert readers.clarifications(matter.now(), matter.respondent)[0].answered_by == matter.officer


def test_nobody_else_speaks_for_the_respondent_and_nobody_answers_themselves(matter):
    matter.begin()
    with pytest.raises(Refused):
        matter.act("state_defence", matter.officer, text="代他说几句")
    with pytest.raises(NotFound):
        matter.act("state_defence", matter.other, text="代他说几句")
