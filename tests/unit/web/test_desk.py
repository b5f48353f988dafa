"""The desk of a sitting: notice days, delivery, conflicts, the order of voting, the record on its way round."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.models import Event
from people import clock
from people.clock import CHINA
from people.models import Conflict, User
from processes.innovation_hearing.walk import PANEL, Walk
from tests.support.remembered_walks import demonstration
from workflows import definitions
from workflows.errors import Refused
from workflows.models import Outbox, Service
from workflows.papers import meeting

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOWNS = tuple((f"t{n:02}_wy", "townships") for n in (1, 2, 3, 4, 6, 7, 8, 10, 11, 12))


@pytest.fixture
def people(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        yield {user.username: user for user in User.objects.select_related("unit")}
    definitions.forget()


@pytest.fixture
def walk(people):
    return Walk(people, date(2026, 3, 2), title="村级台账随变随改试行办法")


@pytest.fixture
def see(client, people):
    """A page as somebody sees it at the walk's time."""

    def get(walk, name, path="", **more):
        url = path or reverse("web:sitting", args=[walk.case.uid, walk.sitting.pk])
        with clock.frozen(walk.now):
            client.force_login(people[name])
            return client.get(url, more).content.decode()

    return get


def planned(walk, days=12):
    """Called, and nothing served yet."""
    walk.submit().precheck().plan()
    return walk.call(datetime.combine(walk.working(days), datetime.min.time().replace(hour=14), CHINA))


def part(page, name):
    return page[page.index(f'id="{name}"') :].split('<section class="card')[0]


def test_before_papers_are_out_the_page_says_the_last_day_and_the_rule(walk, see):
    planned(walk)
    said = part(see(walk, "office_clk"), "period")
    last = walk.sitting.starts_at.astimezone(CHINA).date() - timedelta(days=8)
    assert f"最迟 {last.month} 月 {last.day} 日" in said and "会前满 7 天" in said and "第十六条" in said


def test_when_it_is_too_late_the_page_says_from_when_a_sitting_is_possible(walk, see):
    planned(walk).after(9)
    said = part(see(walk, "office_clk"), "period")
    assert "已经过了" in said and "请改期" in said


def test_once_all_are_served_the_page_says_from_when_the_sitting_may_begin(walk, see):
    planned(walk).serve()
    said = part(see(walk, "office_clk"), "period")
    assert "全部送达" in said and "起可以开会" in said


def test_the_log_names_who_has_not_acknowledged_first_and_offers_paper(walk, see):
    planned(walk).serve().after(3)
    walk.act("acknowledge", "expert1")
    page = see(walk, "office_clk")
    said = part(page, "log")
    assert said.index("未签收") < said.index("书面：本人签收") and "改为书面送达" in said
    assert said.count(" 签收<") == 1
    row = Service.objects.get(case=walk.case, person=walk.people["cppcc"])
    walk.act("serve_on_paper", "office_clk", service=row.pk, receipt="三月十日本人签收")
    assert "三月十日本人签收" in part(see(walk, "office_clk"), "log")
    assert "可以改为书面送达" not in see(walk, "expert1")


def test_the_log_of_a_sitting_that_is_over_holds_its_own_papers_and_counts_to_its_end(walk, see):
    walk.to_vote().meeting()
    walk.on(walk.sitting.starts_at).vote().after(30)
    hearing, meeting_ = walk.case.sittings.order_by("pk")
    for sitting, own, other in ((hearing, "听证材料", "部务会材料"), (meeting_, "部务会材料", "听证材料")):
        said = part(see(walk, "office_clk", reverse("web:sitting", args=[walk.case.uid, sitting.pk])), "log")
        assert own in said and other not in said
        waited = [int(n) for n in re.findall(r"送达 (\d+) 个工作日", said)]
        assert waited and (sitting is meeting_ or max(waited) < 15)


def test_the_roster_shows_registered_interests_and_other_sittings_without_their_title(walk, people, see):
    planned(walk)
    seat = walk.seat("cppcc")
    Conflict.objects.create(person=people["cppcc"], other=people["zz_head"], kind="kin", since=date(2026, 1, 1))
    other = Walk(people, date(2026, 3, 2), title="不该看到的另一件", head="dy_head")
    planned(other)
    said = part(see(walk, "office_clk"), "roster")
    assert "已登记有利害关系" in said and not seat.recused
    assert "另有会议，可能来不及" in said and "不该看到的另一件" not in said


def test_the_head_is_last_in_the_order_and_waits_for_the_others(walk, see):
    walk.to_vote().meeting()
    walk.on(walk.sitting.starts_at).came("exec_gb").act("start_vote", "sec_rec").ballot("dm_exec")
    said = part(see(walk, "minister"), "board")
    order = [said.index(word) for word in ("常务副部长", "分管干部副部长", "<b>部长")]
    assert order == sorted(order) and "末位表态：等" in said and "已投 1，共 6 人" in said
    assert "未到，不能表决" in said
    for name in ("dm_cadre", "dm_org", "dm_tal", "exec_lgb"):
        walk.ballot(name)
    said = part(see(walk, "minister"), "board")
    assert "末位表态：等" not in said and "可以表决了" in said


def test_the_live_part_follows_and_stops_when_the_sitting_moves_on(walk, client, see):
    walk.to_vote().meeting()
    walk.on(walk.sitting.starts_at).came().act("start_vote", "sec_rec")
    url = reverse("web:sitting_live", args=[walk.case.uid, walk.sitting.pk])
    assert "已投 0，共 7 人" in see(walk, "dm_exec", url, state="open")
    walk.ballot("dm_exec")
    assert "已投 1，共 7 人" in see(walk, "dm_exec", url, state="open")
    assert client.get(url, {"state": "planned"}).status_code == 286
    client.force_login(walk.people["gw_head"])
    assert client.get(url, {"state": "open"}).status_code == 404


def test_each_item_of_the_agenda_shows_its_own_count_when_all_have_voted(walk, see):
    walk.to_vote().meeting(agenda=["列入年度要点", "经费三万六千元"])
    walk.on(walk.sitting.starts_at).came().act("start_vote", "sec_rec")
    assert part(see(walk, "sec_rec"), "agenda").count("正在表决") == 2
    first, second = walk.sitting.agenda.order_by("place")
    for name in ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb", "minister"):
        split = name in ("dm_exec", "dm_cadre", "dm_org", "dm_tal")
        choices = {first.pk: "pass", second.pk: "reject" if split else "pass"}
        walk.act("ballot", name, choices=choices, opinion="经费偏高" if split else "")
    said = part(see(walk, "sec_rec"), "agenda")
    assert "赞成 7，缓议 0，反对 0，弃权 0" in said and "赞成 3，缓议 0，反对 4，弃权 0" in said


def test_the_record_goes_round_is_amended_signed_and_refused(walk, see):
    walk.to_hearing().hear()
    assert "传阅中，待 9 人签字" in see(walk, "rc_head")
    walk.act("amend_record", "cppcc", change="应为“五人赞成、一人有保留”。")
    walk.act("record", "rc_head", minutes="科室介绍方案，各方陈述和辩论，五人赞成，一人有保留。")
    walk.act("sign_record", "cppcc").act("sign_record", "retired1", refusal="没有写全")
    said = part(see(walk, "rc_head"), "minutes")
    steps = ["开始传阅", "提出修改", "改出第 2 稿", "<b>签字", "拒签", "没有写全"]
    places = [said.index(step) for step in steps]
    assert places == sorted(places) and "五人赞成、一人有保留" in said and "待 7 人签字" in said


def test_who_signed_was_absent_or_comes_too_early_cannot_amend(walk):
    walk.to_hearing().on(walk.sitting.starts_at).came("expert1").move("open_hearing", "rc_head")
    with pytest.raises(Refused, match="还没有写好"):
        walk.act("amend_record", "cppcc", change="改一改这里")
    walk.act("record", "rc_head", minutes="科室介绍方案，各方陈述和辩论，多数赞成试行。")
    with pytest.raises(Refused, match="没有到会"):
        walk.act("amend_record", "expert1", change="改一改这里")
    walk.act("sign_record", "cppcc")
    with pytest.raises(Refused, match="已经签字"):
        walk.act("amend_record", "cppcc", change="改一改这里")
    with pytest.raises(Refused, match="4 至 1000"):
        walk.act("amend_record", "retired1", change="改")


def test_a_meeting_that_voted_is_recorded_afterwards_and_locked_by_the_last_signature(walk, see):
    walk.to_vote().meeting()
    walk.on(walk.sitting.starts_at).came().act("start_vote", "sec_rec")
    with pytest.raises(Refused, match="表决还没有结束"):
        walk.act("record", "sec_rec", minutes="会议听取汇报，讨论了方案，逐项表决，一致通过。")
    for name in ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb", "minister"):
        walk.ballot(name)
    assert "记录笔录" in see(walk, "sec_rec")
    walk.act("record", "sec_rec", minutes="会议听取汇报，讨论了方案，逐项表决，一致通过。")
    assert "核对笔录并签字" in see(walk, "dm_exec") and "提出修改笔录" in see(walk, "dm_exec")
    for name in ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb"):
        walk.act("sign_record", name)
    assert walk.sitting.minutes_locked_at is None
    walk.act("sign_record", "minister")
    assert walk.sitting.minutes_locked_at and walk.sitting.minutes_hash and walk.case.open_items == 1
    with pytest.raises(Refused):
        walk.act("record", "sec_rec", minutes="会议讨论了方案，逐项表决，后来改写。")
    assert walk.passed().case.stage == "publicity"


def test_an_amendment_tells_those_who_keep_the_record(walk):
    walk.to_hearing().hear().act("amend_record", "cppcc", change="应为“五人赞成”。")
    told = Outbox.objects.filter(topic="record.amend").get()
    assert walk.people["office_clk"].pk in told.recipients and walk.people["rc_head"].pk in told.recipients
    assert Event.objects.filter(uid=walk.case.uid, kind="act.amend_record").count() == 1


def test_the_list_and_the_month_show_ones_own_or_all_that_one_may_see(walk, see):
    planned(walk)
    lists = [reverse("web:sittings"), reverse("web:sittings") + "?view=month&month=2026-03"]
    for url in lists:
        assert walk.case.title in see(walk, "cppcc", url)
        assert walk.case.title not in see(walk, "minister", url)
        more = ("&" if "?" in url else "?") + "all=1"
        assert walk.case.title in see(walk, "minister", url + more)
        assert walk.case.title not in see(walk, "gw_head", url + more)
    month = see(walk, "office_clk", lists[1])
    assert "最迟送达" in month and "14:00" in month
    assert "2026 年 3 月" in see(walk, "office_clk", reverse("web:sittings") + "?view=month&month=nonsense")


def test_the_record_of_a_meeting_is_a_paper_unless_the_process_prints_its_own(walk):
    walk.to_vote().meeting()
    walk.on(walk.sitting.starts_at)
    walk.vote(dm_tal=("reject", "时机还不成熟"))
    sheet = str(meeting.meeting(walk.case))
    assert "赞成 6，缓议 0，反对 1" in sheet and "时机还不成熟" in sheet and "应到 7 人，实到 7 人" in sheet
    assert meeting.held(walk.case) and not meeting.needed(walk.case, None)


def test_the_page_of_a_sitting_costs_the_same_for_nine_and_for_nineteen_seats(people, client):
    counts = []
    for panel in (PANEL, PANEL + TOWNS):
        walk = Walk(people, date(2026, 3, 2), title="大小会", panel=panel).to_hearing().hear()
        with clock.frozen(walk.now):
            client.force_login(people["office_clk"])
            url = reverse("web:sitting", args=[walk.case.uid, walk.sitting.pk])
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 26


def test_the_page_of_a_case_offers_what_the_sitting_has_come_to(walk, see):
    walk.to_vote().meeting()
    page = reverse("web:case", args=[walk.case.uid])
    assert "核对笔录并签字" not in see(walk, "minister", page) and "提交表决" not in see(walk, "minister", page)
    walk.on(walk.sitting.starts_at).came().act("start_vote", "sec_rec")
    said = see(walk, "minister", page)
    assert "提交表决" in said and "核对笔录并签字" not in said and "提出修改笔录" not in said


def test_the_page_of_a_case_leads_to_the_desk_and_shows_a_form_that_was_refused_there(walk, see, client):
    planned(walk).serve()
    page = reverse("web:case", args=[walk.case.uid])
    said = see(walk, "office_clk", page)
    assert "去会议页" in said and "登记到会" in said and f"{page}act/attend/" not in said
    with clock.frozen(walk.now):
        again = client.post(f"{page}act/recuse/", {"seat": walk.seat("cppcc").pk, "reason": "短"}).content.decode()
    assert f"{page}act/recuse/" in again and "要改" in again
