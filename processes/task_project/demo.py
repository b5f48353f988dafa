"""Two projects of the demonstration, walked to where they are by real moves on the days they were made."""

from datetime import date, datetime, time

from people import clock
from people.clock import CHINA
from processes.task_project.models import TaskProject
from workflows import moves, numbers

GRID, SITES = "立〔2026〕0003号", "立〔2026〕0015号"
LAST_TOLD = 10  # the month reported last
BEFORE_GRID = "立〔2026〕0002号"
BEFORE_SITES = "立〔2026〕0014号"
HEARING, SITES_HEARING = (
    "创〔2026〕0003号",
    "创〔2026〕0001号",
)  # where they came from


class Walk:
    """One project and the people around it; each step is noted, then taken at noon of its day, in their order."""

    def __init__(self, people, number, day, case=None, **fields):
        self.people, self.steps = people, []
        self.case = case or self._at(day, self._open, number, **fields)

    def _open(self, number, **fields):
        return moves.open_case("task_project", by=self.people["sup_clk"], number=number, **fields)

    def move(self, day, name, by, **answers):
        self.steps.append((day, moves.move, name, by, answers))

    def act(self, day, name, by, **answers):
        self.steps.append((day, moves.act, name, by, answers))

    def go(self):
        """Take all steps, the earliest first."""
        for day, door, name, by, answers in sorted(self.steps, key=lambda step: step[0]):
            self._at(day, door, self.case, name, by=self.people[by], **answers)

    def _at(self, day, call, *args, **kwargs):
        with clock.frozen(datetime.combine(day, time(12), CHINA)):
            return call(*args, **kwargs)


def build(people):
    """Build both projects, unless they are there."""
    if not TaskProject.objects.filter(number__in=(GRID, SITES)).exists():
        _grid(people)
        _sites(people)


def leaf(people, code, title, weight, owner, due):
    """One task of a plan."""
    return {"code": code, "title": title, "weight": weight, "owner": people[owner].pk, "due": due, "done": False}


def from_hearing(number):
    """The project that a proposal became when it was approved, or None."""
    return TaskProject.objects.filter(stage="drafted", links_in__source__number=number).first()


def _grid(people):
    title, unit = "“一册一线”网格化联系管理试点项目", people["zz_head"].unit
    said = {"source": "听证通过", "metric": "建册率≥98%，更新时效≤30天", "due_on": date(2026, 12, 18)}
    approved = from_hearing(HEARING)
    walk = Walk(
        people, None, date(2026, 4, 15), approved, title=title, unit=unit, pilot=True, budget="36000.00", **said
    )
    more = {"coop": "党员教育中心、城关镇、松坡乡"} | ({"title": title} if approved else {})
    walk.act(date(2026, 4, 16), "edit", "sup_clk", **more)
    numbers.reserve(BEFORE_GRID)
    walk.move(date(2026, 4, 16), "register", "sup_clk", lead=unit, **said)
    walk.move(date(2026, 4, 17), "sign_for", "zz_head")
    plan = (
        ("1", "字段与权限设计", 20, "zz_head", "2026-04-30"), ("2", "试点录入", 35, "zz_clk", "2026-07-31"),
        ("3", "中期评估", 15, "zz_head", "2026-08-31"), ("4", "扩面", 30, "zz_clk", "2026-12-11"),
    )  # fmt: skip
    walk.move(date(2026, 4, 23), "make_plan", "zz_head", wbs=[leaf(people, *row) for row in plan])
    for month, code, note in (
        (4, "1", "字段与权限方案已定稿"),
        (7, "2", "十个村试点录入完成"),
        (8, "3", "评估报告已提交"),
    ):
        walk.act(date(2026, month, 28), "finish_leaf", "zz_head", code=code, note=note)
    _months(walk, "zz_clk", (
        (4, 20, "完成字段与权限设计", "", "开始试点录入"), (5, 30, "三个村完成录入", "", "继续录入"),
        (6, 40, "六个村完成录入", "", "完成全部试点村"), (7, 55, "十个试点村全部录入", "", "中期评估"),
        (8, 66, "中期评估完成", "", "扩大到六个乡镇"), (9, 72, "扩面两个乡镇", "", "继续扩面"),
        (10, 78, "完成扩面四乡镇", "边远组信号差", "离线采集"),
    ))  # fmt: skip
    walk.go()


def _sites(people):
    title, unit = "村级阵地信息化设备进场试点项目", people["dy_head"].unit
    said = {"source": "听证通过", "metric": "70个站点更新", "due_on": date(2026, 9, 21)}
    approved = from_hearing(SITES_HEARING)
    walk = Walk(people, None, date(2026, 3, 4), approved, title=title, unit=unit, pilot=True, **said)
    if approved:
        walk.act(date(2026, 3, 4), "edit", "sup_clk", title=title)
    numbers.reserve(BEFORE_SITES)
    walk.move(date(2026, 3, 5), "register", "sup_clk", lead=unit, **said)
    walk.move(date(2026, 3, 6), "sign_for", "dy_head")
    plan = (("1", "选型与采购", 40, "dy_head", "2026-06-30"), ("2", "站点进场安装", 60, "dy_head", "2026-09-18"))
    walk.move(date(2026, 3, 12), "make_plan", "dy_head", wbs=[leaf(people, *row) for row in plan])
    walk.act(date(2026, 6, 26), "finish_leaf", "dy_head", code="1", note="设备已到货验收")
    change = {"due_on": date(2026, 10, 31), "reason": "受山洪影响道路中断，设备无法进场，同意延期40天，原计划保留。"}
    _months(walk, "dy_head", (
        (3, 10, "完成设备选型调研", "", "编制采购方案"), (4, 20, "采购方案通过评审", "", "组织采购"),
        (5, 30, "签订采购合同", "", "等待到货"), (6, 40, "设备到货并通过验收", "", "七月进场"),
        (7, 40, "受山洪影响，本月进度为0", "道路中断，申请延期40天", "道路恢复后进场"),
        (8, 40, "清点设备，随道路抢通分批转运", "部分道路仍未恢复，暂时不能进场", "九月恢复进场"),
        (9, 74, "恢复进场，累计完成52个站点", "", "继续安装"),
        (10, 94, "累计完成66个站点", "4个站点因道路复建滞后", "道路通后三周内完成", "66个站点安装验收单"),
    ))  # fmt: skip
    walk.move(date(2026, 7, 29), "change_plan", "dm_org", **change)
    walk.act(date(2026, 11, 4), "urge", "sup_clk", text="期限已过，请说明4个站点何时完成。")
    walk.act(date(2026, 11, 16), "propose_consultation", "system")
    walk.go()


def _months(walk, by, rows):
    """Each month is asked for on its first day, reported near its end, and closed early in the next."""
    for month, progress, done, problem, what_next, *evidence in rows:
        said = {"progress": progress, "done": done, "problem": problem, "next": what_next}
        said["evidence"] = evidence[0] if evidence else ""
        if month > rows[0][0]:  # the first was asked for with the plan
            walk.act(date(2026, month, 1), "ask_month", "system")
        key, day = f"2026-{month:02d}", 30 if month == LAST_TOLD else 29
        walk.move(date(2026, month, day), "report_month", by, month=key, **said)
        if month < LAST_TOLD:
            walk.act(date(2026, month + 1, 8), "close_month", "sup_clk", month=key)
    walk.act(date(2026, LAST_TOLD + 1, 1), "ask_month", "system")
