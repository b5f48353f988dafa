"""Walking a case of accountability from stage to stage by real moves: for the demonstration and for tests."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from intake import blind
from people import calendar, clock
from people.clock import CHINA
from processes.accountability.texts import TEXT
from workflows import sweep
from workflows.defence import readers
from workflows.walking import Walking

PANEL = ("appeal_a", "appeal_b", "appeal_c")
NOT_NEEDED = "本事项不涉及创新工作，没有承诺书。"


class Walk(Walking):
    """One matter and the people around it: one short method for each move."""

    def __init__(self, people, day, *, by="sup_clk", about="resp_a", officer="co_a",
                 team=("gj_inv1", "gj_inv2"), case=None, **fields):  # fmt: skip
        super().__init__(people, day)
        self.initiator, self.about, self.officer, self.team = by, about, officer, team
        if case is not None:
            self.case = case.own
            return
        said = {name: TEXT[name] for name in ("title", "clue", "duty_basis", "trigger", "trigger_note")} | fields
        self.open("accountability", by, respondent=people[about] if about else None, **said)

    def after(self, days, hour=9):
        """So many days later."""
        return self.on(self.now.date() + timedelta(days), hour)

    def working(self, days=0):
        """The first working day after so many days."""
        known, day = calendar.load(), self.now.date() + timedelta(days)
        while not known.is_working(day):
            day += timedelta(1)
        return day

    def approve(self):
        if blind.waits(self.case):
            self.checked()
        team = [self.people[name] for name in self.team]
        return self.move("approve_open", "minister", officer=self.people[self.officer], investigators=team)

    def complete_proposal(self, **fields):
        """What another case opened is completed by whoever proposes it."""
        return self.act("edit", self.initiator, duty_basis=TEXT["duty_basis"], **fields)

    def refuse(self, reason="线索经核对与事实不符，不具备启动条件。"):
        return self.move("refuse", "minister", reason=reason)

    def plan(self):
        return self.move("make_plan", self.officer, scope=TEXT["scope"], plan_text=TEXT["plan_text"])

    def inquire(self, text=TEXT["record"], who="流动党员联络员（演示）"):
        team = [self.people[name] for name in self.team]
        return self.act(
            "log_inquiry",
            self.team[0],
            held_on=self.now.date(),
            way="到单位谈话并查阅系统记录",
            people=team,
            who=who,
            text=text,
        )

    def facts(self, form="admonish", **fields):
        said = {name: TEXT[name] for name in ("fact_text", "evidence_list", "basis")} | fields
        return self.act("settle_facts", self.officer, intended_form=form, **said)

    def show(self):
        return self.move("show_facts", self.officer)

    def receive(self):
        """The person has what was served in hand."""
        return self.act("acknowledge", self.about)

    def state(self, *points, text=""):
        return self.act("state_defence", self.about, points=list(points) or [TEXT["point"]], text=text)

    def waive(self):
        return self.act("waive_defence", self.about, statement="本人对事实没有异议，放弃陈述申辩。")

    def answer(self, answer="adopt", reason="经核对系统日志，故障三个月属实，予以扣减。"):
        """Every point is answered."""
        for point in readers.points(self.case):
            if not point.answer:
                self.act("answer_defence", self.officer, n=point.n, answer=answer, reason=reason)
        return self

    def close(self):
        return self.move("close_defence", self.officer)

    def weigh(self, severity="minor", responsibility="direct", mitigation=("remedied",), aggravation=(), **more):
        return self.act(
            "weigh_up", self.officer, severity=severity, responsibility=responsibility, loss=TEXT["loss"],
            mitigation=list(mitigation), aggravation=list(aggravation), **more,
        )  # fmt: skip

    def look_up(self, applies="none", reasons=NOT_NEEDED, dissent="没有集体决定过这项工作，没有保留意见。"):
        """Certificates, dissent, comparables: what must be looked at before anything is proposed."""
        self.act("look_up_immunity", self.officer, applies=applies, reasons=reasons)
        self.act("look_up_dissent", self.officer, reasons=dissent)
        return self.act("view_comparables", self.officer, none_why="系统中同类已决事项不足三件，已查阅纸质档案。")

    def propose(self, form="admonish", publicity="unit", **more):
        said = {"form": form, "publicity": publicity, "reasons": TEXT["reasons"]} | more
        return self.act("propose_decision", self.officer, outcome="decide", **said)

    def propose_none(self, ground="immunity", reasons=TEXT["no_blame"]):
        return self.act("propose_decision", self.officer, outcome="exempt", ground=ground, reasons=reasons)

    def committee(self, months=None, number="云委干〔2026〕12号"):
        """The county committee is asked, and its written answer entered."""
        self.act("ask_committee", "sec_rec", reason="按干部管理权限，报县委批准后执行。")
        return self.act(
            "enter_approval", "xcw", organ="中共云岭县委", number=number, decided_on=self.now.date(),
            words="同意。", effect_months=months,
        )  # fmt: skip

    def meeting(self, days=4):
        """The executive meeting is called so many working days ahead, and its papers are served."""
        seats = [{"person": pk} for pk in self.case.must_sit()]
        start = datetime.combine(calendar.load().add(self.now.date(), days, "wd").date, time(9), CHINA)
        self.act("convene", "sec_rec", kind="exec_meeting", starts_at=start, place="部务会议室", seats=seats)
        return self.act("serve", "sec_rec", paper="部务会材料", moment="papers_served", receipts={})

    def vote(self, absent=(), by="sec_rec", **against):
        """Who is there votes, the head last. `against`: username → (choice, words)."""
        self.on(max(self.now, self.sitting.starts_at))
        away = [self.people[name].pk for name in absent]
        present = self.sitting.seats.exclude(person__in=away).filter(recused=False).values_list("pk", flat=True)
        self.act("attend", by, present=list(present), absences={})
        self.act("start_vote", by)
        voters = self.sitting.seats.filter(present=True, recused=False, entitled=True).select_related("person")
        for seat in sorted(voters, key=lambda seat: (seat.role == "head", seat.pk)):
            self.ballot(seat.person.username, *against.get(seat.person.username, ("pass", "")))
        return self

    def ballot(self, username, choice="pass", opinion=""):
        choices = {item.pk: choice for item in self.sitting.agenda.all()}
        return self.act("ballot", username, choices=choices, opinion=opinion)

    def decide(self):
        return self.move("decide", "sec_rec")

    def exempt(self):
        return self.move("exempt", "sec_rec")

    def serve(self):
        return self.move("serve", self.officer)

    def begin(self, rectify="", days=14):
        due_on = self.now.date() + timedelta(days)
        return self.move("begin_execution", "arch", criticism_due=due_on, tasks=TEXT["tasks"], rectify=rectify)

    def criticise(self):
        return self.act("hand_in_criticism", self.about, text=TEXT["criticism"])

    def complete(self):
        return self.move("complete_execution", "arch")

    def appeal(self, text=TEXT["appeal"], **more):
        return self.move("file_appeal", self.about, text=text, **more)

    def panel(self, names=PANEL, days=6):
        start = datetime.combine(self.working(days), time(14, 30), CHINA)
        people = [self.people[name] for name in names]
        return self.act("form_panel", "office_clk", people=people, starts_at=start, place="二楼小会议室")

    def find(self, outcome="uphold", by=PANEL[0], **more):
        reasons = TEXT["upheld"] if outcome == "uphold" else TEXT["revoked"]
        more = {"fault": "facts"} | more if outcome == "revoke" else more
        return self.act("propose_finding", by, outcome=outcome, reasons=reasons, **more)

    def settle(self, outcome="uphold", by=PANEL[0]):
        """The panel has voted, and one of it takes the move."""
        return self.vote(by=by).move(outcome, by)

    def talk(self):
        return self.act(
            "log_effect_talk", self.officer, held_on=self.now.date(), people="承办人和所在单位负责人", text=TEXT["talk"]
        )

    def end(self):
        """The clock ends the effect on its day."""
        self.on(timezone.localtime(self.case.due, CHINA) + timedelta(hours=8))
        with clock.frozen(self.now):
            sweep.lapse()
        return self.fresh()

    def to_shown(self, form="admonish"):
        return self.approve().after(1).plan().after(5).inquire().after(1).facts(form).show()

    def to_weighing(self, form="admonish"):
        return self.to_shown(form).receive().after(3).state().after(2).answer().close()

    def to_proposed(self, form="admonish", **weighed):
        return self.to_weighing(form).after(1).weigh(**weighed).look_up().propose(form)

    def to_decided(self, form="admonish", **weighed):
        return self.to_proposed(form, **weighed).meeting().vote().decide()

    def to_served(self, form="admonish", **weighed):
        return self.to_decided(form, **weighed).after(1).serve().receive()

    def to_effective(self, form="admonish", **weighed):
        return self.to_served(form, **weighed).after(1).begin().after(5).criticise().complete()
