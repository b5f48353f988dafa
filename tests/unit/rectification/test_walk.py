"""整改销号 from the finding to the re-check, move by move."""

from datetime import date

import pytest

from ledger.models import Event
from ledger.verify import verify
from tests.unit.rectification.conftest import (
    CAUSE,
    SEEN,
    WHY,
    applies,
    checks,
    fails,
    file,
    finishes,
    fresh,
    on,
    opens,
    row,
)  # fmt: skip
from workflows import moves
from workflows.errors import Refused
from workflows.models import Evidence, Outbox, WorkItem
from workflows.testing import sound

pytestmark = pytest.mark.django_db


def topics(case):
    return set(Outbox.objects.filter(uid=case.uid).values_list("topic", flat=True))


def holders(case):
    open_work = WorkItem.objects.filter(process=case, status="ASSIGNED")
    return sorted(open_work.values_list("owner__username", flat=True))


def test_what_the_process_says_is_sound():
    sound("rectification")


def test_each_problem_has_a_number_and_sixty_days(assigned, team):
    assert (assigned.number, assigned.stage) == ("改〔2026〕0001号", "assigned")
    assert assigned.due_on == date(2026, 5, 6)  # day 60 is 1 May, and the holiday ends on 5 May
    assert holders(assigned) == ["head"] and assigned.due.date() == date(2026, 3, 4)
    assert opens(team, n=2).number == "改〔2026〕0002号"


def test_the_same_finding_is_opened_once_until_it_is_withdrawn(assigned, team):
    with pytest.raises(Refused, match="已经交办过"):
        opens(team)
    moves.move(assigned, "withdraw_item", by=team.reviewer, reason=WHY, decision="督复〔2026〕0001号")
    assert opens(team).pk != assigned.pk


def test_nobody_opens_one_from_the_catalogue_and_a_finding_has_a_fact(team):
    with pytest.raises(Refused, match="不能发起"):
        moves.open_case("rectification", by=team.supervision, unit=team.unit, title="无", finding={"fact": "有事实"})
    with pytest.raises(Refused, match="不完整"):
        moves.open_case("rectification", licensed=True, by=team.lead, unit=team.unit, title="无", finding={})
    with pytest.raises(Refused, match="不完整"):
        opens(team, severity="很严重")


def test_words_for_a_severity_become_codes(team):
    assert opens(team, severity="较重").severity == "serious"


def test_the_main_path_ends_three_months_after_it_was_struck_off(struck, team):
    assert struck.stage == "cancelled_no" and struck.in_time and struck.re_check_at == date(2026, 6, 2)
    assert struck.rounds[0]["result"] == "struck" and struck.rounds[0]["verifier"] == "inspector"
    assert {"rectification.struck", "rectification.approved", "rectification.applied"} <= topics(struck)
    with pytest.raises(Refused, match="2026-05-18 起可以办理"):
        moves.move(struck, "pass_recheck", by=team.supervision, record=SEEN)
    with on(2026, 5, 28):
        proof = [file(struck, team.supervision, "回头看照片")]
        moves.move(struck, "pass_recheck", by=team.supervision, record=SEEN, evidence=proof)
    case = fresh(struck)
    assert (case.stage, case.status) == ("closed", "DONE") and verify(case.uid).ok
    assert [e.about for e in Evidence.objects.filter(case_id=case.pk).order_by("pk")] == ["round:0", "recheck"]


def test_each_measure_gives_its_owner_work_until_it_is_done(executing, team):
    assert holders(executing) == ["head", "helper"] and executing.due.date() == date(2026, 5, 6)
    item = WorkItem.objects.get(process=executing, status="ASSIGNED", owner=team.helper)
    assert item.due.date() == date(2026, 4, 10)
    moves.act(executing, "finish_remedy", by=team.helper, n=1, note="权限已收回")
    assert holders(executing) == ["head"] and fresh(executing).open_items == 1
    with pytest.raises(Refused, match="没有这项未完成的措施"):
        moves.act(executing, "finish_remedy", by=team.head, n=1, note="再来一次")


def test_a_plan_without_measures_is_not_handed_in(assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    with pytest.raises(Refused, match="还没有措施"):
        moves.move(fresh(assigned), "hand_in_plan", by=team.head, measures=[], responsible=team.head)


def test_a_number_is_not_struck_off_without_measures_evidence_and_cause(executing, team):
    said = {"root_cause": CAUSE, "outcome": "权限已收回并重新分级。"}
    with pytest.raises(Refused, match="还有 2 项措施没有完成"):
        moves.move(executing, "apply_strike_off", by=team.head, **said)
    finishes(executing, team)
    with pytest.raises(Refused, match="至少要有一份佐证"):
        moves.move(executing, "apply_strike_off", by=team.head, **said)
    moves.act(executing, "add_proof", by=team.head, evidence=[file(executing, team.head)])
    with pytest.raises(Refused, match="问题原因"):
        moves.move(executing, "apply_strike_off", by=team.head, **said | {"root_cause": "没管好"})
    moves.move(executing, "apply_strike_off", by=team.head, **said)
    assert fresh(executing).stage == "submitted" and holders(executing) == ["inspector", "second"]


def test_a_plan_that_is_returned_is_handed_in_again(planned, team):
    with pytest.raises(Refused, match="写明理由"):
        moves.move(planned, "send_back", by=team.supervision, reason="不行")
    for _time in range(2):
        moves.move(planned, "send_back", by=team.supervision, reason=WHY)
        again = [row(team.clerk)]
        moves.move(planned, "hand_in_plan", by=team.head, measures=again, responsible=team.head)
    case = fresh(planned)
    assert case.returned == 2 and case.at_risk() == "整改方案已退回 2 次" and len(case.measures) == 1


def test_a_plan_is_sent_back_three_times_at_most(planned, team):
    for _time in range(3):
        moves.move(planned, "send_back", by=team.supervision, reason=WHY)
        moves.move(planned, "hand_in_plan", by=team.head, measures=[row(team.clerk)], responsible=team.head)
    with pytest.raises(Refused, match="已经退回 3 次"):
        moves.move(planned, "send_back", by=team.supervision, reason=WHY)
    moves.move(planned, "approve_plan", by=team.supervision)


def test_the_unit_has_a_word_while_others_judge(checking, team):
    for who in (team.head, team.helper):
        moves.act(checking, "comment", by=who, text="核查当天有三本台账在村里，可以补看。")


def test_a_check_that_is_not_passed_turns_its_gaps_into_measures_of_a_new_round(executing, team):
    case = fails(executing, team, "一")
    assert (case.stage, case.round, case.failures) == ("executing", 1, 1)
    assert case.measures[-1]["text"] == "补正：还有两个账号没有收回" and not case.measures[-1]["done"]
    assert case.at_risk() == "核查 1 次未通过" and case.rounds[0]["gaps"] == ["还有两个账号没有收回"]
    assert case.again_by == date(2026, 4, 1) and case.due.date() == date(2026, 5, 6)
    with pytest.raises(Refused, match="至少要有一份佐证"):
        finishes(case, team)
        moves.move(case, "apply_strike_off", by=team.head, root_cause=CAUSE, outcome="权限已收回并重新分级。")


def test_the_third_failure_proposes_a_consultation(executing, team):
    case = executing
    for text in "一二三":
        assert not case.links_out.filter(kind="L6").exists()
        case = fails(case, team, text)
    link = case.links_out.get(kind="L6")
    assert link.reason == "第 3 次核查未通过，建议会诊" and (link.target_id or link.intended == "consultation")
    assert case.stage == "executing" and "rectification.consult" in topics(case)
    fourth = fails(case, team, "四")
    assert fourth.links_out.filter(kind="L6").count() == 1


def test_a_rebound_opens_the_same_number_again_and_the_second_is_proposed_as_a_topic(struck, team):
    with pytest.raises(Refused, match="写明理由"):
        moves.move(struck, "record_rebound", by=team.supervision, reason="又犯")
    moves.move(struck, "record_rebound", by=team.supervision, reason="五月抽查发现又有三次未审批导出。")
    case = fresh(struck)
    assert (case.stage, case.round, case.rebounds, case.struck_at) == ("executing", 1, 1, None)
    assert case.number == "改〔2026〕0001号" and case.at_risk() == "问题反弹，重新整改"
    checks(applies(case, team, "二"), team)
    moves.act(case, "recommend_strike_off", by=team.inspector, record=SEEN)
    moves.move(case, "approve_strike_off", by=team.deputy)
    moves.move(case, "record_rebound", by=team.supervision, reason="七月抽查发现又有两次未审批导出。")
    assert fresh(case).links_out.get(intended="inspection").reason == "第 2 次反弹，建议列为督查选题"
    assert [r["result"] for r in fresh(case).rounds] == ["struck", "rebound", "struck", "rebound"]


def test_what_was_applied_for_too_late_is_not_in_time(executing, team):
    with on(2026, 5, 8):
        case = checks(applies(executing, team), team)
        moves.act(case, "recommend_strike_off", by=team.inspector, record=SEEN)
        moves.move(case, "approve_strike_off", by=team.deputy)
        assert fresh(case).in_time is False


def test_more_time_is_given_once_before_the_term_is_over(executing, team):
    with pytest.raises(Refused, match="最迟 2026-07-06"):
        moves.act(executing, "extend_rectification", by=team.deputy, due_on=date(2026, 7, 31), text=WHY)
    with on(2026, 5, 7), pytest.raises(Refused, match="期限已过"):
        moves.act(executing, "extend_rectification", by=team.deputy, due_on=date(2026, 5, 29), text=WHY)
    moves.act(executing, "extend_rectification", by=team.deputy, due_on=date(2026, 5, 29), text=WHY)
    case = fresh(executing)
    assert case.due.date() == date(2026, 5, 29) == case.due_on
    assert WorkItem.objects.get(process=case, status="ASSIGNED", owner=team.helper).due.date() == date(2026, 4, 10)
    with pytest.raises(Refused, match="只能延长一次"):
        moves.act(case, "extend_rectification", by=team.deputy, due_on=date(2026, 6, 5), text=WHY)


@pytest.mark.parametrize("stage", ["assigned", "planned", "executing", "submitted", "checking", "struck"])
def test_a_finding_that_fell_is_withdrawn_from_every_stage(stage, team, request):
    case = request.getfixturevalue(stage)
    with pytest.raises(Refused, match="写明复核决定"):
        moves.move(case, "withdraw_item", by=team.reviewer, reason=WHY, decision="")
    moves.move(case, "withdraw_item", by=team.reviewer, reason=WHY, decision="督复〔2026〕0001号，问题撤销")
    assert fresh(case).stage == "revoked" and holders(case) == []


def test_an_amended_finding_changes_who_strikes_it_off(checking, team):
    moves.act(checking, "recommend_strike_off", by=team.inspector, record=SEEN)
    assert holders(checking) == ["deputy"]
    said = {"decision": "督复〔2026〕0001号", "fact": "党员信息导出没有审批，涉及三千人", "severity": "grave"}
    moves.act(checking, "amend_finding", by=team.reviewer, **said)
    assert holders(checking) == ["minister"] and fresh(checking).finding["amended"] == "督复〔2026〕0001号"
    with pytest.raises(Refused, match="没有变化"):
        moves.act(checking, "amend_finding", by=team.reviewer, **said)


def test_every_step_stands_in_a_chain_that_verifies(struck):
    kinds = list(Event.objects.filter(uid=struck.uid).order_by("seq").values_list("kind", flat=True))
    assert kinds[0] == "open" and kinds[-1] == "move.approve_strike_off" and verify(struck.uid).ok
