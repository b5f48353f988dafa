"""In the field: visits, signatures, findings, people without an account; what feedback needs."""

from datetime import date

import pytest

from people import clock
from tests.support.world import unit
from tests.unit.inspection.conftest import FACT, FIRST, LAST, WHY, fresh, proof, visited
from workflows import moves
from workflows.errors import Refused
from workflows.models import Evidence

pytestmark = pytest.mark.django_db


def visit(case, world, **more):
    said = {"unit": world.town, "place": "村委会", "at": clock.now(), "method": "files", "notes": "查看了全年台账。"}
    moves.act(case, "add_visit", by=world.one, **(said | {"notes": "查看了全年台账和会议记录。"} | more))


def finding(case, world, **more):
    said = {"unit": world.town, "severity": "minor", "clause": "Z06", "fact": FACT}
    moves.act(case, "save_finding", by=world.one, **(said | more))


@pytest.fixture
def today(field, at):
    with at(FIRST, 15):
        yield field


def over(case, world):
    moves.act(case, "end_fieldwork", by=world.lead, on=clock.today())
    moves.move(case, "give_feedback", by=world.lead)


def test_a_visit_needs_two_signatures(today, world):
    visit(today, world)
    visit(today, world, unit=world.town2)
    moves.act(today, "sign_visit", by=world.one, visit=1)
    with pytest.raises(Refused, match="第 1 次走访（村委会）只有 1 人签字，须有 2 人"):
        over(today, world)
    with pytest.raises(Refused, match="已经签过"):
        moves.act(today, "sign_visit", by=world.one, visit=1)


def test_only_the_team_signs(today, world):
    visit(today, world)
    with pytest.raises(Refused):
        moves.act(today, "sign_visit", by=world.deputy, visit=1)


def test_changed_words_need_new_signatures(today, world):
    visit(today, world)
    moves.act(today, "sign_visit", by=world.one, visit=1)
    visit(today, world, no=1, notes="另外查看了会议记录和照片。")
    assert not today.visits.get(no=1).signatures.exists()


def test_what_a_device_sends_twice_is_one_row(today, world):
    visit(today, world, client_id="phone-1")
    visit(today, world, client_id="phone-1", notes="补充：负责人在场并确认。")
    finding(today, world, client_id="phone-2")
    finding(today, world, client_id="phone-2", severity="serious")
    assert (today.visits.count(), today.findings.count()) == (1, 1)
    assert today.findings.get().severity == "serious"


def test_feedback_waits_for_the_end_every_unit_and_every_proof(today, world, at):
    with pytest.raises(Refused, match="还没有结束"):
        moves.move(today, "give_feedback", by=world.lead)
    visit(today, world)
    finding(today, world)
    for who in (world.one, world.two):
        moves.act(today, "sign_visit", by=who, visit=1)
    with pytest.raises(Refused, match="XZ02还没有走访记录"):
        over(today, world)
    moves.act(today, "drop_target", by=world.lead, unit=world.town2, why="并入下季度专项督查，本次不去。")
    with pytest.raises(Refused, match="问题 1 没有证据"):
        moves.move(today, "give_feedback", by=world.lead)
    finding(today, world, no=1, evidence=[proof(today, world.one)])
    moves.move(today, "give_feedback", by=world.lead)
    assert fresh(today).stage == "findings_out"


def test_evidence_is_kept_with_its_finding(field, world, at):
    case = visited(field, world, at)
    assert sorted(Evidence.objects.filter(case=case).values_list("about", flat=True)) == ["finding:1", "finding:2"]


def test_a_withdrawn_finding_keeps_its_number_and_its_words(today, world):
    finding(today, world)
    moves.act(today, "withdraw_finding", by=world.one, no=1, why="当场核对后与事实不符，撤回。")
    finding(today, world)
    first, second = today.findings.all()
    assert (first.no, first.state, first.fact, second.no) == (1, "withdrawn", FACT, 2)
    with pytest.raises(Refused, match="已经撤回"):
        finding(today, world, no=1)


def test_somebody_without_an_account_is_recorded_by_the_office_without_a_number(today, world):
    visit(today, world)
    said = {
        "visit": 1,
        "kind": "villager",
        "known_by": "id_card",
        "agreed": "signed",
        "said": "今年来过两次，问了情况。",
    }
    moves.act(today, "record_person", by=world.office, called="村民甲", **said)
    person = today.visits.get(no=1).interviewees.get()
    assert (person.get_known_by_display(), person.no) == ("居民身份证", 1)
    with pytest.raises(Refused, match="身份证号"):
        moves.act(today, "record_person", by=world.one, called="33072319600101123X", **said)


@pytest.mark.parametrize(
    ("act", "said", "match"),
    [
        ("visit", {"unit": None}, "不在本次督查的对象中"),
        ("visit", {"notes": "看了"}, "记录至少 10 个字"),
        ("visit", {"method": "telepathy"}, "请选择方式"),
        ("visit", {"topic": 9}, "没有这一条课题"),
        ("finding", {"clause": "X99"}, "条款目录"),
        ("finding", {"severity": "特别严重"}, "请选择严重程度"),
        ("finding", {"fact": "不好"}, "事实至少 10 个字"),
        ("finding", {"fact": "负责人电话 138 0013 8000 无人接听"}, "手机号"),
    ],
)
def test_what_a_clerk_may_really_type(today, world, act, said, match):
    with pytest.raises(Refused, match=match):
        {"visit": visit, "finding": finding}[act](today, world, **said)
    assert not today.visits.exists() and not today.findings.exists()


def test_a_visit_is_neither_in_the_future_nor_before_the_plan(today, world, at):
    from datetime import timedelta

    with pytest.raises(Refused, match="在现在以后"):
        visit(today, world, at=clock.now() + timedelta(hours=1))
    with pytest.raises(Refused, match="早于方案的开始日期"):
        visit(today, world, at=clock.now() - timedelta(days=3))
    with pytest.raises(Refused, match="不在本次督查的对象中"):
        visit(today, world, unit=unit("XZ03"))


def test_the_field_ends_between_its_beginning_and_today(today, world):
    for day in (FIRST.replace(month=8), LAST):
        with pytest.raises(Refused, match="结束日期应在"):
            moves.act(today, "end_fieldwork", by=world.lead, on=day)


def test_late_field_work_is_at_risk(field, at):
    with at(LAST):
        assert fresh(field).at_risk() == ""
    with at(date(2026, 9, 16)):
        assert "超过计划" not in fresh(field).at_risk() and "已过计划结束日期" in fresh(field).at_risk()


def test_a_unit_cannot_be_dropped_once_something_was_found(today, world):
    visit(today, world)
    with pytest.raises(Refused, match="已有走访或问题记录"):
        moves.act(today, "drop_target", by=world.lead, unit=world.town, why=WHY)


def test_everybody_in_the_team_has_the_field_work_in_the_inbox(field, world):
    items = field.task_set.filter(status="ASSIGNED").order_by("owner__username")
    assert [(i.owner.username, i.role, i.due.astimezone().date()) for i in items if i.role == "inspector"] == [
        ("one", "inspector", LAST), ("two", "inspector", LAST)
    ]  # fmt: skip


def test_an_inspected_unit_may_ask_that_an_inspector_recuses(field, world):
    moves.act(field, "apply_recusal", by=world.head, person=world.one, reason="督查组成员与我单位负责人有亲属关系。")
    with pytest.raises(Refused, match="有人申请你回避"):
        visit(fresh(field), world)


def test_a_covert_inspection_gives_the_unit_no_such_right_before_it_knows(world, at):
    from tests.unit.inspection.conftest import in_field

    case = moves.open_case("inspection", by=world.lead, title="暗访", lead=world.lead, mode="covert")
    case = in_field(case, world, mode="covert")
    assert case.about() == []
