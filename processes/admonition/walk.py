"""Walking an admonition from stage to stage by real moves: for the demonstration, the year and the tests."""

from datetime import timedelta

from people import calendar
from people.models import Unit
from processes.admonition.choices import Measure, Mode
from workflows.walking import Walking

FACTS = (
    "本人在办理有关事项时，没有按规定提交集体研究，也没有逐项表决和公示，事后才补写了记录。上述情况由有关台账、会议记录和两名经办"
    "人员的说明相互印证，涉及的事项已经纠正，没有造成其他后果；本人此前没有因为同类问题被提醒过。"
)
EXPLAINED = "本人说明当时人手不足，时间紧，没有按程序办，认识到这样做不对，今后严格执行。"
MINUTES = (
    "谈话人说明了事项、依据和本人的权利，逐项核对了事实；听取了本人的说明，指出问题的性质，"
    "提出了改正的要求和期限，本人表示接受。"
)
CHECK = (
    "本人对照底线清单逐条检查，认识到没有集体研究就作决定是错误的，会影响公平，也会给单位带来风险。今后凡属重要事项，一律先提交"
    "会议研究，逐项表决，按规定公示，并主动接受监督。"
)


class Walk(Walking):
    """One matter and the people around it."""

    def __init__(
        self, people, day, *, respondent, measure=Measure.REMIND, mode=Mode.TALK, proposer="gj_head", officer="co_a",
        deputy="dm_cadre", number=None, source=None, **fields,
    ):  # fmt: skip
        super().__init__(people, day)
        self.proposer, self.officer, self.deputy, self.respondent = proposer, officer, deputy, respondent
        if source:  # opened by another case: the section completes it
            self.case = source
            self.act("amend_proposal", proposer, respondent=people[respondent], deputy=people[deputy], **fields)
            return
        known = {
            "title": "对有关事项的提醒", "clause": "B07", "legal_basis": "底线清单 2026；干部监督有关规定",
            "facts_text": FACTS, "measure": measure, "mode": mode,
        }  # fmt: skip
        self.open(
            "admonition", proposer, number=number, respondent=people[respondent], deputy=people[deputy],
            unit=Unit.objects.get(pk=people[proposer].unit_id), **known | fields,
        )  # fmt: skip

    def after(self, days=1, hour=9):
        """So many working days later."""
        return self.on(calendar.load().add(self.now.date(), days, "wd").date, hour)

    def review(self, opinion="事实清楚，依据明确，同意。"):
        return self.after().act("review_proposal", self.deputy, decision="agree", opinion=opinion)

    def legal(self, agrees=True, opinion="依据明确，程序合规，事实有印证。", by="legal"):
        return self.act("give_legal_opinion", by, agrees=agrees, opinion=opinion)

    def look_up(self, note=""):
        return self.act("look_up", self.officer, note=note)

    def approve(self):
        """Reviewed and approved; an admonition by two hands."""
        self.review().checked()
        if not self.case.admonishes:
            return self.after().move("approve", "minister", opinion="同意。")
        self.legal().after().act("concur_admonition", "minister", opinion="同意，报县委。")
        return self.county()

    def county(self, leader="县委主要负责人", text="同意。"):
        on = self.after().now.date()
        return self.move("approve", "xcw", county_leader=leader, county_on=on, county_text=text)

    def issue(self, requirements="请如实说明事情的经过和原因，并提出改正的办法和时间。"):
        """The letter goes out and is received the same day."""
        self.after().move("issue", self.officer, requirements=requirements)
        return self.receive()

    def receive(self):
        return self.act("acknowledge", self.respondent)

    def talk(self, by="dm_cadre", second="gj_head", recorder="gj_clk", **more):
        """Two talk, a third records, the person signs."""
        at = self.after(2, 10).now - timedelta(hours=1)
        said = {
            "talk_at": at, "talk_place": "部机关谈话室", "talkers": [self.people[by].pk, self.people[second].pk],
            "recorder": self.people[recorder].pk, "explanation": EXPLAINED, "minutes": MINUTES, "signature": "signed",
        }  # fmt: skip
        return self.move("hold_talk", by, **said | more)

    def self_check(self, text=None):
        """A reminder needs none; an admonition does."""
        text = (CHECK if self.case.admonishes else "") if text is None else text
        return self.after().move("hand_in_self_check", self.respondent, self_check=text)

    def reply(self, text=EXPLAINED, leader=None):
        """Of an inquiry the unit's leader countersigns first."""
        if self.case.measure == Measure.INQUIRE:
            self.act("write_reply", self.respondent, reply=text)
            self.after().act("countersign_reply", leader, opinion="情况属实，单位已作提醒。")
        return self.move("give_reply", self.respondent, reply=text)

    def assess(self, view="credible", text="说明与台账和会议记录相符，原因可信，已经自行纠正。"):
        return self.after(3).move("assess", self.proposer, view=view, assessment=text)

    def close(self, ground="minor", result="情节轻微，已经改正，予以了结，请引以为戒。"):
        return self.after().move("accept_explanation", self.deputy, ground=ground, result=result)

    def effect(self, result="请按改正要求整改，六个月后跟踪了解；影响期到期自动解除。"):
        return self.after().move("enter_effect", "minister", result=result)

    def correct(self):
        """After six months it is seen to be put right."""
        self.act(
            "report_correction", self.respondent, correction="已建立集体研究事项清单，逐项表决并公示，没有再发生。"
        )
        report = "向所在单位和三名干部了解，查阅会议记录，重要事项均经集体研究和公示。"
        return self.after().move("confirm_correction", self.proposer, report=report)
