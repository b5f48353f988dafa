"""Walking a project from stage to stage by real moves: for the demonstration year and for tests."""

from datetime import datetime, time, timedelta

from people import calendar
from people.clock import CHINA
from processes.task_project import months
from processes.task_project.stages import CLERK, HEAD
from workflows.walking import Walking

SUPERVISION, DEPUTY = "sup_clk", "dm_org"
GROUP = ("gw_head", "jy_head", "rc_head", "gj_head")
MINUTES = "验收组查看台账和现场，逐项核对指标，一致认为达到要求。"


class Walk(Walking):
    """One project and the people around it."""

    def __init__(self, people, moment, case=None, **fields):
        super().__init__(people, moment, case)
        if case is None:
            self.open("task_project", SUPERVISION, **fields)
        names = {user.pk: name for name, user in people.items()}
        self.head = names[self.case.players(HEAD)[0]]
        self.clerk = names[next(iter(self.case.players(CLERK)), people[self.head].pk)]

    # What usually happens, stage by stage.

    def register(self, **said):
        return self.after(1).move("register", SUPERVISION, **said)

    def sign(self):
        return self.after(1).move("sign_for", self.head)

    def plan(self, *leaves):
        """`leaves`: rows of code, title, weight, day."""
        rows = [
            {"code": code, "title": title, "weight": weight, "owner": self.people[self.clerk].pk,
             "due": due.isoformat(), "done": False}
            for code, title, weight, due in leaves
        ]  # fmt: skip
        return self.after(2).move("make_plan", self.head, wbs=rows)

    def report(self, month, progress, done, **more):
        more = {"evidence": "阶段成果清单"} | more if progress >= 90 else more
        return self.move("report_month", self.clerk, month=month, progress=progress, done=done, **more)

    def to_report(self, month):
        """Go to the 25th of a month or the working day before it, when most report."""
        known, day = calendar.load(), months.first_day(month) + timedelta(24)
        while not known.is_working(day):
            day -= timedelta(1)
        return self.on(max(self.now, datetime.combine(day, time(10), CHINA)))

    def shut_before(self, month):
        """Early in a month the one before it is shut."""
        first = calendar.load().add(months.first_day(month), 4, "wd").date
        return self.on(first).act("close_month", SUPERVISION, month=months.key(months.first_day(month) - timedelta(1)))

    def finish(self, code, note="按计划完成，成果已归档"):
        return self.act("finish_leaf", self.clerk, code=code, note=note)

    def apply(self):
        return self.move("apply_completion", self.head)

    def group(self):
        """Three heads of other sections, none of whom owns a task."""
        return [name for name in GROUP if self.people[name].unit_id != self.case.owner_unit_id][:3]

    def accept(self, report):
        """The group is called, sits, votes and signs; the deputy minister accepts."""
        group, starts = self.group(), calendar.load().add(self.now.date(), 3, "wd").date
        named = [self.people[name].pk for name in group]
        when = datetime.combine(starts, time(9), CHINA)
        self.after(1).move("start_acceptance", SUPERVISION, group=named, starts_at=when, place="三楼会议室")
        seats = [seat.pk for seat in self.sitting.seats.all()]
        self.on(when).act("attend", SUPERVISION, present=seats).act("start_vote", SUPERVISION)
        item = self.sitting.agenda.get().pk
        for name in group:
            self.act("ballot", name, choices={item: "pass"})
        self.act("record", SUPERVISION, minutes=MINUTES)
        for name in group:
            self.act("sign_record", name)
        return self.after(1).move("accept_result", DEPUTY, report=report, reached=True)
