"""Walking a certificate by real moves: for the demonstration, for tests and for the year."""

from datetime import datetime, time, timedelta

from people import calendar
from people.clock import CHINA
from processes.immunity import works
from processes.immunity.choices import LOOKS
from processes.immunity.claiming import WAYS, certificates
from processes.immunity.forms import QUESTION, REVOCATION
from processes.immunity.models import Certificate
from workflows.walking import Walking, helps

PANEL = ("expert1", "deputy_npc", "retired1")
FOUND = {
    "motive": "为群众办事，未发现利益输送。", "process": "经听证、合规审核和部务会审定。",
    "basis": "没有禁止性规定，依据是审定的方案。", "range": "在承诺的事项和期限之内。",
    "result": "延期四十天，没有财产损失。", "remedy": "已转移设备，并两次书面报告。",
    "intent": "没有故意，事先有应急安排。",
}  # fmt: skip
PROOF = "核实笔录和项目台账"
STATED = "雨前已按预案转移设备，道路中断期间两次书面报告进展和困难。"
REASONS = "经七看核实，行为在承诺范围和有效期内，程序合规，补救及时，没有触及底线。"


class Walk(Walking):
    """One certificate and the people around it; a proposal that was approved has opened it."""

    def __init__(self, people, case, day):
        super().__init__(people, day)
        self.case = case

    @classmethod
    def of(cls, people, work, day):
        """The newest certificate of a work."""
        return cls(people, Certificate.objects.filter(work_ref=work.pk).latest("pk"), day)

    def after(self, days, hour=9):
        return self.on(self.now.date() + timedelta(days), hour)

    def working(self, days):
        """The first working day after so many days: nobody sits on a holiday."""
        known, day = calendar.load(), self.now.date() + timedelta(days)
        while not known.is_working(day):
            day += timedelta(1)
        return day

    def name(self, person):
        """The name under which somebody signs in."""
        return next(name for name, one in self.people.items() if one.pk == getattr(person, "pk", person))

    @property
    def head(self):
        return self.name(self.case.named("section_head")[0])

    # What usually happens, stage by stage.

    def write(self, by="office_clk", **fields):
        return self.act("edit", by, **fields)

    def accept(self):
        return self.move("accept", self.head, conditions_read=True)

    def claim(self, by, matter, act_on, statement=STATED, name="claim"):
        """Claim in a matter (a case) about an act of a day; `name`: claim, claim_late or claim_again."""
        return self.move(name, by, matter=matter.pk, act_on=act_on, statement=statement)

    def gather(self, by="legal", panel=PANEL):
        return self.act("name_panel", by, panel=[self.people[one].pk for one in panel])

    def state(self, by="legal", stated_by="持有人", text=STATED):
        own = self.people[by].pk in {*self.case.holders, *works.players(self.case, "respondent")}
        return self.act("record_statement", by, text=text, **({} if own else {"stated_by": stated_by}))

    def look(self, by="legal", crossed="", **found):
        """All seven looks; `crossed`: the bottom line that the motive crosses."""
        for code, _label in LOOKS:
            bad = crossed and code == "motive"
            row = {"favours": "no" if bad else "yes", "line": crossed if bad else ""}
            self.act("answer_look", by, look=code, finding=found.get(code, FOUND[code]), proof=PROOF, **row)
        return self

    def examine(self, by="legal"):
        return self.move("examine", by)

    def meeting(self, by="legal", days=1, place="二楼会议室"):
        """Call whoever votes in this stage, for so many days ahead, and serve the papers."""
        seats = [{"person": pk} for pk in self.case.must_sit()]
        start = datetime.combine(self.working(days), time(9), CHINA)
        kind = self.case.rules.stages[self.case.stage].signing.sitting
        question = [REVOCATION if self.case.stage == "active" else QUESTION]
        self.act("convene", by, kind=kind, starts_at=start, place=place, seats=seats, agenda=question)
        moment = "papers_served" if kind == "exec_meeting" else ""
        return self.act("serve", by, paper="会议材料", moment=moment)

    def vote(self, by="legal", absent=(), default="pass", **against):
        """Who is there votes, the head last. `against`: username → (choice, words)."""
        away = [self.people[name].pk for name in absent]
        present = self.sitting.seats.exclude(person__in=away).values_list("pk", flat=True)
        reasons = {seat.pk: "另有公务，已请假" for seat in self.sitting.seats.filter(person__in=away)}
        self.on(self.sitting.starts_at).act("attend", by, present=list(present), absences=reasons)
        self.act("start_vote", by)
        voters = self.sitting.seats.filter(present=True, recused=False, entitled=True).select_related("person")
        for seat in sorted(voters, key=lambda seat: (seat.role == "head", seat.pk)):
            words = "" if default == "pass" else "不符合承诺条件，不宜容错。"
            self.ballot(self.name(seat.person_id), *against.get(seat.person.username, (default, words)))
        return self

    def ballot(self, username, choice="pass", opinion=""):
        choices = {item.pk: choice for item in self.sitting.agenda.all()}
        return self.act("ballot", username, choices=choices, opinion=opinion)

    def propose(self, conclusion="full", reasons=REASONS, covered=(), by=PANEL[0]):
        return self.move("propose", by, conclusion=conclusion, reasons=reasons, covered=list(covered))

    def determine(self, conclusion="full", reasons=REASONS, covered=()):
        return self.move("determine", "sec_rec", conclusion=conclusion, reasons=reasons, covered=list(covered))

    def determined(self, conclusion="full", covered=(), crossed="", reasons=REASONS):
        """From a claim to its determination, as it usually goes."""
        choice = "reject" if conclusion == "none" else "pass"
        self.after(1).gather().state().look(crossed=crossed).after(1).examine()
        self.after(1).meeting().vote(default=choice).propose(conclusion, reasons, covered)
        self.after(1).meeting("sec_rec", days=5, place="部务会议室").vote("sec_rec", default=choice)
        return self.determine(conclusion, reasons, covered)


@helps("immunity.determined")
def settled(walk, act_on, reasons=REASONS):
    """In a walk about somebody's responsibility: its officer claims, and it is determined."""
    held = next((one for one in certificates(walk.case) if one.stage in WAYS), None)
    if held is None:
        return
    walk.act("claim_immunity", walk.officer, certificate=held.pk, act_on=act_on, statement=STATED)
    own = Walk(walk.people, held, walk.now).fresh().determined(reasons=reasons)
    walk.on(max(walk.now, own.now))
