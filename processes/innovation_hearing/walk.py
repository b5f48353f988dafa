"""Walking a proposal from stage to stage by real moves: for the demonstration and for tests."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from people import calendar
from people.clock import CHINA
from processes.innovation_hearing import certificate
from workflows import due, moves
from workflows.models import Opinion
from workflows.walking import Walking

PANEL = (
    ("deputy_npc", "delegates"), ("cppcc", "delegates"), ("retired1", "veterans"), ("t09_wy", "townships"),
    ("t05_wy", "townships"), ("expert1", "experts"),
)  # fmt: skip
VILLAGER = "上坝村群众代表（演示）"
OPINION = "担心与现有台账重复录入，增加基层负担。"
TEXT = {
    "background": "各乡镇反映，现有做法半年才更新一次，情况变了台账没有变，需要时找不到人、说不清情况，"
    "群众和干部都有意见。去年两次专题调研都提到这一问题，本科室会同有关单位走访了十二个乡镇，"
    "认为可以从小范围试行入手，先解决最突出的问题，再总结推广。",
    "innovation_points": "把一次性登记改为随变随改，更新全程留痕，权限分级到村；"
    "责任人固定联系对象，定期核对，结果在一定范围公开。",
    "plan": "第一阶段选两个乡镇各五个村试行，逐村培训，登记和核对同步进行；"
    "第二阶段组织中期评估，由乡镇、村和联系对象三方打分，"
    "对照目标逐项查找不足，修改完善办法；第三阶段扩大到六个乡镇，配合单位提供数据和技术支持；第四阶段总结成效，形成制度，"
    "不适宜推广的如实说明原因。每月汇总一次进度，出现风险立即暂停并报告，经费按进度拨付，接受监督检查。"
    "试行期间不增加村级报表，不搞评比排名，凡能从现有系统取得的数据一律不再要求填报。",
    "expected_result": "登记率不低于百分之九十八，更新时效不超过三十天，村级报表减少两张。",
    "stakeholders": "试点乡镇、村“两委”干部、联系对象和配合单位。",
    "hearing_level": "department",
    "legal_basis": "《中国共产党组织工作条例》；本部门创新性工作听证审定制度。",
    "milestones": [
        {"name": "完成试点登记", "due": "2027-03-31", "deliverable": "登记情况报告"},
        {"name": "中期评估", "due": "2027-06-30", "deliverable": "评估报告"},
    ],
    "risk_list": [{"risk": "个人信息泄露", "level": "high", "measure": "最小字段，权限到村，导出审批"}],
    "coop_units": ["党员教育中心"],
    "budget": "36000.00",
}


class Walk(Walking):
    """One proposal and the people around it."""

    def __init__(self, people, day, *, head="zz_head", chair="rc_head", panel=PANEL, number=None, case=None, **fields):
        super().__init__(people, day, case)
        self.head, self.chair, self.panel = head, chair, panel
        self.fields = TEXT | fields
        opening = {"number": number, "title": self.fields.get("title"), "background": self.fields["background"]}
        if case is None:
            self.open("innovation_hearing", head, **opening)

    def after(self, days, hour=9):
        return self.on(self.now.date() + timedelta(days), hour)

    def working(self, days):
        """The first working day after so many days, three of them working: nobody sits or is served on a holiday."""
        known = calendar.load()
        day = max(self.now.date() + timedelta(days), known.add(self.now.date(), min(days, 3), "wd").date)
        while not known.is_working(day):
            day += timedelta(1)
        return day

    def seat(self, username):
        return self.sitting.seats.get(person=self.people[username])

    # What usually happens, stage by stage.

    def write(self):
        own = {name: value for name, value in self.fields.items() if name != "title"}
        own = {name: value for name, value in own.items() if getattr(self.case, name) != value}
        return self.act("edit", self.head, **own)

    def submit(self):
        return self.write().after(1).move("submit", self.head)

    def late(self, reason, by="dm_org"):
        """Ask to hand in after the window, and be allowed to."""
        self.act("ask_late", self.head, reason=reason)
        return self.act("answer_late", by, granted=True, reason="情况属实，同意迟报。")

    def precheck(self):
        return self.after(1).move("accept", "office_clk")

    def plan(self):
        return self.after(2).move("pass_precheck", "office_clk", chair=self.people[self.chair], chair_declared=True)

    def call(self, starts_at, **more):
        """Call the hearing with the usual panel, a villager without an account among them."""
        seats = [{"person": self.people[name].pk, "group": group} for name, group in self.panel]
        seats += [{"name": VILLAGER, "group": "public"}]
        seats += [{"person": self.people[self.chair].pk, "role": "chair", "entitled": False}]
        seats += [{"person": self.people[self.head].pk, "role": "observer", "entitled": False}]
        known = {
            "kind": "hearing", "starts_at": starts_at, "place": "三楼会议室", "level": self.case.hearing_level,
            "selection": "各单位推荐与抽取相结合，赞成和有顾虑的各方都有代表；名单随听证通知公布。", "seats": seats,
        }  # fmt: skip
        return self.act("convene", "office_clk", **known | more)

    def serve(self, by="office_clk", paper="听证材料", moment="materials_served"):
        outside = self.sitting.seats.filter(person=None).values_list("pk", flat=True)
        receipts = {pk: "本人签收，回证存卷" for pk in outside}
        return self.act("serve", by, paper=paper, moment=moment, receipts=receipts)

    def called(self, days=10):
        """Called for so many days ahead, and served the same day."""
        start = datetime.combine(self.working(days), time(14, 30), CHINA)
        return self.call(start).serve()

    def came(self, *absent):
        """Everybody came but those."""
        away = [self.people[name].pk for name in absent]
        present = self.sitting.seats.exclude(person__in=away).values_list("pk", flat=True)
        reasons = {self.seat(name).pk: "另有公务，已请假" for name in absent}
        by = self.chair if self.case.stage in ("hearing_plan", "hearing") else "sec_rec"
        return self.act("attend", by, present=list(present), absences=reasons)

    def hear(self, *absent):
        """The day of the hearing: attendance, opening, minutes with one opinion."""
        self.on(self.sitting.starts_at).came(*absent).move("open_hearing", self.chair)
        opinions = [{"text": OPINION, "seat": self.seat(self.panel[0][0]).pk}]
        minutes = "科室介绍方案；各方陈述、询问和辩论，专家作了说明。多数赞成试行，有代表提出避免重复录入。"
        return self.act("record", self.chair, minutes=minutes, opinions=opinions)

    def sign(self):
        """Everybody present signs; who has no account on paper."""
        for seat in self.sitting.seats.filter(present=True, person__isnull=False).select_related("person"):
            self.act("sign_record", seat.person.username)
        for seat in self.sitting.seats.filter(present=True, person=None):
            self.act("note_signature", self.chair, seat=seat.pk)
        return self

    def synthesis(self):
        return self.hear().sign().after(1).move("close_hearing", self.chair)

    def compliance(self):
        opinions = Opinion.objects.filter(sitting__case=self.case)
        answers = {opinion.pk: {"adopted": "adopt", "reason": "写入方案"} for opinion in opinions}
        return self.after(2).act("answer_opinions", self.head, answers=answers).move("submit_synthesis", self.head)

    def ripe(self, name):
        """Go to the morning from which the minimum period of a move is over."""
        move, moments = self.case.rules.find(self.case.stage, name), self.case.moments_known()
        start = moments.get(move.minimum.start, self.case.stage_since)
        first = timezone.localtime(due.earliest(move.minimum, start)[0], CHINA)
        return self.on(max(self.now, first + timedelta(hours=9)))

    def vote_stage(self):
        opinion = "经审核，符合有关规定；个人信息处理应当遵循最小必要原则。"
        return self.ripe("confirm_compliance").move("confirm_compliance", "legal", opinion=opinion)

    def meeting(self, days=5, **more):
        """The executive meeting is called for so many days ahead, and its papers are served."""
        members = [{"person": pk} for pk in self.case.must_sit()]
        start = datetime.combine(self.working(days), time(9), CHINA)
        known = {"kind": "exec_meeting", "starts_at": start, "place": "部务会议室", "seats": members}
        self.act("convene", "sec_rec", **known | more)
        return self.serve("sec_rec", "部务会材料", "papers_served")

    def vote(self, absent=(), **against):
        """The meeting: who is there votes, the head last. `against`: username → (choice, words)."""
        self.on(self.sitting.starts_at).came(*absent).act("start_vote", "sec_rec")
        voters = self.sitting.seats.filter(present=True, recused=False, entitled=True).select_related("person")
        for seat in sorted(voters, key=lambda seat: (seat.role == "head", seat.pk)):
            self.ballot(seat.person.username, *against.get(seat.person.username, ("pass", "")))
        return self

    def ballot(self, username, choice="pass", opinion=""):
        choices = {item.pk: choice for item in self.sitting.agenda.all()}
        return self.act("ballot", username, choices=choices, opinion=opinion)

    def passed(self):
        return self.move("vote_pass", "sec_rec", publicity_scope="部机关和各乡镇公示栏")

    def certify(self, **fields):
        """The office words the draft of the certificate, if one was drafted."""
        for draft in certificate.drafted(self.case):
            self._take(moves.act, draft, "edit", by=self.people["office_clk"], **fields)
        return self

    def to_publicity(self, **vote):
        return self.to_vote().meeting().vote(**vote).passed()

    def to_vote(self):
        return self.to_hearing().synthesis().compliance().vote_stage()

    def to_hearing(self):
        """Called and served; the hearing lies ahead."""
        return self.submit().precheck().plan().called()


def day(text):
    """A date from its ISO text."""
    return date.fromisoformat(text)
