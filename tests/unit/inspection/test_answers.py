"""The units' answers, silence, the report and its return."""

from datetime import date

import pytest

from people.models import Holding
from tests.unit.inspection.conftest import PART, WHY, ended, fresh, in_field, reported, visited
from workflows import moves, sweep
from workflows.errors import Refused

pytestmark = pytest.mark.django_db


def test_silence_moves_the_case_on_and_is_no_consent(feedback, world, at):
    with at(date(2026, 9, 29), 23):
        assert sweep.lapse() == 0
    with at(date(2026, 9, 30), 1):
        assert sweep.lapse() == 1
    case = fresh(feedback)
    assert case.stage == "report_draft"
    assert {f.said for f in case.findings.all()} == {"silent"}
    assert "不视为认可" in case.findings.first().get_said_display()


def test_the_first_unit_to_answer_does_not_end_the_term_of_the_others(feedback, world, at):
    with at(date(2026, 9, 17)):
        with pytest.raises(Refused, match="还有其他单位没有回应"):
            moves.move(feedback, "respond", by=world.head, answers={1: "属实"})
        moves.act(feedback, "answer_findings", by=world.head, answers={1: "属实，已改。"})
        assert fresh(feedback).stage == "findings_out"
        assert not feedback.task_set.filter(owner=world.head, status="ASSIGNED").exists()
        with pytest.raises(Refused):
            moves.act(feedback, "answer_findings", by=world.head, answers={1: "再改"})
    with at(date(2026, 9, 30), 1):
        sweep.lapse()
    assert [f.said for f in fresh(feedback).findings.all()] == ["written", "silent"]


def test_a_unit_answers_for_its_own_findings_only(feedback, world):
    with pytest.raises(Refused, match="不是本单位的问题"):
        moves.act(feedback, "answer_findings", by=world.head, answers={2: "那是他们的问题"})
    with pytest.raises(Refused, match="还没有写回应"):
        moves.act(feedback, "answer_findings", by=world.head, answers={1: "  "})


def test_a_general_answer_stands_for_what_is_not_answered_by_itself(feedback, world):
    moves.act(feedback, "answer_findings", by=world.head, overall="总体属实，正在整改。")
    assert fresh(feedback).findings.get(no=1).response == "总体属实，正在整改。"


def test_an_answer_on_paper_is_taken_down_and_the_last_one_moves_the_case(feedback, world):
    said = {"way": "paper", "responder": "镇党委副书记"}
    moves.act(feedback, "record_answer", by=world.supervision, unit=world.town, answers={1: "属实"}, **said)
    assert fresh(feedback).stage == "findings_out"
    moves.act(feedback, "record_answer", by=world.supervision, unit=world.town2, overall="没有意见", **said)
    case = fresh(feedback)
    assert case.stage == "report_draft"
    assert case.findings.get(no=1).responder == "镇党委副书记"
    assert not case.task_set.filter(stage="findings_out", status="ASSIGNED").exists()


def test_one_unit_alone_answers_by_the_move(opened, world, at):
    case = ended(visited(in_field(opened, world, targets=[world.town]), world, at, [world.town]), world, at)
    moves.move(case, "respond", by=world.head, answers={1: "属实"})
    assert fresh(case).stage == "report_draft"


def test_a_short_report_is_refused_with_what_it_lacks(drafting, world):
    with pytest.raises(Refused, match="“现状”部分少于 50 个字"):
        moves.move(drafting, "submit_report", by=world.lead)
    for name in ("situation", "problems", "causes", "suggestions"):
        moves.act(drafting, "save_report", by=world.lead, **{name: PART * 2})
    with pytest.raises(Refused, match="还差"):
        moves.move(drafting, "submit_report", by=world.lead)


def test_every_topic_is_written_about(drafting, world):
    for name in ("situation", "problems", "causes", "suggestions"):
        moves.act(drafting, "save_report", by=world.lead, **{name: PART * 11})
    with pytest.raises(Refused, match="课题“一册一线”没有写查看情况"):
        moves.move(drafting, "submit_report", by=world.lead)


def test_a_returned_report_loses_no_fact(drafting, world, at):
    case = reported(drafting, world, at)
    moves.move(case, "send_back_report", by=world.deputy, reason="原因部分请写得更具体一些。")
    with pytest.raises(Refused, match="不能删减事实"):
        moves.act(case, "withdraw_finding", by=world.lead, no=1, why=WHY)
    with pytest.raises(Refused):
        moves.act(case, "save_finding", by=world.one, unit=world.town, severity="minor", clause="Z06", fact=WHY, no=1)
    moves.move(case, "submit_report", by=world.lead)
    assert fresh(case).submissions == 2


def test_a_members_dissent_stays_as_it_was_written(drafting, world, at):
    moves.act(drafting, "dissent", by=world.two, text="我认为第二个问题证据不足，应当写明单位的解释。")
    case = reported(drafting, world, at)
    assert case.dissents.get().text.startswith("我认为第二个问题")
    with pytest.raises(Refused):
        moves.act(case, "dissent", by=world.deputy, text="分管领导不能代写成员意见。")


def test_the_deputy_cannot_sign_and_the_minister_can(drafting, world, at):
    case = reported(drafting, world, at)
    with pytest.raises(Refused):
        moves.move(case, "sign_report", by=world.deputy)
    moves.move(case, "sign_report", by=world.minister)
    assert fresh(case).stage == "issued"


def test_of_several_units_each_is_asked_for_its_own_answer_and_the_last_for_the_move(feedback, world, at):
    asked = {item.owner.username: item.role for item in feedback.task_set.filter(status="ASSIGNED")}
    assert asked == {"head1": "co_target", "head2": "co_target"}
    with at(date(2026, 9, 17)):
        moves.act(feedback, "answer_findings", by=world.head, overall="没有意见。")
    left = feedback.task_set.get(status="ASSIGNED")
    assert (left.owner, left.role, left.due.astimezone().date()) == (world.head2, "section_head", date(2026, 9, 29))


def test_feedback_that_nobody_opens_is_at_risk_and_can_be_served_on_paper(feedback, world, at):
    with at(date(2026, 9, 18)):
        assert fresh(feedback).at_risk() == ""
    with at(date(2026, 9, 21)):
        assert "3 个工作日没有签收" in fresh(feedback).at_risk()
        for row in feedback.services.filter(paper="反馈意见"):
            said = {"service": row.pk, "receipt": "镇党建办主任 9月21日"}
            moves.act(feedback, "serve_on_paper", by=world.supervision, **said)
        assert fresh(feedback).at_risk() == ""


def test_who_was_served_acknowledges(feedback, world):
    moves.act(feedback, "acknowledge", by=world.head)
    assert feedback.services.filter(person=world.head, read_at=None).count() == 0


def test_who_heads_several_units_answers_for_all_of_them(opened, world, at):
    Holding.objects.create(
        person=world.head, role_id="section_head", unit=world.town2, since=date(2026, 1, 2)
    )  # fmt: skip
    Holding.objects.filter(person=world.head2).delete()
    case = ended(visited(in_field(opened, world), world, at), world, at)
    moves.act(case, "answer_findings", by=world.head, answers={1: "属实。"}, overall="都在改。")
    case = fresh(case)
    assert case.stage == "report_draft"
    assert [f.response for f in case.findings.all()] == ["属实。", "都在改。"]
