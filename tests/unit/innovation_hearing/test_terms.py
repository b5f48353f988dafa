"""By when a proposal is handed in, and what happens around the day on which a deferred one is reported again."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from people import clock
from people.clock import CHINA
from processes.innovation_hearing import jobs, window
from processes.innovation_hearing.walk import Walk
from workflows import due
from workflows.errors import Refused
from workflows.models import Outbox, WorkItem

pytestmark = pytest.mark.django_db
REASON = "上级文件一月才下发，去年无法提出。"
LATER = dict.fromkeys(("dm_org", "dm_cadre", "dm_exec", "dm_tal"), ("defer", "经费还没有落实。"))


@pytest.fixture
def late(people):
    """A proposal for the running year, long after its window."""
    return Walk(people, date(2026, 3, 2), title="村级台账随变随改试行办法", plan_year=2026).write()


@pytest.fixture
def deferred(walk):
    walk.to_vote().meeting().vote(**LATER)
    return walk.move("vote_defer", "sec_rec", resubmit_date=date(2026, 6, 30), reason="经费没有落实，落实后再报。")


def test_the_window_ends_on_20_december_or_the_working_day_after(people):
    assert window.last_day(2027).date == date(2026, 12, 21)  # the twentieth is a Sunday


def test_who_opens_one_proposes_for_the_next_year_and_hands_in_to_the_last_day(people):
    walk = Walk(people, date(2026, 12, 10), title="村级台账随变随改试行办法").write()
    assert walk.case.plan_year == 2027
    assert walk.on(datetime(2026, 12, 21, 23, 30, tzinfo=CHINA)).move("submit", "zz_head").case.stage == "submitted"


def test_a_day_later_it_is_refused_with_both_ways_out(people):
    walk = Walk(people, date(2026, 12, 10), title="村级台账随变随改试行办法").write().on(date(2026, 12, 22))
    with pytest.raises(Refused, match="2027 年度的呈报已于 2026-12-21 截止.*改为 2028 年，或申请迟报"):
        walk.move("submit", "zz_head")
    assert walk.act("edit", "zz_head", plan_year=2028).move("submit", "zz_head").case.stage == "submitted"


def test_late_it_is_handed_in_with_a_reason_and_the_deputy_ministers_consent(late):
    with pytest.raises(Refused, match="申请迟报"):
        late.move("submit", "zz_head")
    with pytest.raises(Refused, match="至少 10 个字"):
        late.act("ask_late", "zz_head", reason="忘了")
    late.act("ask_late", "zz_head", reason=REASON)
    item = WorkItem.objects.filter(process=late.case, owner=late.people["dm_org"], status="ASSIGNED").get()
    assert item.due is not None
    with pytest.raises(Refused, match="还没有答复"):
        late.move("submit", "zz_head")
    with pytest.raises(Refused):
        late.act("answer_late", "zz_head", granted=True, reason="自己同意自己")
    late.act("answer_late", "dm_org", granted=True, reason="情况属实，同意迟报。").move("submit", "zz_head")
    assert late.case.stage == "submitted" and REASON in str(late.case.summary())
    assert not WorkItem.objects.filter(process=late.case, role="deputy_minister", status="ASSIGNED").exists()


def test_refused_it_goes_into_the_next_year(late):
    late.act("ask_late", "zz_head", reason=REASON).act("answer_late", "dm_org", granted=False, reason="可列入明年。")
    with pytest.raises(Refused, match="没有同意迟报"):
        late.move("submit", "zz_head")
    with pytest.raises(Refused, match="已经申请过"):
        late.act("ask_late", "zz_head", reason=REASON)
    assert late.act("edit", "zz_head", plan_year=2027).move("submit", "zz_head").case.stage == "submitted"


def test_consent_is_for_one_year_only(late):
    late.late(REASON).act("edit", "zz_head", plan_year=2027).act("edit", "zz_head", plan_year=2026)
    assert late.move("submit", "zz_head").case.stage == "submitted"


@pytest.mark.parametrize("year", [2025, 2029])
def test_a_year_gone_or_far_away_is_refused(late, year):
    late.act("edit", "zz_head", plan_year=year)
    with pytest.raises(Refused, match="2026 至 2028 年之间"):
        late.move("submit", "zz_head")


def test_in_time_nobody_asks_and_what_was_returned_is_not_late(people, walk):
    walk.write()
    with pytest.raises(Refused, match="不需要申请迟报"):
        walk.act("ask_late", "zz_head", reason=REASON)
    walk.on(date(2026, 12, 18)).move("submit", "zz_head").precheck()
    walk.move("send_back", "office_clk", items="补充经费测算依据", reason="材料不全，请补充后再报。")
    assert walk.on(date(2026, 12, 28)).move("submit", "zz_head").case.stage == "precheck"


def test_the_page_says_it_before_anybody_tries(client, late):
    with clock.frozen(late.now):
        client.force_login(late.people["zz_head"])
        page = client.get(reverse("web:case", args=[late.case.uid])).content.decode()
    assert "年度的呈报已于" in page and "申请迟报" in page


def test_the_chosen_day_is_the_term_of_a_deferred_proposal(deferred):
    assert deferred.case.due == due.end_of(date(2026, 6, 30)) and deferred.case.warn_at < deferred.case.due
    held = WorkItem.objects.filter(process=deferred.case, role="section_head@owner_unit", status="ASSIGNED").get()
    assert held.due == deferred.case.due


def test_its_people_are_reminded_once_before_the_day_and_nothing_lapses_without_that(deferred):
    def told():
        with clock.frozen(deferred.now):
            jobs.remind()
        return Outbox.objects.filter(topic="innovation_hearing.remind").count()

    with pytest.raises(Refused, match="还没有提醒"):
        deferred.ripe("lapse").move("lapse", "dm_org")
    deferred.on(date(2026, 6, 1))
    assert told() == 0
    deferred.on(date(2026, 6, 26))
    assert told() == 1 and told() == 1
    deferred.fresh().ripe("lapse").move("lapse", "dm_org")
    assert deferred.case.stage == "rejected"


def test_more_time_granted_moves_the_term_and_they_are_reminded_again(deferred):
    with clock.frozen(deferred.on(date(2026, 6, 26)).now):
        jobs.remind()
    deferred.fresh().act("ask_more_time", "zz_head", until=date(2026, 7, 31), reason="财政批复还在办理之中。")
    deferred.act("answer_more_time", "dm_org", granted=True, reason="同意延期。")
    assert deferred.case.due == due.end_of(date(2026, 7, 31)) and deferred.case.reminded_at is None
    with clock.frozen(deferred.on(date(2026, 7, 29)).now):
        jobs.remind()
    assert Outbox.objects.filter(topic="innovation_hearing.remind").count() == 2


def test_deferred_again_they_are_reminded_of_the_new_day(deferred):
    with clock.frozen(deferred.on(date(2026, 6, 26)).now):
        jobs.remind()
    deferred.fresh().move("resubmit", "zz_head", corrections="县财政已批复经费三万六千元，批文附后，其余不变。")
    deferred.move("submit_synthesis", "zz_head").vote_stage().meeting().vote(**LATER)
    again = date(2026, 10, 9)
    deferred.move("vote_defer", "sec_rec", resubmit_date=again, reason="经费仍没有落实，落实后再报。")
    with pytest.raises(Refused, match="还没有提醒"):
        deferred.ripe("lapse").move("lapse", "dm_org")


def test_what_is_approved_is_looked_into_quarter_by_quarter(walk):
    """L3: the four topics wait as links; each quarter's inspection takes the next one."""
    from processes.inspection.jobs import open_quarter
    from workflows.models import Link

    walk.to_publicity().ripe("confirm").move("confirm", "minister")
    waiting = Link.objects.filter(source=walk.case, intended="inspection", target=None)
    assert waiting.count() == 4
    for quarter, left in ((date(2026, 7, 1), 3), (date(2026, 7, 20), 3), (date(2026, 10, 9), 2)):
        with clock.frozen(walk.on(quarter).now):
            open_quarter()
        assert waiting.count() == left
    first = Link.objects.filter(source=walk.case, intended="inspection").exclude(target=None).order_by("pk")[0]
    assert "第 1 次季度督查" in first.reason and first.target.kind == "inspection"
