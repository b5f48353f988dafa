"""A case in which it is decided whether somebody is accountable for a failure of duty: its fields and its moves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from people.models import Unit
from processes.accountability import choices, labels, opening, parts
from processes.accountability.forms_after import FORMS
from processes.accountability.stages import FACTS, PROCESS, Stage
from processes.accountability.words import ENDS
from workflows.models import Case

PERSON = {
    "to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "null": True, "related_name": "+", "db_index": False,
}  # fmt: skip
CASE = {"to": Case, "on_delete": models.PROTECT, "null": True, "related_name": "+", "db_index": False}
KNOWERS = ("minister", "opened_by", "case_officer", "investigator")


def text(label):
    return models.TextField(label, blank=True, default="")


def rows(label):
    return models.JSONField(label, default=list, blank=True)


def details(label):
    return models.JSONField(label, default=dict, blank=True)


def word(label, options):
    return models.CharField(label, max_length=24, choices=options.choices, blank=True, default="")


class Accountability(Case):
    """One matter of accountability, from the proposal to the end of its effect, or to its correction."""

    process, Stage, facts, start, closed, forms = PROCESS, Stage, FACTS, Stage.PROPOSED, ENDS, FORMS
    editable = (
        "title", "object_kind", "respondent", "respondent_unit", "committee_managed", "trigger", "trigger_case",
        "trigger_note", "work_ref", "anonymous", "corroboration", "duty_basis", "clue",
    )  # fmt: skip
    guarded = {"anonymous": KNOWERS}
    asked_first = ("hand_in_criticism",)

    object_kind = models.CharField(_("涉及对象"), max_length=8, choices=choices.Object.choices, default="person")
    respondent = models.ForeignKey(**PERSON, verbose_name=_("被反映人或代表"))
    respondent_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("被反映的单位")
    )
    committee_managed = models.BooleanField(_("县委管理的干部或领导班子"), default=False)
    trigger = word(_("线索来源"), choices.Trigger)
    trigger_case = models.ForeignKey(**CASE, verbose_name=_("来源事项"))
    trigger_note = models.CharField(_("来源说明"), max_length=200, blank=True, default="")
    work_ref = models.ForeignKey(**CASE, verbose_name=_("涉及的工作"))
    clue = text(_("书面线索"))
    anonymous = models.BooleanField(_("线索为匿名反映"), default=False)
    corroboration = text(_("独立佐证"))
    duty_basis = text(_("职责依据"))
    officer = models.ForeignKey(**PERSON, verbose_name=_("承办人"))
    investigators = rows(_("调查人员"))
    scope = text(_("调查范围"))
    plan_text = text(_("调查方案"))
    records = rows(_("调查记录"))
    fact_text = text(_("认定的事实"))
    evidence_list = text(_("证据目录"))
    basis = text(_("拟适用的依据"))
    intended_form = word(_("拟采用的方式"), choices.Form)
    suspicion = text(_("涉嫌违纪违法的情况"))
    hearing = details(_("听证申请"))
    severity = word(_("情节"), choices.Severity)
    responsibility = word(_("责任"), choices.Responsibility)
    loss = text(_("损失和影响"))
    mitigation = rows(_("从轻、减轻情形"))
    aggravation = rows(_("从重情形"))
    selfish = models.BooleanField(_("存在谋取私利等底线问题"), default=False)
    immunity_check = details(_("容错核对"))
    dissent_check = details(_("保留意见核对"))
    comparables = details(_("同类事项"))
    proposal = details(_("拟处理意见"))
    committee = details(_("县委批准"))
    form = word(_("处理方式"), choices.Form)
    effect_months = models.PositiveSmallIntegerField(_("影响期（月）"), default=0)
    effect_until = models.DateField(_("影响期截止"), null=True)
    publicity_scope = word(_("告知范围"), choices.Scope)
    decided_on = models.DateField(_("决定日期"), null=True)
    vote_result = details(_("表决结果"))
    exempted = details(_("不予问责的结论"))
    begun = details(_("执行事项"))
    self_criticism = text(_("书面检讨"))
    talk = details(_("回访谈话"))
    appeal = details(_("申诉"))
    appeal_text = text(_("申诉理由"))
    stayed = details(_("停止执行"))
    panel = rows(_("复核组"))
    finding = details(_("复核意见"))
    outcome = details(_("申诉决定"))
    legal_opinion = text(_("合规审核意见"))
    correction = details(_("纠正"))

    class Meta:
        verbose_name = verbose_name_plural = _("责任追究")

    def opening(self, step):
        opening.check(self, step)

    def named(self, role):
        return parts.named(self, role)

    def about(self):
        return (self.respondent_id,) if self.respondent_id else ()

    def must_sit(self):
        return parts.members(self)

    def conflicted(self):
        return parts.kept_out(self)

    def spares(self, role):
        """A review panel has nothing to do before it is formed."""
        return self.stage == Stage.APPEAL and role == "appeal_officer" and not self.panel

    def after_term(self, move):
        return _now("逾期申诉的，请写明正当理由。")

    def summary(self):
        return labels.summary(self)

    @transition("stage", source=Stage.PROPOSED, target=Stage.OPENED)
    def approve_open(self, officer, investigators):
        self.officer_id = getattr(officer, "pk", officer)
        self.investigators = [getattr(one, "pk", one) for one in investigators]

    @transition("stage", source=Stage.PROPOSED, target=Stage.NOT_OPENED)
    def refuse(self): ...

    @transition("stage", source=Stage.PROPOSED, target=Stage.WITHDRAWN)
    def withdraw_proposal(self): ...

    @transition("stage", source=Stage.OPENED, target=Stage.INVESTIGATING)
    def make_plan(self, scope, plan_text):
        self.scope, self.plan_text = scope.strip(), plan_text.strip()

    @transition("stage", source=Stage.INVESTIGATING, target=Stage.TRANSFERRED)
    def refer(self): ...

    @transition("stage", source=Stage.INVESTIGATING, target=Stage.FACTS_SHOWN)
    def show_facts(self): ...

    @transition("stage", source=Stage.FACTS_SHOWN, target=Stage.INVESTIGATING)
    def re_investigate(self): ...

    @transition("stage", source=Stage.FACTS_SHOWN, target=Stage.WEIGHING)
    def close_defence(self): ...

    @transition("stage", source=Stage.WEIGHING, target=Stage.INVESTIGATING)
    def investigate_anew(self): ...

    @transition("stage", source=Stage.WEIGHING, target=Stage.NO_LIABILITY)
    def exempt(self): ...

    @transition("stage", source=Stage.WEIGHING, target=Stage.DECIDED)
    def decide(self): ...

    @transition("stage", source=Stage.DECIDED, target=Stage.SERVED)
    def serve(self): ...

    @transition("stage", source=Stage.SERVED, target=Stage.EXECUTING)
    def begin_execution(self, criticism_due, tasks, rectify=""):
        self.begun = {"criticism_due": criticism_due.isoformat(), "tasks": tasks.strip(), "rectify": rectify.strip()}

    @transition("stage", source=[Stage.SERVED, Stage.EXECUTING, Stage.EFFECTIVE], target=Stage.APPEAL)
    def file_appeal(self, text, late_reason="", note=""):
        self.appeal_text = text.strip()
        self.appeal = {"from": self.step.came_from, "late": late_reason.strip(), "note": note.strip()}

    @transition("stage", source=Stage.APPEAL, target=Stage.EXECUTING)
    def uphold(self): ...

    @transition("stage", source=Stage.APPEAL, target=Stage.CORRECTED)
    def revoke(self): ...

    @transition("stage", source=Stage.EXECUTING, target=Stage.EFFECTIVE)
    def complete_execution(self): ...

    @transition("stage", source=Stage.EFFECTIVE, target=Stage.ENDED)
    def expire(self): ...

    @transition("stage", source=Stage.EFFECTIVE, target=Stage.CORRECTED)
    def correct_own_motion(self, fault, error):
        self.correction = {"fault": fault, "error": error.strip()}
