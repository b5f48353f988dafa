"""Walking an investigation from stage to stage by real moves: for the demonstration and for tests."""

from datetime import datetime, time, timedelta

from people import calendar
from people.clock import CHINA
from workflows.walking import Walking

PANEL = ("gj_head", "dm_cadre", "legal")
TEXT = "反映该乡镇2025年度评优推荐未经会议研究，仅由主要负责人口头确定，也没有在内部公示。"
PLAN = "调取会议记录和推荐表，访谈三名知情人，核对公示情况；由两名核查人员进行，三十日内完成，不扩大范围。"
MINUTES = "问：推荐是否经过会议研究？答：开过一次会，没有逐项表决。问：是否公示？答：没有在内部公示。"
BASIS = "会议记录和推荐表显示开过会，但没有逐项表决，也没有公示记录。"
CONCLUSION = (
    "经查，该乡镇二〇二五年度评优推荐前召开过一次班子会，会上由主要负责人介绍拟推荐人选，其他成员没有提出不同意见，"
    "但没有逐项表决，会后也没有在内部公示；会议记录由办公室一人补记，参会人员没有核对签名。推荐表填写完整，"
    "没有发现涂改，被推荐人的年度考核等次符合推荐条件。没有发现谋取私利或者打招呼的情形。上述做法不符合集体研究和公示的程序要求，"
    "属程序性问题，责任在主要负责人。建议责令重新履行公示程序，完善会议记录核签办法，并对主要负责人进行提醒。"
)
DEFECT = "评优推荐的公示没有统一要求，建议明确公示的范围、时间和记录方式，由推荐单位留存备查。"
REPLY = "您反映的问题已核实，其中程序不规范部分属实，已要求整改并对有关人员作出处理。感谢监督。"
RESULT = "经核查，评优推荐程序不规范的问题部分属实，属程序性问题，已作出处理。对结果有不同意见的，可以提出说明。"


class Walk(Walking):
    """One clue and the people around it. `case`: one that came in by the channel; `respondents`: those it is about."""

    def __init__(self, people, day, *, respondent="t11_wy", by="gj_clk", name="", text=TEXT, case=None,
                 respondents=(), **fields):  # fmt: skip
        super().__init__(people, day, case)
        self.clerk, self.head, self.deputy = "gj_clk", "gj_head", "dm_exec"
        self.officer, self.team = "co_a", ("gj_inv1", "gj_inv2")
        self.respondents = list(respondents or filter(None, [respondent]))
        if case is None:
            self._opened(respondent and people[respondent], by, name, text, fields)

    def _opened(self, whom, by, name, text, fields):
        about = {
            "n": 1,
            "name": whom.name if whom else name or "某站站长（演示）",
            "post": "",
            "person": whom and whom.pk,
        }
        known = {
            "title": "反映某乡镇干部评优推荐不公开问题", "source": "12380", "reporter_kind": "named",
            "allegations": [allegation(1, text)], "respondents": [about],
        }  # fmt: skip
        self.open("investigation", by, **known | fields)

    def after(self, days, hour=9):
        """Go on by working days."""
        return self.on(calendar.load().add(self.now.date(), days, "wd").date, hour)

    @property
    def respondent(self):
        """The first whom it is about."""
        return next(iter(self.respondents), None)

    # What usually happens, stage by stage.

    def register(self):
        return self.after(1).move("register", self.clerk)

    def accept(self, verifiability="4"):
        return self.after(2).move("accept", self.head, verifiability=verifiability)

    def triage(self, choice="verify", panel=PANEL, sign=True, **against):
        """Called, held with everybody there, voted, written down and signed."""
        start = datetime.combine(calendar.load().add(self.now.date(), 1, "wd").date, time(9), CHINA)
        seats = [{"person": self.people[name].pk} for name in panel]
        self.act("convene", self.head, kind="triage", starts_at=start, place="小会议室", seats=seats)
        self.on(start).came().act("start_vote", self.head)
        for name in panel:
            self.ballot(name, *against.get(name, (choice, "")))
        if not sign:
            return self
        self.act("record", self.head, minutes="逐条研判：问题具体，时间和单位明确，可以查证。", opinions=[])
        for name in panel:
            self.act("sign_record", name)
        return self

    def came(self, *absent):
        away = [self.people[name].pk for name in absent]
        present = list(self.sitting.seats.exclude(person__in=away).values_list("pk", flat=True))
        return self.act("attend", "sec_rec" if self.case.stage == "concluded" else self.head, present=present)

    def ballot(self, username, choice="pass", opinion=""):
        choices = {item.pk: choice for item in self.sitting.agenda.all()}
        return self.act("ballot", username, choices=choices, opinion=opinion)

    def chosen(self):
        return {"officer": self.people[self.officer].pk, "team": [self.people[name].pk for name in self.team]}

    def open_verify(self):
        return self.move("open_verify", self.deputy, **self.chosen())

    def store(self, days=90):
        day = self.now.date() + timedelta(days)
        return self.move("store", self.deputy, review_on=day, reason="目前线索不够具体，暂时无法核查。")

    def plan(self, text=PLAN):
        return self.act("write_plan", self.officer, plan=text, measures=["files", "talk"])

    def approve(self):
        return self.after(1).move("approve_plan", self.deputy)

    def talk(self, whom="知情人甲（演示）", signed="signed", team=None, **more):
        ids = [self.people[name].pk for name in (self.team if team is None else team)]
        said = {"whom": whom, "with_kind": "witness", "held_on": self.now.date(), "place": "谈话室", "minutes": MINUTES}
        return self.act("record_interview", self.team[0], investigators=ids, signed=signed, **said | more)

    def item(self, what="会议记录复印件", **more):
        said = {
            "kind": "document",
            "obtained_from": "乡镇党委办公室",
            "basis": "requested",
            "basis_note": "调取函第3号",
        }
        return self.act("add_item", self.team[0], what=what, **said | more)

    def find(self, finding="partly", basis=BASIS, items=(1,)):
        proofs = [] if finding == "unknown" else list(items)
        rows = {row["n"]: {"finding": finding, "basis": basis, "items": proofs} for row in self.case.allegations}
        return self.act("write_findings", self.team[0], findings=rows)

    def show(self):
        """The facts are served; the respondent confirms that they came."""
        self.after(1).act("show_facts", self.officer)
        for one in self.respondents:
            self.act("acknowledge", one)
        return self

    def state(self, *points):
        for one in self.respondents:
            self._stated(one, list(points or ("推荐前开过班子会，不是我一个人定的。",)))
        return self

    def _stated(self, respondent, points):
        self.act("state_defence", respondent, points=points)
        for n in range(len(points)):
            last = self.case.defence_points.order_by("-n").first().n
            answered = {"answer": "adopt", "reason": "会议记录能够印证，已写入报告。"}
            self.act("answer_defence", self.officer, n=last - n, **answered)

    def heard(self):
        """Heard as far as they can be: in the room, or taken down where there is no account."""
        if self.respondents:
            return self.show().after(1).state()
        known = {"text": "情况属实，接受批评。", "signed": "signed", "answer": "陈述与证据一致，予以采纳。"}
        return self.act("take_statement", self.officer, respondent=1, **known)

    def report(self):
        return self.after(1).move("submit_report", self.team[0], conclusion=CONCLUSION)

    def propose(self, *outcomes, serious=False):
        said = {"outcomes": list(outcomes or ("admonition",)), "reason": "程序性问题，情节较轻，首次发生。"}
        defect = DEFECT if "system" in said["outcomes"] else ""
        return self.act("propose_outcome", self.deputy, serious=serious, suggestion=defect, **said)

    def meeting(self, days=4):
        """The executive meeting is called, its papers are served."""
        start = datetime.combine(calendar.load().add(self.now.date(), days, "wd").date, time(9), CHINA)
        seats = [{"person": pk} for pk in self.case.must_sit()]
        self.act("convene", "sec_rec", kind="exec_meeting", starts_at=start, place="部务会议室", seats=seats)
        return self.act("serve", "sec_rec", paper="部务会材料")

    def vote(self, choice="pass", **against):
        """The meeting: everybody votes, the head last."""
        self.on(self.sitting.starts_at).came().act("vote_on_outcome", "sec_rec")
        voters = self.sitting.seats.filter(present=True, recused=False).select_related("person")
        for seat in sorted(voters, key=lambda seat: (seat.role == "head", seat.pk)):
            words = "" if choice == "pass" else "事实还不够清楚，建议补充核查。"
            self.ballot(seat.person.username, *against.get(seat.person.username, (choice, words)))
        return self

    def decide(self):
        if "refer" in self.case.proposal["outcomes"]:
            self.checked()
        return self.after(1).move("decide", self.deputy)

    def notify(self, reply=REPLY, result=RESULT, **more):
        return self.after(2).move("notify_parties", self.officer, reply_to_reporter=reply, result=result, **more)

    def close(self):
        return self.on(self.now.date() + timedelta(10)).move("close", self.head)

    # As far as.

    def to_triage(self):
        return self.register().accept()

    def to_plan(self):
        return self.to_triage().triage().open_verify()

    def to_verifying(self):
        return self.to_plan().plan().approve()

    def to_concluded(self, finding="partly"):
        return self.to_verifying().after(3).talk().item().find(finding).heard().report()

    def to_decided(self, *outcomes, finding="partly"):
        self.to_concluded(finding).propose(*outcomes)
        serious = {"accountability", "refer"} & set(outcomes)
        return (self.meeting().vote() if serious else self).decide()


def allegation(n, text, category="selection", concerns=()):
    """One row as the form makes it."""
    return {
        "n": n,
        "category": category,
        "text": text,
        "concerns": list(concerns),
        "finding": "",
        "basis": "",
        "items": [],
    }
