"""A reminder, an inquiry or an admonition (提醒函询诫勉): its fields and its moves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from processes.admonition import intake, labels, parts, room
from processes.admonition import stages as facts
from processes.admonition.choices import Aim, Measure, Mode, Signature, View
from processes.admonition.forms import FORMS
from processes.admonition.words import ENDS, Stage
from workflows.models import Case


def person(label):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=label
    )


def text(label):
    return models.TextField(label, blank=True, default="")


def choice(label, choices, **more):
    return models.CharField(label, max_length=16, choices=choices, blank=True, default="", **more)


def on():
    return models.DateTimeField(null=True)


class Admonition(Case):
    """One matter put to one person."""

    process, Stage, facts, start, closed = facts.PROCESS, Stage, facts.FACTS, Stage.PROPOSED, ENDS
    forms = FORMS
    asked_first = ("write_reply", "give_reply", "hand_in_self_check")

    measure = choice(_("种类"), Measure.choices)
    mode = choice(_("方式"), Mode.choices)
    respondent = person(_("对象"))
    deputy = person(_("分管副部长"))
    clause = models.CharField(_("涉及的底线"), max_length=8, blank=True, default="")
    legal_basis = models.CharField(_("依据"), max_length=500, blank=True, default="")
    facts_text = text(_("事实"))
    work_failure = models.BooleanField(_("属于工作中的失误"), default=False)
    work_ref = models.ForeignKey(
        Case, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("涉及的工作")
    )
    source = models.ForeignKey(
        Case, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("来源事项")
    )
    immunity_check = models.JSONField(default=dict, blank=True)  # {"on", "of", "found", "undecided", "note"}
    dissent_check = models.JSONField(default=dict, blank=True)  # {"on", "of", "found", "note"}
    returned = models.PositiveSmallIntegerField(default=0)
    returned_why = text(_("退回补正的理由"))
    review_opinion = text(_("分管副部长意见"))
    reviewed_by, reviewed_at = person(_("审核")), on()
    legal_opinion = text(_("合规意见"))
    legal_agrees = models.BooleanField(null=True)
    legal_by, legal_at = person(_("合规审核")), on()
    concurrence = text(_("部长意见"))
    concurred_by, concurred_at = person(_("部长签署")), on()
    county_leader = models.CharField(_("县委主要负责人"), max_length=60, blank=True, default="")
    county_on = models.DateField(_("县委批示日期"), null=True)
    county_text = text(_("县委批示"))
    approved_by, approved_at = person(_("批准")), on()
    requirements = text(_("需要说明的问题或改正要求"))
    issued_at, issued_by = on(), person(_("发出"))
    asked_again = text(_("再次函询的问题"))
    talk_at = models.DateTimeField(_("谈话时间"), null=True)
    talk_place = models.CharField(_("谈话地点"), max_length=120, blank=True, default="")
    talkers = models.JSONField(default=list, blank=True)  # ids of people
    recorder = person(_("记录员"))
    explanation = text(_("本人说明"))
    minutes = text(_("谈话记录"))
    signature = choice(_("签字"), Signature.choices)
    refusal = text(_("拒绝签字的情况"))
    self_check = text(_("书面检查"))
    self_check_how = models.CharField(_("书面检查的来件"), max_length=200, blank=True, default="")
    reply = text(_("书面说明"))
    reply_how = models.CharField(_("书面说明的来件"), max_length=200, blank=True, default="")
    written_at, replied_at = on(), on()
    replied_in_time = models.BooleanField(null=True)
    countersigned_by, countersigned_at = person(_("单位主要负责人")), on()
    countersign_note = text(_("单位主要负责人意见"))
    unanswered = models.BooleanField(default=False)  # unexplained, not admitted
    replies = models.JSONField(default=list, blank=True)  # what was answered before it was asked again
    assessment = text(_("研判意见"))
    view = choice(_("研判结论"), View.choices)
    assessed_by, assessed_at = person(_("研判")), on()
    result = text(_("办理结果"))
    told_at = on()  # the person concerned was told the result: terms for complaints count from here
    effect_until = models.DateField(_("影响期至"), null=True)
    follow_up_at = models.DateField(_("跟踪了解日期"), null=True)
    correction = text(_("整改情况报告"))
    correction_at = on()
    follow_up_report = text(_("跟踪核实情况"))
    aim = choice(_("转往"), Aim.choices)
    aim_basis = text(_("转办依据"))
    complaints = models.JSONField(default=list, blank=True)
    panel = models.JSONField(default=list, blank=True)  # ids of those who hear a complaint again
    revoked_at = on()

    class Meta:
        verbose_name = verbose_name_plural = _("提醒函询诫勉")

    @property
    def admonishes(self):
        return self.measure == Measure.ADMONISH

    @property
    def by_talk(self):
        return self.mode == Mode.TALK

    def named(self, role):
        return parts.named(self, role)

    def about(self):
        return [self.respondent_id] if self.respondent_id else []

    def spares(self, role):
        return parts.spares(self, role)

    def opening(self, step):
        intake.opened(self, step)

    def summary(self):
        return labels.facts(self)

    def told_in_room(self, person):
        return room.told(self)

    def rights_in_room(self, person):
        return room.rights(self)

    def idle(self, name, user):
        from processes.admonition import idle  # it reads what belongs to this model

        return idle.idle(self, name, user)

    @transition("stage", source=Stage.PROPOSED, target=Stage.APPROVED)
    def approve(self, *, opinion="", county_leader="", county_on=None, county_text=""):
        """The minister, or the county committee's leader as recorded, agrees."""
        self.step.opinion = opinion.strip()
        self.county_leader, self.county_text = county_leader.strip(), county_text.strip()
        self.county_on = county_on
        self.approved_by_id, self.approved_at = self.step.actor.pk, self.step.at

    @transition("stage", source=Stage.PROPOSED, target=Stage.REFUSED)
    def refuse(self): ...

    @transition("stage", source=[Stage.PROPOSED, Stage.APPROVED], target=Stage.WITHDRAWN)
    def withdraw_proposal(self):
        """Before it is served, whoever proposed it takes it back."""

    @transition("stage", source=Stage.APPROVED, target=Stage.ISSUED)
    def issue(self, *, requirements):
        self.requirements = requirements.strip()
        self.issued_by_id, self.issued_at = self.step.actor.pk, self.step.at

    @transition("stage", source=Stage.ISSUED, target=Stage.TALK_DONE)
    def hold_talk(self, *, talk_at, talk_place, talkers, recorder, explanation, minutes, signature, refusal=""):
        """Who talked, what was explained, and how it was signed."""
        self.talk_at, self.talk_place = talk_at, talk_place.strip()
        self.talkers, self.recorder_id = parts.ids(talkers), parts.ids([recorder])[0]
        self.explanation, self.minutes = explanation.strip(), minutes.strip()
        self.signature, self.refusal = signature, refusal.strip()

    @transition("stage", source=Stage.ISSUED, target=Stage.AWAITING_REPLY)
    def send_letter(self):
        """In writing: the system lets the term for the answer run."""

    @transition("stage", source=Stage.TALK_DONE, target=Stage.ASSESSED)
    def hand_in_self_check(self, *, self_check="", how=""):
        """What the person concerned wrote after the talk; `how` it came, if it was on paper."""
        self.self_check, self.self_check_how = self_check.strip(), how.strip()

    @transition("stage", source=Stage.AWAITING_REPLY, target=Stage.REPLIED)
    def give_reply(self, *, reply="", how=""):
        """The written explanation; the effect keeps when it came."""
        self.reply, self.reply_how = reply.strip() or self.reply, how.strip()

    @transition("stage", source=Stage.AWAITING_REPLY, target=Stage.ASSESSED)
    def record_no_reply(self, *, note):
        """Nothing was explained; that admits nothing (F14)."""
        self.unanswered, self.step.opinion = True, note.strip()

    @transition("stage", source=Stage.REPLIED, target=Stage.AWAITING_REPLY)
    def ask_again(self, *, question):
        self.asked_again = question.strip()

    @transition("stage", source=Stage.REPLIED, target=Stage.ASSESSED)
    def assess(self, *, view, assessment):
        self.view, self.assessment = view, assessment.strip()
        self.assessed_by_id, self.assessed_at = self.step.actor.pk, self.step.at

    @transition("stage", source=Stage.ASSESSED, target=Stage.CLOSED)
    def accept_explanation(self, *, ground, result):
        """The explanation is credible, or the matter minor: nothing is held against anybody."""
        self.view, self.result = ground, result.strip()

    @transition("stage", source=Stage.ASSESSED, target=Stage.FOLLOW_UP)
    def enter_effect(self, *, result):
        self.result = result.strip()

    @transition("stage", source=Stage.ASSESSED, target=Stage.UPGRADED)
    def upgrade(self, *, aim, basis):
        self.aim, self.aim_basis = aim, basis.strip()

    @transition("stage", source=Stage.FOLLOW_UP, target=Stage.CLOSED)
    def confirm_correction(self, *, report, correction=""):
        """What was seen after six months; the own report on paper is taken in with it."""
        self.follow_up_report, self.correction = report.strip(), self.correction or correction.strip()

    @transition("stage", source=Stage.FOLLOW_UP, target=Stage.UPGRADED)
    def record_no_correction(self, *, basis):
        self.aim, self.aim_basis = Aim.ACCOUNTABILITY, basis.strip()
