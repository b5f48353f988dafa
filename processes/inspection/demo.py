"""Three inspections of the demonstration, walked to where they are by real moves on the days they were made."""

from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from people import calendar, clock
from people.clock import CHINA
from people.models import Unit
from processes.inspection import jobs
from processes.inspection.demo_texts import DONE, FINDINGS, PLAN, PRACTICE, REPORT, SEEN, VISITS, WINDOWS
from processes.inspection.models import Inspection
from workflows import moves
from workflows.evidence import uploads

QUARTER, WINDOW = "督〔2026〕Q3-01号", "督〔2026〕A-04号"
RECTIFICATIONS = {1: "改〔2026〕0030号", 2: "改〔2026〕0031号", 3: "改〔2026〕0034号"}  # others came in between
TITLES = {
    1: "松坡乡台账未按时填报问题整改", 2: "北塘镇党员信息导出未审批问题整改",
    3: "高岭乡例会议定事项未对账问题整改",
}  # fmt: skip


class Over(Exception):
    """The demonstration stands before this day: nothing in it lies in the future."""


class Walk:
    """One inspection and the people around it; each step is taken on its day."""

    def __init__(self, people, today, case):
        self.people, self.today, self.case = people, today, case

    def move(self, day, name, by, **answers):
        self.at(day, moves.move, self.case, name, by=self.people[by], **answers)

    def act(self, day, name, by, **answers):
        self.at(day, moves.act, self.case, name, by=self.people[by], **answers)

    def at(self, day, call, *args, **kwargs):
        if day > self.today:
            raise Over
        with clock.frozen(datetime.combine(day, time(16), CHINA)):
            return call(*args, **kwargs)

    def team(self, day, lead, members, outside=()):
        """Named, trained and declared."""
        people = [self.people[name] for name in (lead, *members)]
        outside = [self.people[name] for name in outside]
        self.act(day, "save_team", lead, lead=people[0], members=people[1:], outside=outside)
        self.act(day, "confirm_training", lead, people=people, on=day)
        for name in (lead, *members):
            self.act(day, "declare_ties", name)

    def proof(self, day, by, name, text):
        """A staged file's id."""
        one = uuid5(NAMESPACE_URL, f"{self.case.uid}/{name}")
        case, file = Inspection.objects.get(pk=self.case.pk), ContentFile(text.encode(), name=name)
        self.at(day, uploads.receive, case, self.people[by], file, client_id=one)
        return [str(one)]

    def visit(self, day, unit, place, notes, signers, method="files", hour=10):
        """A visit and its signatures."""
        when = datetime.combine(day, time(hour), CHINA)
        said = {"unit": _unit(unit), "place": place, "at": when, "method": method, "notes": notes}
        self.act(day, "add_visit", signers[0], **said)
        no = self.case.visits.order_by("-no").first().no
        for name in signers:
            self.act(day, "sign_visit", name, visit=no)


def _unit(code):
    return Unit.objects.get(code=code)


def build(people):
    """Build them, unless they are there."""
    if Inspection.objects.filter(number__in=(QUARTER, WINDOW)).exists():
        return
    today = min(clock.today(), date(max(calendar.load().confirmed), 12, 1))
    for make in (_quarter, _windows, _going_on):
        try:
            make(people, today)
        except Over:
            continue


def _generated(people, day, today, number=None):
    """The quarter's inspection as its clock opened it; begun by hand where no innovation asks for one."""
    if day > today:
        raise Over
    with clock.frozen(datetime.combine(day, time(8), CHINA)):
        case = jobs.open_quarter(number)
        return case or moves.open_case(
            "inspection", by=people["sup_clk"], title="季度督查调研", number=number, lead=people["office_head"]
        )


def _quarter(people, today):
    """Issued: four townships, three findings, each being put right."""
    walk = Walk(people, today, _generated(people, date(2026, 7, 1), today, QUARTER))
    units = [_unit(code) for code in ("XZ01", "XZ05", "XZ09", "XZ11")]
    title = "2026年三季度创新工作专题督查调研"
    walk.act(date(2026, 7, 8), "save_plan", "office_head", title=title, targets=units, **PLAN)
    walk.team(date(2026, 7, 9), "office_head", ["sup_clk", "extsup2", "expert1"], ["extsup2", "expert1"])
    walk.move(date(2026, 7, 10), "submit_plan", "office_head", approver=people["dm_org"])
    walk.move(date(2026, 7, 13), "approve_plan", "dm_org")
    for day, unit, place, notes in VISITS:
        walk.visit(day, unit, place, notes, ("sup_clk", "extsup2"))
    walk.act(
        date(2026, 9, 14), "record_person", "sup_clk", visit=3, kind="veteran", known_by="work_card", agreed="signed",
        said="联系人上半年来过两次，下半年没有来，问的事记在本子上。",
    )  # fmt: skip
    for n, (unit, severity, clause, fact) in enumerate(FINDINGS, start=1):
        proof = walk.proof(date(2026, 9, 16), "sup_clk", f"问题{n}核对记录.csv", f"单位,情况\n{unit},{fact}\n")
        said = {"unit": _unit(unit), "severity": severity, "clause": clause, "fact": fact, "topic": 1}
        walk.act(date(2026, 9, 16), "save_finding", "sup_clk", evidence=proof, **said)
    walk.act(date(2026, 9, 16), "save_practice", "extsup2", unit=_unit("XZ01"), text=PRACTICE)
    walk.act(date(2026, 9, 16), "end_fieldwork", "office_head", on=date(2026, 9, 16))
    walk.move(date(2026, 9, 17), "give_feedback", "office_head")
    _answers(walk)
    _issue(walk)


def _answers(walk):
    walk.act(date(2026, 9, 18), "answer_findings", "t01_wy", overall="没有意见。")
    walk.act(date(2026, 9, 18), "answer_findings", "t05_wy", answers={2: "情况属实，已停用导出功能，按期整改。"})
    walk.act(date(2026, 9, 21), "answer_findings", "t09_wy", answers={1: "情况属实，八月底已补填，以后按月核对。"})
    walk.move(date(2026, 9, 22), "respond", "t11_wy", answers={3: "情况属实，会后没有指定专人。"})


def _issue(walk):
    for topic in walk.case.topics.all():
        walk.act(date(2026, 9, 23), "fill_topic", "sup_clk", topic=topic.no, note=SEEN, answers=DONE)
    walk.act(date(2026, 9, 23), "save_report", "office_head", **REPORT)
    walk.move(date(2026, 9, 24), "submit_report", "office_head")
    for name in ("sup_clk", "extsup2", "expert1"):
        walk.act(date(2026, 9, 25), "countersign_report", name)
    walk.act(date(2026, 9, 28), "clear_report", "dm_org", opinion="同意报部长签发。")
    said = {"conclusion": "创新试点总体平稳，三个问题限期整改。", "numbers": RECTIFICATIONS, "titles": TITLES}
    walk.move(date(2026, 9, 30), "sign_report", "minister", **said)


def _windows(people, today):
    """Covert, fed back: three townships, one of which has answered."""
    fed, begun = _working(today, 3), _working(today, 16)
    case = _opened(people, begun, title="窗口服务作风暗访（第二批）", mode="covert", number=WINDOW, quarter="2026Q3")
    walk = Walk(people, today, case)
    units = [_unit(code) for code in ("XZ03", "XZ04", "XZ06")]
    starts, ends = _working(today, 10), _working(today, 5)
    said = {"targets": units, "starts_on": starts, "ends_on": ends, "days_per_unit": 3} | WINDOWS["plan"]
    walk.act(begun, "save_plan", "insp_lead", **said)
    walk.team(_working(today, 15), "insp_lead", ["sup_clk", "extsup1", "insp_a"], ["extsup1"])
    walk.move(_working(today, 14), "submit_plan", "insp_lead", approver=people["dm_exec"])
    walk.move(_working(today, 13), "approve_plan", "dm_exec")
    for n, (unit, place, notes) in enumerate(WINDOWS["visits"]):
        walk.visit(_working(today, 9 - n), unit, place, notes, ("sup_clk", "extsup1"), "covert", 15)
    for n, (unit, severity, clause, fact) in enumerate(WINDOWS["findings"], start=1):
        proof = walk.proof(ends, "sup_clk", f"计时记录{n}.csv", f"时间,情况\n15:00,{fact}\n")
        said = {"unit": _unit(unit), "severity": severity, "clause": clause, "fact": fact}
        walk.act(ends, "save_finding", "sup_clk", evidence=proof, **said)
    walk.act(ends, "save_practice", "extsup1", unit=_unit("XZ06"), text=WINDOWS["practice"])
    walk.act(ends, "end_fieldwork", "insp_lead", on=ends)
    walk.move(fed, "give_feedback", "insp_lead")
    walk.act(_working(today, 2), "answer_findings", "t04_wy", answers={2: WINDOWS["answer"]})


def _opened(people, day, **fields):
    with clock.frozen(datetime.combine(day, time(9), CHINA)):
        return moves.open_case("inspection", by=people["insp_lead"], lead=people["insp_lead"], **fields)


def _going_on(people, today):
    """In the field: one visit is signed, one lacks a signature."""
    walk = Walk(people, today, _generated(people, date(2026, 10, 9), today))
    units = [_unit(code) for code in ("XZ02", "XZ07", "XZ12")]
    plan = PLAN | {"starts_on": date(2026, 11, 9), "ends_on": date(2026, 11, 27), "days_per_unit": 5}
    walk.act(date(2026, 10, 14), "save_plan", "office_head", targets=units, **plan)
    walk.team(date(2026, 10, 15), "office_head", ["insp_a", "insp_b", "extsup1"], ["extsup1"])
    walk.move(date(2026, 10, 16), "submit_plan", "office_head", approver=people["dm_org"])
    walk.move(date(2026, 10, 20), "approve_plan", "dm_org")
    notes = "查看党员名册、联系记录和九至十月台账，抽查三名支委联系户，逐户核对。"
    walk.visit(date(2026, 11, 12), "XZ02", "东河镇党群服务中心", notes, ("insp_a", "insp_b"))
    notes = "听取镇党建办情况介绍，查看例会议定事项清单，与上月清单逐条核对。"
    walk.visit(date(2026, 11, 18), "XZ07", "柳林镇党建办", notes, ("insp_b",))


def _working(today, back):
    """The working day so many working days before today."""
    days, day = calendar.load(), today
    while back:
        day -= timedelta(days=1)
        back -= days.is_working(day)
    return day
