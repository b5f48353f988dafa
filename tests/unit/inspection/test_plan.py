"""A plan: what it needs, how often a unit may be inspected, who may be in the team."""

from datetime import date, timedelta

import pytest

from people.models import Conflict
from tests.support.world import person
from tests.unit.inspection.conftest import FIRST, LAST, WHY, fresh, in_field, plan, staffed
from workflows import moves
from workflows.errors import Refused

pytestmark = pytest.mark.django_db


def refused(match, call, *args, **kwargs):
    with pytest.raises(Refused, match=match) as found:
        call(*args, **kwargs)
    return found.value.why


def submit(case, world):
    moves.move(case, "submit_plan", by=world.lead, approver=world.deputy)


def approve(case, world, who=None):
    moves.move(case, "approve_plan", by=who or world.deputy)


def test_an_empty_plan_says_what_is_missing(opened, world):
    why = refused("缺少", submit, opened, world)
    assert "内容" in why and "期限" in why and "课题" in why


def test_no_more_than_ten_working_days_in_a_unit(opened, world):
    plan(opened, world, days_per_unit=11)
    refused("不得超过 10 个工作日", submit, opened, world)


def test_the_whole_is_no_longer_than_the_units_together(opened, world):
    plan(opened, world, days_per_unit=2, ends_on=LAST + timedelta(days=14))
    refused("超过各单位合计", submit, opened, world)


def test_a_third_inspection_within_sixty_days_is_refused_whatever_the_reason(opened, world):
    in_field(opened, world, targets=[world.town])
    again = moves.open_case("inspection", by=world.supervision, title="专项督查", lead=world.lead)
    plan(again, world, targets=[world.town])
    refused("60 日内已督查过", submit, again, world)
    moves.act(again, "save_plan", by=world.lead, overlap_reason=WHY)
    staffed(again, world)
    submit(again, world)
    approve(again, world)
    third = moves.open_case("inspection", by=world.supervision, title="又一次督查", lead=world.lead)
    plan(third, world, targets=[world.town], overlap_reason=WHY)
    why = refused("60 日内已督查 2 次", submit, third, world)
    assert "改到 2026-11-15 以后" in why


def test_the_year_has_a_quota_for_each_unit(world, at):
    for month in (2, 4, 6, 8):
        day = date(2026, month, 5)
        with at(day - timedelta(days=12)):
            case = moves.open_case("inspection", by=world.supervision, title="督查", lead=world.lead)
            plan(case, world, targets=[world.town], starts_on=day, ends_on=day, overlap_reason=WHY)
            staffed_then(case, world, day)
            submit(case, world)
            approve(case, world)
    last = moves.open_case("inspection", by=world.supervision, title="督查", lead=world.lead)
    plan(last, world, targets=[world.town], starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 1), overlap_reason=WHY)
    refused("达到年度上限", submit, last, world)


def staffed_then(case, world, day):
    moves.act(case, "save_team", by=world.lead, lead=world.lead, members=[world.one, world.two])
    people = [world.lead, world.one, world.two]
    moves.act(case, "confirm_training", by=world.lead, people=people, on=day - timedelta(days=30))
    for one in people:
        moves.act(case, "declare_ties", by=one)


def test_nobody_inspects_their_own_unit(opened, world):
    plan(opened, world)
    insider = person("insider", "inspector", unit_code="XZ01")
    refused(
        "不能督查本单位", moves.act, opened, "save_team", by=world.lead, lead=world.lead, members=[world.one, insider]
    )


def test_a_team_is_a_lead_and_two(opened, world):
    refused("至少 2 人", moves.act, opened, "save_team", by=world.lead, lead=world.lead, members=[world.one])
    plan(opened, world)
    submit(opened, world)
    refused("至少 2 名成员", approve, opened, world)


def test_training_and_declarations_come_before_approval(opened, world):
    plan(opened, world)
    moves.act(opened, "save_team", by=world.lead, lead=world.lead, members=[world.one, world.two])
    submit(opened, world)
    refused("没有登记培训", approve, opened, world)
    people = [world.lead, world.one, world.two]
    moves.act(opened, "confirm_training", by=world.lead, people=people, on=date(2026, 8, 31))
    moves.act(opened, "declare_ties", by=world.lead)
    moves.act(opened, "declare_ties", by=world.one)
    refused("two还没有申报", approve, opened, world)
    moves.act(opened, "declare_ties", by=world.two, conflict="配偶在镇政府工作")
    refused("应当回避", approve, opened, world)


def test_a_registered_tie_counts_though_it_was_not_declared(opened, world):
    plan(opened, world)
    staffed(opened, world)
    Conflict.objects.create(person=world.one, unit=world.town, kind="family", since=date(2026, 1, 1))
    submit(opened, world)
    refused("应当回避", approve, opened, world)


def test_an_open_inspection_is_announced_three_working_days_before(opened, world):
    plan(opened, world, starts_on=date(2026, 9, 3))
    staffed(opened, world)
    submit(opened, world)
    why = refused("提前 3 个工作日", approve, opened, world)
    assert "2 个工作日" in why
    moves.move(opened, "send_back_plan", by=world.deputy, reason=WHY)
    assert fresh(opened).stage == "planned"


def test_the_whole_county_is_for_the_minister(opened, world):
    plan(opened, world, county_wide=True)
    staffed(opened, world)
    submit(opened, world)
    refused("由部长批准", approve, opened, world)
    approve(opened, world, world.minister)
    assert fresh(opened).stage == "fieldwork"


def test_a_small_inspection_gives_the_minister_no_work(opened, world):
    plan(opened, world)
    staffed(opened, world)
    submit(opened, world)
    assert not opened.task_set.filter(owner=world.minister, status="ASSIGNED").exists()


def test_a_plan_that_is_not_needed_ends_with_its_reason(opened, world):
    plan(opened, world)
    submit(opened, world)
    refused("至少 10 个字", moves.move, opened, "cancel", by=world.deputy, reason="不用了")
    moves.move(opened, "cancel", by=world.deputy, reason="与专项检查合并，不再单独开展。")
    assert fresh(opened).stage == "cancelled"


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"starts_on": LAST, "ends_on": FIRST}, "早于开始日期"),
        ({"title": ""}, None),
        ({"content": "联系人电话13800138000，按通知办理"}, "手机号"),
        ({"mode": "secret"}, "请选择督查方式"),
    ],
)
def test_what_a_clerk_may_really_type(opened, world, said, match):
    if match and "content" not in said and "mode" not in said:
        plan(opened, world, **said)
        refused(match, submit, opened, world)
    elif match:
        refused(match, plan, opened, world, **said)
    else:
        plan(opened, world, **said)
        assert fresh(opened).title == "三季度督查"
