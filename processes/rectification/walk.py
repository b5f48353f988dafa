"""Walking a rectification from stage to stage by real moves: for the demonstration year and for tests."""

from processes.rectification.stages import HEAD
from workflows.walking import Walking

SUPERVISION, DEPUTY, MINISTER, CHECKER = "sup_clk", "dm_org", "minister", "extsup2"
CAUSE = "责任人更替频繁，没有交接清单，按月核对的要求没有落实。"
DONE = "所列措施全部完成，台账补齐，责任人明确，按月核对。"
SEEN = "到场查看系统记录和台账，抽查十处，与报送的情况一致。"


class Walk(Walking):
    """One rectification and the people around it."""

    def __init__(self, people, moment, case):
        super().__init__(people, moment, case)
        names = {user.pk: name for name, user in people.items()}
        self.head = names[case.players(HEAD)[0]]

    # What usually happens, stage by stage.

    def sign(self):
        return self.after(1).move("sign_for", self.head)

    def plan(self, *measures):
        """`measures`: rows of what is done and in how many working days."""
        head, now = self.people[self.head], self.now
        rows = [{"text": text, "owner": head, "due": self.after(days).now.date()} for text, days in measures]
        return self.on(now).move("hand_in_plan", self.head, measures=rows, responsible=head)

    def approve(self):
        return self.after(1).move("approve_plan", SUPERVISION)

    def remedy(self):
        """Every measure is done on its day."""
        for n in [n for n, row in enumerate(self.case.measures, start=1) if not row["done"]]:
            self.act("finish_remedy", self.head, n=n, note="已经落实到位")
        return self

    def apply(self):
        proof = self.proof(self.head, f"整改佐证{self.case.failures + 1}.csv", "措施,完成情况\n全部,已完成\n")
        return self.move("apply_strike_off", self.head, root_cause=CAUSE, outcome=DONE, evidence=[proof])

    def check(self, by=CHECKER):
        return self.after(2).move("start_check", by, way="visit", checked_what="到现场查看台账和系统记录")

    def fail(self, *gaps, by=CHECKER):
        return self.check(by).move("fail_check", by, gaps=list(gaps))

    def strike(self, by=CHECKER):
        self.check(by).act("recommend_strike_off", by, record=SEEN)
        decides = MINISTER if self.case.severity == "grave" else DEPUTY
        return self.after(1).move("approve_strike_off", decides, opinion="同意销号，三个月后回头看。")

    def recheck(self):
        """Three months later it is looked at again."""
        return self.on(self.case.re_check_at).after(0).move("pass_recheck", SUPERVISION, record=SEEN)
