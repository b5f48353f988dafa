"""Walking an inspection from stage to stage by real moves: for the demonstration year and for tests."""

from datetime import datetime, time

from people.clock import CHINA
from workflows.walking import Walking

LEAD, DEPUTY, MINISTER, ARCHIVE = "insp_lead", "dm_org", "minister", "arch"
TEAM = ("insp_a", "insp_b", "extsup2")
SEEN = "听取情况介绍，查看台账和现场，与责任人逐项核对，抽查联系户并随机走访党员群众。"
PART = "到村到户查看台账和现场，逐项核对，情况与报送材料基本一致，个别数据对不上，已当场说明并逐条登记。"
PLAN = {"content": "查工作进展、台账更新和基层负担", "scope": "今年以来", "methods": ["files", "interview"]}


class Walk(Walking):
    """One inspection and the people around it."""

    def __init__(self, people, moment, case=None, *, lead=LEAD, team=TEAM, **fields):
        super().__init__(people, moment, case)
        self.lead, self.team = lead, team
        if case is None:
            self.open("inspection", lead, lead=people[lead], **fields)

    # What usually happens, stage by stage.

    def plan(self, units, topics=("重点工作落实",), **more):
        """Content, units and days: it begins nine working days from now and takes two."""
        days = [type(self)(self.people, self.now, self.case).after(n).now.date() for n in (9, 10)]
        said = PLAN | {"starts_on": days[0], "ends_on": days[1], "days_per_unit": 3, "topics": list(topics)} | more
        return self.act("save_plan", self.lead, targets=list(units), **said)

    def staff(self):
        """The team is named, trained and has declared its ties."""
        people = [self.people[name] for name in (self.lead, *self.team)]
        self.act("save_team", self.lead, lead=people[0], members=people[1:], outside=people[-1:])
        self.act("confirm_training", self.lead, people=people, on=self.now.date())
        for name in (self.lead, *self.team):
            self.act("declare_ties", name)
        return self

    def approve(self):
        self.after(1).move("submit_plan", self.lead, approver=self.people[DEPUTY])
        return self.after(1).move("approve_plan", DEPUTY)

    def visit(self, unit, place):
        """The first two of the team go there and sign."""
        when = datetime.combine(self.now.date(), time(10), CHINA)
        said = {"unit": unit, "place": place, "at": when, "method": "files", "notes": SEEN}
        self.on(max(self.now, when)).act("add_visit", self.team[0], **said)
        for name in self.team[:2]:
            self.act("sign_visit", name, visit=self.case.visits.count())
        return self

    def find(self, unit, severity, clause, fact, topic=1):
        """One finding with its proof."""
        no = self.case.findings.count() + 1
        proof = self.proof(self.team[0], f"问题{no}核对记录.csv", f"单位,情况\n{unit},{fact}\n")
        said = {"unit": unit, "severity": severity, "clause": clause, "fact": fact, "topic": topic}
        return self.act("save_finding", self.team[0], evidence=[proof], **said)

    def feed_back(self):
        self.act("end_fieldwork", self.lead, on=self.now.date())
        return self.after(1).move("give_feedback", self.lead)

    def respond(self, by, text="情况属实，立即整改。"):
        """One unit answers all that was found in it."""
        mine = self.case.findings.filter(unit=self.people[by].unit_id)
        return self.move("respond", by, answers={row.no: text for row in mine})

    def report(self):
        for topic in self.case.topics.all():
            self.act(
                "fill_topic", self.team[0], topic=topic.no, note="做法与台账基本一致，更新不及时的已列入问题清单。"
            )
        parts = {name: PART * 9 for name in ("situation", "problems", "causes", "suggestions")}
        self.act("save_report", self.lead, **parts)
        return self.move("submit_report", self.lead)

    def issue(self, conclusion="总体平稳，所列问题限期整改。"):
        return self.after(2).move("sign_report", MINISTER, conclusion=conclusion)

    def archive(self):
        return self.move("archive", ARCHIVE)
