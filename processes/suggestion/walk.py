"""Walking a suggestion from stage to stage by real moves: for the demonstration year and for tests."""

from people.models import Unit
from workflows.walking import Walking

# Which section studies what: its code, its head, its clerks.
SECTIONS = {
    "cat_cadre": ("GBK", "exec_gb", "gb_clk"), "cat_grassroots": ("ZZK", "zz_head", "zz_clk"),
    "cat_talent": ("RCK", "rc_head", "rc_clk"), "cat_self": ("BGS", "office_head", "sec_rec"),
}  # fmt: skip
OFFICE, DEPUTY, SUPERVISION = "office_clk", "dm_exec", "sup_clk"
REPLY = (
    "您的建议收悉，感谢对组织工作的关心。经承办科室研究，{said}。具体做法将结合年度工作安排分步落实，"
    "进展情况可以在本系统查询；如有新的情况，欢迎在十个工作日内补充。"
)
REASON = "经与有关乡镇和科室核对，所反映的情况属实，现有条件和职责范围已逐项比较，形成以上处理意见，并向建议人说明。"
SAID = {
    "adopt": "所提建议切实可行，予以采纳", "part": "所提建议部分可行，可行的部分予以采纳",
    "reserve": "所提建议有参考价值，留作今后研究时参考", "decline": "所提建议目前不具备实施条件，暂不采纳",
}  # fmt: skip


class Walk(Walking):
    """One suggestion and the people around it."""

    def __init__(self, people, moment, *, by=OFFICE, **fields):
        super().__init__(people, moment)
        self.open("suggestion", by, **fields)
        self.section(fields.get("category", "cat_grassroots"))

    def section(self, category):
        """The section that studies it."""
        self.code, self.head, self.clerk = SECTIONS[category]
        return self

    # What usually happens, stage by stage.

    def classify(self):
        return self.move("classify", OFFICE, category=self.case.category, aspect=self.case.aspect)

    def assign(self):
        return self.move("assign", OFFICE, unit=Unit.objects.get(code=self.code).pk)

    def merge(self, master):
        return self.move("merge", OFFICE, master=master)

    def draft(self, disposition):
        said = {"disposition_reason": REASON, "reply_text": REPLY.format(said=SAID[disposition])}
        return self.move("draft_reply", self.clerk, disposition=disposition, **said)

    def approve(self):
        """The section head signs; what is declined a deputy minister signs after the head has agreed."""
        if self.case.disposition != "decline":
            return self.move("approve_reply", self.head)
        return self.act("concur_decline", self.head).move("approve_reply", DEPUTY)

    def replied(self, disposition, days):
        """Classified, assigned, studied for so many working days, answered."""
        self.after(1).classify().assign().after(days).draft(disposition)
        return self.after(1).approve()

    def rebut(self, facts, by):
        """The submitter adds something new."""
        return self.move("rebut", by, facts=facts)

    def track(self, onward):
        return self.move("adopt_track", self.head, onward=onward)

    def close(self):
        """At the end of the ten working days in which more could be said."""
        return self.after(11).move("close", OFFICE)

    def verify(self, effect):
        return self.move("verify_adoption", SUPERVISION, effect=effect)
