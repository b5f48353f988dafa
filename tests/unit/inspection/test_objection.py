"""Objections: in time, by the unit, answered by others point by point, carried over to the rectifications."""

from datetime import date

import pytest

from processes.inspection.models import Inspection
from tests.support.world import person
from tests.unit.inspection.conftest import WHY, ended, fresh, in_field, proof, visited
from workflows import moves, registry
from workflows.errors import Refused
from workflows.models import Case, Outbox

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
POINTS = {1: "台账已在八月三十一日补报，系统有记录可查。"}


def rectification(case, no):
    found = case.findings.get(no=no).rectification
    return registry.kind("rectification").objects.get(pk=found.pk)


def objected(case, world, points=None):
    moves.move(case, "file_objection", by=world.head, points=points or POINTS)
    return fresh(case)


def test_after_thirty_days_an_objection_is_refused_with_the_way_out(issued, world, at):
    with at(date(2026, 10, 21)):
        objected(issued, world)
    case = Inspection.objects.get()
    assert case.stage == "objection"


def test_a_late_objection_is_refused_with_the_way_out(issued, world, at):
    with at(date(2026, 10, 22)), pytest.raises(Refused, match="已过期限（2026-10-21）.*申请逾期复核"):
        moves.move(issued, "file_objection", by=world.head, points=POINTS)


def test_an_objection_names_own_findings_and_reasons(issued, world):
    for points, match in (({}, "至少选择一个"), ({2: WHY}, "不是本单位的"), ({1: "不对"}, "少于 10 个字")):
        with pytest.raises(Refused, match=match):
            moves.move(issued, "file_objection", by=world.head, points=points)


def test_only_people_who_had_nothing_to_do_with_it_review(issued, world, at):
    person("one", "appeal_officer", unit_code="BGS")
    person("head9", "appeal_officer", unit_code="XZ02")
    with at(date(2026, 10, 8)):
        case = objected(issued, world)
        assert case.players("appeal_officer") == [world.reviewer.pk]
        with pytest.raises(Refused):
            moves.act(case, "answer_point", by=world.one, point=1, ruling="kept", answer=WHY)
        with pytest.raises(Refused, match="第 1 点还没有答复"):
            moves.move(case, "decide_objection", by=world.reviewer, summary=WHY)


def decided(case, world, **answer):
    moves.act(case, "answer_point", by=world.reviewer, point=1, answer=WHY, **answer)
    moves.move(case, "decide_objection", by=world.reviewer, summary="经复核，作出以上决定。")
    return fresh(case)


def test_a_withdrawn_finding_takes_its_rectification_with_it(issued, world, at):
    with at(date(2026, 10, 8)):
        case = decided(objected(issued, world), world, ruling="withdrawn")
    first = case.findings.get(no=1)
    assert (case.stage, first.state, first.why_changed) == ("issued", "withdrawn", WHY)
    assert rectification(case, 1).is_closed and not rectification(case, 2).is_closed
    corrected = Outbox.objects.get(uid=case.uid, topic="inspection.corrected")
    assert set(corrected.recipients) == {world.head.pk, world.head2.pk}
    assert case.services.filter(paper="更正通报").count() == 2


def test_an_amended_finding_is_never_graver_and_keeps_its_first_words(issued, world, at):
    with at(date(2026, 10, 8)):
        case = objected(issued, world)
        with pytest.raises(Refused, match="不得因为提出异议而加重"):
            moves.act(case, "answer_point", by=world.reviewer, point=1, ruling="amended", answer=WHY, severity="grave")
        with pytest.raises(Refused, match="没有变化"):
            moves.act(case, "answer_point", by=world.reviewer, point=1, ruling="amended", answer=WHY)
        said = {"ruling": "amended", "severity": "minor", "fact": "七月没有按时填报，八月已补报。"}
        case = decided(case, world, **said)
    first = case.findings.get(no=1)
    assert (first.state, first.severity, first.first["severity"]) == ("amended", "minor", "serious")
    assert rectification(case, 1).severity == "minor"


def test_a_kept_finding_is_not_circulated_again(issued, world, at):
    with at(date(2026, 10, 8)):
        case = decided(objected(issued, world), world, ruling="kept")
    assert not Outbox.objects.filter(topic="inspection.corrected").exists()
    with at(date(2026, 10, 9)), pytest.raises(Refused, match="同一问题只复核一次"):
        objected(case, world)


def test_another_unit_objects_while_a_review_is_going_on(issued, world, at):
    with at(date(2026, 10, 8)):
        case = objected(issued, world)
        moves.act(case, "add_objection", by=world.head2, points={2: "当天停电，系统未能登录，有供电所证明。"})
        assert case.objections.count() == 2
    with at(date(2026, 10, 30)), pytest.raises(Refused, match="已过期限"):
        moves.act(case, "add_objection", by=world.head2, points={2: WHY})


def test_rectification_goes_on_unless_the_minister_pauses_it(issued, world, at):
    with at(date(2026, 10, 8)):
        case = objected(issued, world)
        with pytest.raises(Refused, match="没有正在复核的异议"):
            moves.act(case, "pause_rectification", by=world.minister, finding=2, why=WHY)
        moves.act(case, "pause_rectification", by=world.minister, finding=1, why=WHY)
        assert case.findings.get(no=1).paused == WHY
        assert rectification(case, 1).due is None and rectification(case, 2).due
        case = decided(case, world, ruling="kept")
        assert case.findings.get(no=1).paused == "" and rectification(case, 1).due


def test_an_archive_waits_for_the_end_of_the_term_and_of_the_review(issued, world, at):
    with at(date(2026, 10, 20)):
        case = objected(issued, world)
    with at(date(2026, 11, 10)):
        case = decided(case, world, ruling="kept")
        moves.move(case, "archive", by=world.archivist)
        assert fresh(case).stage == "closed"


def grave(opened, world, at):
    """An inspection of one unit with one grave, systemic finding, signed."""
    from tests.unit.inspection.conftest import reported, signed

    case = in_field(opened, world, targets=[world.town])
    case = visited(case, world, at, [world.town])
    with at(date(2026, 9, 9)):
        moves.act(case, "save_finding", by=world.one, unit=world.town, severity="grave", clause="B06", systemic=True,
                  fact="信息导出没有审批，涉及一百二十名党员，导出记录三次。", duty_basis="分管同志负有审核责任。",
                  evidence=[proof(case, world.one, "red")])  # fmt: skip
        moves.act(case, "save_practice", by=world.two, unit=world.town, text="用联系卡代替登记表，群众认可。")
    case = ended(case, world, at)
    with at(date(2026, 9, 17)):
        moves.move(case, "respond", by=world.head, overall="属实，马上整改。")
    return signed(reported(fresh(case), world, at), world, at)


def test_proposals_are_drafts_until_the_deputy_decides(opened, world, at):
    case = grave(opened, world, at)
    assert [row.kind for row in case.proposed.all()] == ["consultation", "accountability"]
    assert case.links_out.filter(intended="award").count() == 1
    assert not Case.objects.filter(kind="accountability").exists()
    with at(date(2026, 10, 23)), pytest.raises(Refused, match="还有 2 项建议没有决定"):
        moves.move(case, "archive", by=world.archivist)
    with pytest.raises(Refused):
        moves.act(case, "settle_proposal", by=world.lead, proposal=1, decision="approved", reason=WHY)
    moves.act(case, "settle_proposal", by=world.deputy, proposal=1, decision="approved", reason=WHY)
    moves.act(case, "settle_proposal", by=world.deputy, proposal=2, decision="declined", reason=WHY)
    assert not case.task_set.filter(owner=world.deputy, status="ASSIGNED").exists()
    opened_there = Case.objects.filter(kind="consultation").count()
    assert opened_there == ("consultation" in registry.KINDS)
    with at(date(2026, 10, 23)):
        moves.move(case, "archive", by=world.archivist)
    assert fresh(case).stage == "closed"


def test_a_proposal_to_hold_to_account_waits_for_the_minister(opened, world, at):
    case = grave(opened, world, at)
    moves.act(case, "settle_proposal", by=world.deputy, proposal=2, decision="approved", reason=WHY)
    proposed = case.links_out.get(target__kind="accountability").target.own
    assert (proposed.stage, proposed.trigger, proposed.respondent_unit) == ("proposed", "inspection", world.town)
    with pytest.raises(Refused, match="还没有写明被反映人"):
        moves.move(
            proposed, "approve_open", by=world.minister, officer=world.lead, investigators=[world.one, world.two]
        )


def test_what_was_not_decided_before_a_review_waits_again_and_falls_with_its_finding(opened, world, at):
    case = grave(opened, world, at)
    with at(date(2026, 10, 8)):
        moves.move(case, "file_objection", by=world.head, points={2: "导出经过口头同意，有聊天记录。"})
        case = decided(fresh(case), world, ruling="withdrawn")
    assert {row.decision for row in case.proposed.all()} == {"declined"}
    assert not case.task_set.filter(owner=world.deputy, status="ASSIGNED").exists()
