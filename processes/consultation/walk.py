"""Walking a consultation from stage to stage by real moves: for the demonstration and for tests."""

from datetime import datetime, time, timedelta

from people import calendar
from people.clock import CHINA
from processes.consultation import months, table
from workflows.walking import Walking

PANEL = (
    ("gb_clk", "sections"), ("jwlink", "units"), ("t05_sj", "townships"), ("retired1", "veterans"),
    ("expert1", "experts"), ("delegate", "delegates"),
)  # fmt: skip
OUTSIDER = "退休老干部甲（演示）"
SYMPTOMS = (
    "全县二百一十二个站点中六十一个设备超过八年，月均开机不足三次；"
    "管理员更替频繁，内容更新慢，群众很少来看，台账连续两月黄灯。"
)
SELF = (
    "承办单位自查：设备更新没有列入年度预算，管理员兼职多、交接无清单，内容多为转发，缺少本地题材；"
    "已走访二十个站点，逐站登记了问题。"
)
MINUTES = (
    "承办单位介绍情况并回答询问；"
    "参加人揭示意见后逐条讨论，认为首要原因在经费没有年度安排，其次是管理员交接不清，会上形成原因和对策表。"
)
CAUSES = [
    {"cause": "资金没有年度安排", "kind": "system", "confidence": "high"},
    {"cause": "管理员更替频繁未移交", "kind": "people", "confidence": "medium"},
]
OPINIONS = (
    ("设备老化是表象，根子在没有年度经费安排。", "先列年度计划，逐年更新，管理员设AB角。"),
    ("管理员多是兼职，一年换几任，没有人交接。", "定人定岗，换人必交接，清单由乡镇签字。"),
    ("放什么、什么时候放没有人管，群众不知道。", "每月公布播放安排，到组织生活里去放。"),
)
CONCLUSION = "主要原因是经费没有年度安排、管理员交接不清；对策是分年更新设备、建立交接清单。"


class Walk(Walking):
    """One consultation and the people around it."""

    def __init__(self, people, day, *, by="dy_head", chair="chair_b", officer="co_c", panel=PANEL, **fields):
        super().__init__(people, day)
        self.requester, self.chair, self.officer, self.panel = by, chair, officer, panel
        self.deputy, self.unit = "dm_exec", people["dy_head"].unit
        known = {
            "title": "党员远程教育站点利用率低会诊",
            "symptoms": SYMPTOMS,
            "trigger": "red_light",
            "unit": self.unit,
        }
        self.open("consultation", by, **known | fields)
        self.unit = self.case.owner_unit

    def seats(self, **which):
        return self.sitting.seats.filter(**which).select_related("person").order_by("pk")

    # What usually happens, stage by stage.

    def approve(self, **more):
        chosen = {"chair": self.people[self.chair], "officer": self.people[self.officer]}
        return self.after(1).move("approve", self.deputy, **chosen | more)

    def prepare(self, gather_list="设备台账；近一年开机记录；管理员名册"):
        return self.after(1).move("prepare", self.officer, gather_list=gather_list)

    def describe(self, by="dy_head", text=SELF):
        return self.after(1).act("describe_self", by, text=text)

    def call(self, days=4, seats=None):
        """The session lies so many working days ahead."""
        start = calendar.load().add(self.now.date(), days, "wd").date
        rows = [{"person": self.people[name].pk, "group": group} for name, group in self.panel]
        rows += [{"name": OUTSIDER, "group": "veterans"}] if seats is None else []
        rows += [{"person": self.people[self.chair].pk, "role": "chair", "entitled": False}]
        rows += seats or ()
        known = {"starts_at": datetime.combine(start, time(9), CHINA), "place": "三楼会议室", "seats": rows}
        return self.act("call_session", self.officer, **known)

    def serve(self, by=None, paper="会诊材料"):
        moment = "pack_served" if self.case.stage == "gathering" else ""
        receipts = {row.pk: "本人签收，回证存卷" for row in self.seats(person=None)}
        return self.act("serve", by or self.officer, paper=paper, moment=moment, receipts=receipts)

    def confirm(self):
        for name, _group in self.panel:
            self.act("confirm_seat", name, coming=True)
        for row in self.seats(person=None):
            self.act("note_reply", self.officer, seat=row.pk, coming=True, note="电话确认，无利害关系")
        return self

    def gathered(self):
        """Approved, described, called, served, confirmed: the session lies ahead."""
        return self.approve().prepare().describe().call().serve().confirm()

    def came(self, *absent):
        away = [self.people[name].pk for name in absent]
        present = [row.pk for row in self.seats() if row.person_id not in away]
        return self.act("attend", self.officer, present=present, absences={})

    def until(self, days=1):
        return datetime.combine(calendar.load().add(self.now.date(), days, "wd").date, time(17, 30), CHINA)

    def begin(self, *absent):
        """The day of the session: attendance, opening."""
        self.on(self.sitting.starts_at).came(*absent)
        name, kind = ("convene", self.move) if self.case.stage == "gathering" else ("open_session", self.act)
        return kind(name, self.chair, opinions_until=self.until())

    def opinions(self, *silent, **said):
        for n, row in enumerate(self.seats(role="member", present=True, recused=False, person__isnull=False)):
            name = row.person.username
            if name not in silent:
                diagnosis, advice = said.get(name, OPINIONS[n % len(OPINIONS)])
                self.act("give_opinion", name, diagnosis=diagnosis, advice=advice)
        return self

    def measures(self):
        due = self.now.date() + timedelta(60)
        rows = (
            ("分三年更新设备，每年七十个，列入年度预算申请", "dy_head", "月均使用次数不少于六次"),
            ("建立站点管理员AB角和移交清单", "zz_head", "交接清单覆盖全部站点"),
        )  # fmt: skip
        return [
            {
                "content": content,
                "owner": self.people[head].unit_id,
                "due": due.isoformat(),
                "metric": metric,
                "cross": "",
            }
            for content, head, metric in rows
        ]

    def fill(self, causes=CAUSES, measures=None):
        return self.act("write_table", self.chair, causes=causes, measures=measures or self.measures())

    def sign(self):
        self.act("record", self.officer, minutes=MINUTES, opinions=[])
        for row in self.seats(present=True, person__isnull=False):
            self.act("sign_record", row.person.username)
        for row in self.seats(present=True, person=None):
            self.act("note_signature", self.officer, seat=row.pk)
        return self

    def conclude(self, state="none", dissent="", conclusion=CONCLUSION):
        return self.move("conclude", self.chair, conclusion=conclusion, dissent_state=state, dissent=dissent)

    def to_session(self):
        return self.gathered().begin()

    def to_opinion(self, **table_rows):
        return self.to_session().opinions().fill(**table_rows).sign().conclude()

    def rulings(self, *which):
        """One ruling per measure; a dict may say more than "accepted"."""
        said = [{"ruling": "accepted"} for _row in self.case.measures]
        return [one | more for one, more in zip(said, [*which, *[{}] * len(said)], strict=False)]

    def decide(self, *which):
        rulings = self.rulings(*which)
        until = table.last_due(self.case.measures, rulings) + timedelta(10)
        return self.after(1).move("decide", self.deputy, rulings=rulings, metric_due=until)

    def to_following(self, *which, **table_rows):
        return self.to_opinion(**table_rows).decide(*which).after(1).move("track", "sup_clk")

    def follow(self, text="各项对策按月推进，指标正在上升，继续跟踪。"):
        """The month's follow-up on its last day."""
        last = max((row["month"] for row in self.case.followups), default="")
        self.on(months.next_due(last, self.now.date(), calendar.load()))
        return self.act("record_follow_up", self.officer, month=f"{self.now:%Y-%m}", text=text)

    def outcome(self, reached=True, done=True):
        rows = table.taken(self.case.measures)
        one = {"done": done, "value": "七次" if reached else "三次", "reached": reached, "proof": "查看了站点开机记录"}
        return self.act("record_effect", "sup_clk", results=[one] * len(rows))

    def confirmed(self, *people):
        for name in people or ("dy_head",):
            self.act("confirm_cure", name, agree=True)
        return self

    def missed(self):
        """More than ten working days after the metric's date, which was not reached."""
        late = calendar.load().add(self.case.metric_due, 11, "wd").date
        return self.on(late).outcome(reached=False)

    def meeting(self, days=4):
        """The executive meeting on measures that touch money or staff is called, and its papers are served."""
        start = calendar.load().add(self.now.date(), days, "wd").date
        known = {"starts_at": datetime.combine(start, time(9), CHINA), "place": "部务会议室", "kind": "exec_meeting"}
        questions = [row["content"][:400] for row in table.crossing(self.case.measures)]
        members = [{"person": pk} for pk in self.case.must_sit()]
        self.act("convene", "sec_rec", seats=members, agenda=questions, **known)
        return self.serve("sec_rec", "部务会材料")

    def vote(self, **against):
        """The meeting: everybody votes, the head last. `against`: username → (choice, words)."""
        self.on(self.sitting.starts_at)
        self.act("attend", "sec_rec", present=[row.pk for row in self.seats()], absences={})
        self.act("vote_on_measures", "sec_rec")
        voters = self.seats(present=True, recused=False, entitled=True)
        for row in sorted(voters, key=lambda row: (row.role == "head", row.pk)):
            choice, words = against.get(row.person.username, ("pass", ""))
            choices = {item.pk: choice for item in self.sitting.agenda.all()}
            self.act("ballot", row.person.username, choices=choices, opinion=words)
        return self

    def another_session(self):
        """A further session from its calling to its conclusion."""
        return self.call().serve().confirm().begin().opinions().fill(measures=self.measures()).sign().conclude()
