"""A suggestion (建言献策): its fields and its moves."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django_fsm import transition

from policy import fields
from processes.suggestion import intake, labels, parts, similar, taxonomy
from processes.suggestion.choices import Channel, Disposition, Signed
from processes.suggestion.forms import FORMS
from processes.suggestion.rounds import Round
from processes.suggestion.stages import ENDS, FACTS, Stage
from processes.suggestion.staging import ImportRow, ImportRun
from workflows.declare import Process
from workflows.models import Case

__all__ = ["ImportRow", "ImportRun", "Round", "Suggestion"]
PERSON = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.PROTECT,
    "null": True,
    "related_name": "+",
    "db_index": False,
}
OTHER = {"to": "self", "on_delete": models.PROTECT, "null": True}


def words(label, length, **more):
    return models.CharField(label, max_length=length, blank=True, default="", **more)


def text(label):
    return models.TextField(label, blank=True, default="")


class Suggestion(Case):
    """One suggestion from the county, from its registration to the effect it had."""

    process = Process(
        code="suggestion", label=gettext_noop("建言献策"), series="建", icon="message-dots",
        readers=("office", "supervision_office", "deputy_minister", "minister"),
        starters=("office", "clerk", "submitter", "ext_supervisor", "township_member", "section_head", "village_cadre"),
        private=(
            "title", "content", "expected_effect", "submitter_name", "contact", "unit_text", "submitter_id",
            "submitter_role", "rebuttal", "original_text",
        ),
        retention="10y", owner="office", summary=gettext_noop("征集、分类、答复和采用对组织工作的建议"),
    )  # fmt: skip
    Stage, facts, start, closed, forms = Stage, FACTS, Stage.REGISTERED, ENDS, FORMS
    guarded = dict.fromkeys(("submitter_name", "contact", "submitter_id", "submitter"), ("office", "identity"))

    channel = models.CharField(_("来源"), max_length=12, choices=Channel.choices)
    category = words(_("类别"), 16, choices=taxonomy.CATEGORIES)
    aspect = words(_("方面"), 12, choices=taxonomy.ASPECTS)
    content = models.TextField(_("建议内容"))
    expected_effect = words(_("预期效果"), 500)
    submitter_kind = models.CharField(_("署名方式"), max_length=10, choices=Signed.choices)
    submitter_name = words(_("建议人姓名"), 40)
    contact = words(_("联系方式"), 60)
    unit_text = words(_("地区或单位"), 60)
    submitter_role = words(_("建议人身份"), 40)
    submitter = models.ForeignKey(**PERSON, verbose_name=_("建议人账号"))
    publish_consent = models.BooleanField(_("同意公开答复"), default=False)
    solicitation = models.ForeignKey(
        Round, models.PROTECT, null=True, related_name="suggestions", verbose_name=_("征集轮次")
    )
    similar_group = models.ForeignKey(**OTHER, related_name="alike", verbose_name=_("相似建议"))
    master = models.ForeignKey(**OTHER, related_name="merged", verbose_name=_("主件"))
    disposition = words(_("处理意见"), 16, choices=Disposition.choices)
    disposition_reason = words(_("处理理由"), 1000)
    reply_text = text(_("答复"))
    replied_at = models.DateTimeField(_("答复时间"), null=True)
    adopted_by = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("采纳科室")
    )
    satisfaction = models.PositiveSmallIntegerField(
        _("满意度"), null=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    objections = models.PositiveSmallIntegerField(_("异议次数"), default=0)
    returns = models.PositiveSmallIntegerField(_("退回次数"), default=0)
    handler = models.ForeignKey(**PERSON, verbose_name=_("经办人"))
    first_handler = models.ForeignKey(**PERSON, verbose_name=_("首次经办人"))
    concurred_by = models.ForeignKey(**PERSON, verbose_name=_("同意不采纳的负责人"))
    rebuttal = text(_("补充意见"))
    effect_text = words(_("采纳效果"), 1000)
    original_text = text(_("整理前的原文"))
    handed_to = words(_("移交情况"), 120)
    imported_on = models.DateField(_("原收到日期"), null=True)
    imported_disposition = words(_("原处理结果"), 20)
    imported_reply_days = models.PositiveSmallIntegerField(_("原答复用时"), null=True)
    imported_ref = words(_("导入文件和行号"), 40)

    class Meta:
        verbose_name = verbose_name_plural = _("建言献策")

    def opening(self, step):
        intake.prepare(self, step)

    @property
    def intake_unit(self):
        """The unit in which suggestions are taken in: the office's."""
        return parts.intake_unit()

    def named(self, role):
        return parts.NAMED[role](self) if role in parts.NAMED else None

    def spares(self, role):
        return parts.spares(self, role)

    def about(self):
        """Nobody handles their own suggestion, nor that of somebody they have a tie with."""
        return [self.submitter_id] if self.submitter_id else ()

    def unnamed(self):
        """Acts of the submitter stand in the history without the name."""
        return {self.submitter_id: intake.SUBMITTER} if self.submitter_id else {}

    def unnamed_for(self, reader):
        return {} if reader and self.knows_identity(reader) else self.unnamed()

    def summary(self):
        return labels.facts(self)

    def knows_identity(self, user):
        """Whether `user` may read who made the suggestion: the office and whoever handles it."""
        return fields.readable(user, self, "submitter_name")

    def roles_for(self, act):
        return None if parts.idle(self, act) else super().roles_for(act)

    @property
    def similar(self):
        """Suggestions that say nearly the same, most alike first; a human decides."""
        return similar.of(self)

    @transition("stage", source=Stage.REGISTERED, target=Stage.TRIAGED)
    def classify(self, category, aspect, similar_to=None):
        self.category, self.aspect = category, aspect
        self.similar_group_id = getattr(similar_to, "pk", similar_to)

    @transition("stage", source=Stage.REGISTERED, target=Stage.TRANSFERRED)
    def route_report(self, confirmed, handed_to):
        """What the suggestion says is removed by the effect."""
        self.disposition, self.handed_to = Disposition.NOT_SUGGESTION, handed_to.strip()

    @transition("stage", source=Stage.REGISTERED, target=Stage.INVALID)
    def refuse_intake(self, ground):
        self.disposition_reason = self.step.reason

    @transition("stage", source=Stage.REGISTERED, target=Stage.WITHDRAWN)
    def withdraw_suggestion(self): ...

    @transition("stage", source=Stage.TRIAGED, target=Stage.MERGED)
    def merge(self, master):
        self.master_id = getattr(master, "pk", master)

    @transition("stage", source=Stage.TRIAGED, target=Stage.ASSIGNED)
    def assign(self, unit):
        self.owner_unit_id = getattr(unit, "pk", unit)

    @transition("stage", source=Stage.ASSIGNED, target=Stage.TRIAGED)
    def raise_objection(self):
        self.objections += 1

    @transition("stage", source=Stage.ASSIGNED, target=Stage.DRAFTED)
    def draft_reply(self, disposition, reply_text, disposition_reason):
        self.disposition, self.reply_text, self.disposition_reason = disposition, reply_text, disposition_reason
        self.handler_id, self.concurred_by_id = self.step.actor.pk, None

    @transition("stage", source=Stage.DRAFTED, target=Stage.ASSIGNED)
    def send_back(self):
        self.returns += 1

    @transition("stage", source=Stage.DRAFTED, target=Stage.REPLIED)
    def approve_reply(self, reply_text=None):
        self.reply_text = reply_text or self.reply_text
        self.replied_at = self.step.at
        self.adopted_by_id = self.owner_unit_id if self.disposition in ("adopt", "part") else None

    @transition("stage", source=Stage.REPLIED, target=Stage.TRACKING)
    def adopt_track(self, onward):
        """The effect opens the case that goes on."""

    @transition("stage", source=Stage.REPLIED, target=Stage.CLOSED)
    def close(self): ...

    @transition("stage", source=Stage.REPLIED, target=Stage.ASSIGNED)
    def rebut(self, facts):
        self.rebuttal, self.first_handler_id = facts, self.handler_id

    @transition("stage", source=Stage.TRACKING, target=Stage.CLOSED)
    def verify_adoption(self, effect, dropped=False):
        self.effect_text = effect
