"""Two consultations of the demonstration, walked to where they are by real moves on the days they were made."""

from datetime import date, datetime, time

from people import clock
from people.clock import CHINA
from processes.consultation.models import Consultation
from processes.consultation.walk import Walk
from workflows import moves, registry
from workflows.models import Case

ORDER = 1  # after the projects: the numbers of theirs are fixed, these come behind
TEAMS, SITES = "诊〔2026〕0006号", "诊〔2026〕0005号"
PROJECT = "task_project"
GRATEFUL = "在全县开展以“感恩奋进”为主题的教育活动"
TEAM_SELF = (
    "干部科自查：三个乡镇班子换届后成员来自四个单位，分工调整三次；民主生活会批评少、表态多；"
    "谈心谈话只覆盖了正职，其他成员情绪没有掌握。"
)
TEAM_CONCLUSION = "主要原因是班子成员互不熟悉、没有议事规则、谈心没有全覆盖；先谈心、立规则，再以主题教育凝聚。"
TEAM_PANEL = (
    ("gw_head", "sections"), ("jwlink", "units"), ("t05_sj", "townships"), ("t09_sj", "townships"),
    ("retired1", "veterans"),
)  # fmt: skip
OUTSIDERS = (
    ("宣传部副部长（演示）", "units"), ("退休老干部甲（演示）", "veterans"), ("退休老干部乙（演示）", "veterans"),
)  # fmt: skip


def build(people):
    """Build both, unless they are there."""
    if not Consultation.objects.filter(number__in=(TEAMS, SITES)).exists():
        sites(people)
        teams(people)


def sites(people):
    """Followed month by month: old equipment that nobody uses."""
    work = project(people, date(2026, 8, 3), "党员远程教育站点规范化管理", "dy_head", "站点月均使用不少于六次")
    told = ((8, 20, "逐站登记设备和使用情况"), (9, 40, "完成登记，发现问题"))
    runs(people, work, date(2026, 8, 4), "dy_head", told)
    walk = Walk(
        people, date(2026, 9, 1), by="sup_clk", number=SITES, work_ref=work,
        title="党员远程教育站点设备老化与利用率低会诊",
        symptoms="全县212个站点中61个设备超过八年，月均开机不足三次；管理员更替频繁，内容更新慢，群众很少来看，"
        "台账连续两月黄灯。",
    )  # fmt: skip
    walk.gathered().begin().opinions(
        expert1=("内容靠转发，没有本地题材，群众不愿看。", "教育中心固定时间推送短视频，多拍本地人本地事。"),
        retired1=("设备坏了没有钱修，年年报、年年没有。", "列入年度预算，分年更新，先换坏的。"),
    )
    walk.fill(
        causes=[
            {"cause": "资金没有年度安排", "kind": "system", "confidence": "high"},
            {"cause": "管理员更替频繁未移交", "kind": "people", "confidence": "medium"},
            {"cause": "内容更新慢", "kind": "resource", "confidence": "medium"},
        ],
        measures=[
            measure(people, "分三年更新设备，每年七十个，纳入财政预算申请", "dy_head", "2026-12-18", "首批列入预算"),
            measure(people, "建立站点管理员AB角和移交清单", "zz_head", "2026-12-11", "移交清单覆盖全部站点"),
            measure(people, "教育中心每月推送八条短视频", "dy_head", "2026-12-18", "月均使用不少于六次"),
        ],
    )  # fmt: skip
    walk.sign().conclude().decide().after(1).move("track", "sup_clk")
    for link in walk.case.links_out.filter(kind="L10").order_by("pk"):
        head = "zz_head" if link.target.own.owner_unit_id == people["zz_head"].unit_id else "dy_head"
        runs(people, link.target.own, date(2026, 9, 21), head, ((9, 10, "制定办法"), (10, 50, "按计划推进")))
    walk.follow("八月以来逐站检修，九月月均使用升到四次，预算申请已经报出。")
    walk.follow("十月月均使用五次；移交清单覆盖一百八十个站点，短视频按月推送。")


def teams(people):
    """Decided measure by measure, with a retired cadre's dissent that was heeded."""
    work = project(
        people, date(2026, 9, 7), "乡镇领导班子换届后思想政治建设", "exec_gb", "班子民主测评满意率提高五个百分点"
    )
    runs(people, work, date(2026, 9, 8), "exec_gb", ((9, 10, "走访十二个乡镇"), (10, 15, "三个乡镇班子磨合慢")))
    walk = Walk(
        people, date(2026, 11, 9), by="sup_clk", number=TEAMS, title="部分乡镇换届后班子磨合与思想政治建设问题会诊",
        trigger="inspection_finding", unit=people["exec_gb"].unit, work_ref=work, chair="rc_head", panel=TEAM_PANEL,
        symptoms="三个乡镇换届后出现分工反复调整、民主生活会质量不高、干部情绪波动等情况，台账连续两月黄灯；群众办事要等几位领导商量，"
        "督查走访时反映较多。",
    )  # fmt: skip
    walk.approve().prepare("三个乡镇班子分工文件；近两次民主生活会材料；谈心谈话记录").describe("exec_gb", TEAM_SELF)
    walk.call(seats=[{"name": name, "group": group} for name, group in OUTSIDERS]).serve().confirm().begin()
    walk.opinions(
        gw_head=("成员来自四个单位，做事习惯不同，分工没有说清。", "先把分工和议事规则定下来，按规则办事。"),
        t05_sj=("班子新，怕得罪人，会上不说会后说。", "请部领导逐人谈一次，把话说开。"),
        t09_sj=("没有议事规则，大事小事都等书记一个人。", "修订党委议事规则，哪些上会写清楚。"),
        retired1=("新班子成员互不熟悉，又没有议事规则，遇事各说各的。", "先立规矩再谈心，主题教育不宜过长。"),
        jwlink=("谈心谈话没有覆盖全体成员，有的问题捂着。", "由分管领导逐人谈，记录在案，问题早发现早提醒。"),
    )
    walk.fill(
        causes=[
            {"cause": "新班子成员来自四个单位，相互不熟悉", "kind": "people", "confidence": "high"},
            {"cause": "没有集体议事规则", "kind": "system", "confidence": "high"},
            {"cause": "谈心谈话未覆盖全体班子成员", "kind": "system", "confidence": "medium"},
        ],
        measures=[
            measure(people, "由分管副部长逐人谈心", "exec_gb", "2026-12-31", "三个乡镇班子成员谈心全覆盖"),
            measure(people, "乡镇修订党委议事规则并试行", "zz_head", "2027-01-29", "三个乡镇议事规则印发并试行"),
            measure(people, GRATEFUL + "，一年为期", "zz_head", "2027-12-31", "民主测评满意率提高五个百分点"),
        ],
    )  # fmt: skip
    words = "主题教育不宜过长，建议半年小结后再定。"
    walk.act("note_dissent", "retired1", text=words).sign().conclude("noted", conclusion=TEAM_CONCLUSION)
    walk.deputy = "dm_cadre"
    change = GRATEFUL + "，半年小结后决定是否续办"
    said = {"ruling": "changed", "reason": "采纳老干部意见，半年小结后再定", "content": change, "way": "campaign"}
    walk.decide({}, {}, said)


def measure(people, content, head, due, metric):
    """One row of the table of measures."""
    return {"content": content, "owner": people[head].unit_id, "due": due, "metric": metric, "cross": ""}


def project(people, day, title, head, metric):
    """The work that does not come forward: a point of the year's plan."""
    said = {"title": title, "source": "年度要点", "metric": metric, "due_on": date(2026, 12, 18)}
    with _at(day):
        return moves.open_case(PROJECT, by=people["sup_clk"], unit=people[head].unit, **said)


def runs(people, case, day, head, months):
    """A project is registered, planned and reported on, as its own process has it."""
    if case.kind not in registry.KINDS or case.stage != "drafted":
        return
    clerk = people.get({"zz_head": "zz_clk", "exec_gb": "gb_clk"}.get(head, head))
    plan = {"code": "1", "title": "按计划完成", "weight": 100, "owner": people[head].pk, "due": case.due_on.isoformat()}
    steps = [
        (day, moves.move, "register", "sup_clk", {}), (day, moves.move, "sign_for", head, {}),
        (day, moves.move, "make_plan", head, {"wbs": [plan | {"done": False}]}),
    ]  # fmt: skip
    for month, progress, done in months:
        known = {"month": f"2026-{month:02d}", "progress": progress, "done": done, "problem": "进度比计划慢"}
        steps.append((date(2026, month, 29), moves.move, "report_month", clerk.username, known))
        steps.append((date(2026, month + 1, 2), moves.act, "ask_month", "system", {}))
    for when, door, name, by, answers in steps:
        with _at(when):
            door(Case.objects.get(pk=case.pk).own, name, by=people[by], **answers)


def _at(day):
    return clock.frozen(datetime.combine(day, time(12), CHINA))
