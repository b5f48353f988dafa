"""Who may do what: nobody judges their own work, and each is told why."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.models import AccessEntry
from people import clock
from people.models import Conflict
from processes.rectification import proofs
from tests.support.world import person
from tests.unit.rectification.conftest import (
    CAUSE,
    FACT,
    SEEN,
    WHY,
    applies,
    checks,
    fails,
    file,
    finishes,
    fresh,
    opens,
    row,
)  # fmt: skip
from workflows import moves
from workflows.errors import NotFound, Refused
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db
WAY = {"way": "sample", "checked_what": "十份登记表"}


def holders(case):
    return sorted(WorkItem.objects.filter(process=case, status="ASSIGNED").values_list("owner__username", flat=True))


def grave(team):
    case = opens(team, severity="grave")
    moves.move(case, "sign_for", by=team.head)
    moves.move(case, "hand_in_plan", by=team.head, measures=[row(team.helper)], responsible=team.head)
    moves.move(case, "approve_plan", by=team.supervision)
    return checks(applies(case, team), team)


def test_an_owner_who_is_an_inspector_does_not_verify_their_own_rectification(team):
    helper = person("helper", "inspector", unit_code="XZ05")
    case = opens(team)
    moves.move(case, "sign_for", by=team.head)
    moves.move(case, "hand_in_plan", by=team.head, measures=[row(helper)], responsible=team.head)
    moves.move(case, "approve_plan", by=team.supervision)
    case = applies(case, team)
    assert "helper" not in holders(case)
    with pytest.raises(Refused, match="应当回避"):
        moves.move(case, "start_check", by=helper, **WAY)
    assert AccessEntry.objects.filter(person_id=helper.pk, what="recusal_block").exists()


def test_who_is_tied_to_an_owner_does_not_check_though_they_hold_the_work(submitted, team):
    assert "second" in holders(submitted)
    Conflict.objects.create(person=team.second, other=team.helper, kind="family", since=clock.today())
    with pytest.raises(Refused, match="应当回避"):
        moves.move(submitted, "start_check", by=team.second, **WAY)


def test_only_the_one_who_checks_recommends_or_fails(checking, team):
    assert holders(checking) == ["inspector"]
    with pytest.raises(Refused, match="不由你办理"):
        moves.act(checking, "recommend_strike_off", by=team.second, record=SEEN)
    with pytest.raises(Refused, match="不由你办理"):
        moves.move(checking, "fail_check", by=team.second, gaps=["还差两个村"])


def test_nothing_is_struck_off_before_the_check_is_done(checking, team):
    with pytest.raises(Refused, match="还没有提出销号意见"):
        moves.move(checking, "approve_strike_off", by=team.deputy)
    with pytest.raises(Refused, match="至少 20 个字"):
        moves.act(checking, "recommend_strike_off", by=team.inspector, record="都好")
    moves.act(checking, "recommend_strike_off", by=team.inspector, record=SEEN)
    assert holders(checking) == ["deputy"]
    with pytest.raises(Refused, match="没有重复记入"):
        moves.act(checking, "recommend_strike_off", by=team.inspector, record=SEEN)


def test_the_checker_does_not_approve(submitted, team):
    double = person("double", "inspector", "deputy_minister", unit_code="BWH")
    case = checks(submitted, team, by=double)
    moves.act(case, "recommend_strike_off", by=double, record=SEEN)
    with pytest.raises(Refused, match="核查和批准不能是同一人"):
        moves.move(case, "approve_strike_off", by=double)


def test_a_grave_problem_is_struck_off_by_the_minister(team):
    case = grave(team)
    moves.act(case, "recommend_strike_off", by=team.inspector, record=SEEN)
    assert holders(case) == ["minister"]
    with pytest.raises(Refused, match="须由部长批准"):
        moves.move(case, "approve_strike_off", by=team.deputy)
    moves.move(case, "approve_strike_off", by=team.minister)
    assert fresh(case).stage == "cancelled_no"


def test_another_checker_is_sent_when_the_first_cannot_go_on(checking, team):
    said = {"verifier": team.second, "text": "原核查人借调外出，另派核查人。"}
    with pytest.raises(Refused, match="不是督查组成员"):
        moves.act(checking, "appoint_verifier", by=team.supervision, **said | {"verifier": team.helper})
    moves.act(checking, "appoint_verifier", by=team.supervision, **said)
    assert holders(checking) == ["second"] and fresh(checking).verifier == team.second
    with pytest.raises(Refused, match="不由你办理"):
        moves.act(checking, "recommend_strike_off", by=team.inspector, record=SEEN)
    moves.act(checking, "recommend_strike_off", by=team.second, record=SEEN)


def test_strangers_see_nothing_and_the_unit_does_not_judge(checking, team):
    stranger = person("stranger", "section_head", unit_code="XZ09")
    for move, said in (("fail_check", {"gaps": ["还差两个村"]}), ("withdraw_item", {"decision": "督复"})):
        with pytest.raises(NotFound):
            moves.move(checking, move, by=stranger, reason=WHY, **said)
    with pytest.raises(Refused, match="回避|不由你"):
        moves.move(checking, "approve_strike_off", by=team.head)


def test_a_file_used_before_is_shown_to_the_checker_and_not_refused(executing, team):
    other = opens(team, n=2)
    moves.move(other, "sign_for", by=team.head)
    moves.move(other, "hand_in_plan", by=team.head, measures=[row(team.head)], responsible=team.head)
    moves.move(other, "approve_plan", by=team.supervision)
    applies(other, team, "同一份")
    case = applies(executing, team, "同一份")
    assert case.stage == "submitted"
    assert [words for _row, words in proofs.used_before(case, team.supervision)] == ["改〔2026〕0002号"]
    assert [words for _row, words in proofs.used_before(case, team.second)] == ["改〔2026〕0002号"]
    nobody = person("nobody", unit_code="EXT")
    assert [words for _row, words in proofs.used_before(case, nobody)] == ["另一件你无权查看的事项"]


def test_a_file_of_an_earlier_round_is_shown_too(executing, team):
    case = fails(executing, team, "同一份")
    with clock.frozen(clock.now().replace(hour=15)):
        case = applies(case, team, "同一份")
        assert [words for _row, words in proofs.used_before(case, team.inspector)] == ["本事项前一轮"]


def test_what_a_clerk_gets_wrong_is_said_in_a_sentence(assigned, team):
    """Seven bad plans, applications and checks that people really hand in."""
    moves.move(assigned, "sign_for", by=team.head)
    plans = (
        ([], team.head, "至少写一项措施"),
        ([row(team.helper, "改")], team.head, "太简单"),
        ([row(None)], team.head, "没有责任人"),
        ([row(team.helper, due=date(2026, 12, 31))], team.head, "晚于整改期限（2026-05-06）"),
        ([row(team.helper, due=date(2026, 2, 1))], team.head, "已经过去"),
        ([row(team.deputy)], team.head, "整改单位的在岗人员"),
        ([row(team.helper)], None, "整改单位的在岗人员"),
    )
    for measures, responsible, why in plans:
        with pytest.raises(Refused, match=why):
            moves.move(assigned, "hand_in_plan", by=team.head, measures=measures, responsible=responsible)
    assert fresh(assigned).stage == "accepted"


def test_what_an_inspector_gets_wrong_is_said_in_a_sentence(submitted, team):
    with pytest.raises(Refused, match="实地核查或抽查"):
        moves.move(submitted, "start_check", by=team.inspector, way="phone", checked_what="打电话问")
    with pytest.raises(Refused, match="去哪里看"):
        moves.move(submitted, "start_check", by=team.inspector, way="visit", checked_what=" ")
    case = checks(submitted, team)
    with pytest.raises(Refused, match="逐条列出差距"):
        moves.move(case, "fail_check", by=team.inspector, gaps=["差"])
    with pytest.raises(Refused, match="60 日以内"):
        moves.move(case, "fail_check", by=team.inspector, gaps=["还差两个村"], again_by=date(2026, 9, 1))


def test_evidence_that_is_not_there_is_refused(executing, team):
    finishes(executing, team)
    said = {"root_cause": CAUSE, "outcome": "权限已收回并重新分级。"}
    with pytest.raises(Refused, match="找不到了"):
        lost = ["0199aaaa-0000-7000-8000-00000000ffff"]
        moves.move(executing, "apply_strike_off", by=team.head, evidence=lost, **said)
    theirs = file(executing, team.helper)
    with pytest.raises(Refused, match="找不到了"):
        moves.move(executing, "apply_strike_off", by=team.head, evidence=[theirs], **said)
    with pytest.raises(Refused, match="没有选择文件"):
        moves.act(executing, "add_proof", by=team.head, evidence=[])
    assert fresh(executing).stage == "executing" and FACT in fresh(executing).finding["fact"]


def test_an_owner_who_would_check_the_own_work_reads_why_not_at_the_browser(team, client):
    double = person("double", "section_head", "inspector", unit_code="XZ05")
    case = opens(team, n=7)
    moves.move(case, "sign_for", by=double)
    moves.move(case, "hand_in_plan", by=double, measures=[row(double)], responsible=double)
    moves.move(case, "approve_plan", by=team.supervision)
    applies(case, team)
    client.force_login(double, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("web:move", args=[case.uid, "start_check"])
    answer = client.post(url, {"way": "visit", "checked_what": "镇党群服务中心"})
    assert answer.status_code == 409 and "整改责任人" in answer.content.decode()
    assert fresh(case).stage == "submitted"
