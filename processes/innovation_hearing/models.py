"""A proposal for an innovative work (创新性工作): its fields and its moves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django_fsm import transition

from processes.innovation_hearing import labels, parts
from processes.innovation_hearing.choices import Decision, Level
from processes.innovation_hearing.forms import FORMS
from processes.innovation_hearing.stages import ENDS, FACTS, Stage
from workflows.declare import Process
from workflows.models import Case

PERSON = {
    "to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "null": True, "related_name": "+", "db_index": False,
}  # fmt: skip


def text(label, **more):
    return models.TextField(label, blank=True, default="", **more)


def rows(label):
    return models.JSONField(label, default=list, blank=True)


class InnovationHearing(Case):
    """One innovative work from its draft through hearing and vote into the year plan, or not."""

    process = Process(
        code="innovation_hearing", label=gettext_noop("创新性工作听证审定"), series="创", icon="bulb",
        ends={"terminate": "withdrawn"},
        readers=("office", "supervision_office", "deputy_minister", "minister", "exec_secretary"),
        starters=("section_head", "clerk"), retention="permanent", owner="office",
        summary=gettext_noop("创新性工作经听证、采纳意见、合规审核和部务会表决，列入年度要点"),
    )  # fmt: skip
    Stage, facts, start, closed, forms = Stage, FACTS, Stage.DRAFT, ENDS, FORMS
    editable = (
        "title", "plan_year", "background", "innovation_points", "plan", "milestones", "coop_units", "budget",
        "expected_result", "risk_list", "legal_basis", "legal_risk_note", "exploratory", "stakeholders",
        "hearing_level",
    )  # fmt: skip

    background = text(_("背景与问题"))
    innovation_points = text(_("创新点"))
    plan = text(_("实施方案"))
    milestones = rows(_("里程碑"))
    coop_units = rows(_("配合单位"))
    budget = models.DecimalField(_("经费（元）"), max_digits=9, decimal_places=2, default=0)
    expected_result = text(_("预期成果"))
    risk_list = rows(_("风险与措施"))
    legal_basis = text(_("依据"))
    legal_risk_note = text(_("法律风险说明"))
    exploratory = models.BooleanField(_("没有上位规定的探索性做法"), default=False)
    stakeholders = text(_("涉及的人和单位"))
    hearing_level = models.CharField(_("听证层次"), max_length=12, choices=Level.choices, blank=True, default="")
    chair = models.ForeignKey(**PERSON, verbose_name=_("主持人"))
    submitter = models.ForeignKey(**PERSON, verbose_name=_("呈报人"))
    returns = models.PositiveSmallIntegerField(_("退回次数"), default=0)
    papers_since = models.DateTimeField(_("材料定稿时间"), null=True)
    twins = rows(_("可能重复的项目"))
    compliance_opinion = text(_("合规审核意见"))
    reviewer = models.ForeignKey(**PERSON, verbose_name=_("合规审核人"))
    vote_result = models.JSONField(_("表决结果"), default=dict, blank=True)
    plan_year = models.PositiveSmallIntegerField(_("计划年度"), default=0)
    late = models.JSONField(_("迟报申请"), default=dict, blank=True)
    decision = models.CharField(_("决定"), max_length=12, choices=Decision.choices, blank=True, default="")
    resubmit_date = models.DateField(_("再报日期"), null=True)
    more_time = models.JSONField(_("延期申请"), default=dict, blank=True)
    reminded_at = models.DateTimeField(_("提醒再报时间"), null=True)
    corrections = text(_("补正情况"))
    new_facts = text(_("复议的新事实"))
    reconsidered = models.BooleanField(_("已复议"), default=False)
    publicity_scope = models.CharField(_("公示范围"), max_length=200, blank=True, default="")
    objections = rows(_("公示异议"))
    pilot_scope = text(_("试点范围"))
    pilot_until = models.DateField(_("试点截止"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("创新性工作听证审定")

    def opening(self, step):
        self.plan_year = self.plan_year or step.at.year + 1

    def named(self, role):
        if role != "chair":
            return None
        return [self.chair_id] if self.chair_id else []

    def stands_in(self, role, person):
        if role == "chair":
            self.chair_id = person.pk

    def must_sit(self):
        return parts.members(self)

    def conflicted(self):
        return parts.kept_out(self)

    def served_since(self):
        """Materials of a hearing stay served when it is continued; those of a vote are served for each vote."""
        return self.papers_since if self.stage == Stage.HEARING_PLAN and self.papers_since else self.stage_since

    def summary(self):
        return labels.facts(self)

    @transition("stage", source=Stage.DRAFT, target=Stage.SUBMITTED)
    def submit(self):
        self.submitter_id = self.step.actor.pk

    @transition("stage", source=Stage.SUBMITTED, target=Stage.PRECHECK)
    def accept(self): ...

    @transition("stage", source=Stage.SUBMITTED, target=Stage.WITHDRAWN)
    def withdraw_proposal(self): ...

    @transition("stage", source=Stage.PRECHECK, target=Stage.DRAFT)
    def send_back(self, items):
        self.returns += 1
        self.step.fields["items"] = items

    @transition("stage", source=Stage.PRECHECK, target=Stage.HEARING_PLAN)
    def pass_precheck(self, chair, chair_declared):
        self.chair_id = getattr(chair, "pk", chair)

    @transition("stage", source=Stage.HEARING_PLAN, target=Stage.HEARING)
    def open_hearing(self): ...

    @transition("stage", source=Stage.HEARING_PLAN, target=Stage.HEARING_PLAN)
    def reschedule(self, starts_at, place=""):
        """The effect moves the sitting."""

    @transition("stage", source=Stage.HEARING, target=Stage.SYNTHESIS)
    def close_hearing(self): ...

    @transition("stage", source=Stage.HEARING, target=Stage.HEARING_PLAN)
    def adjourn(self): ...

    @transition("stage", source=Stage.SYNTHESIS, target=Stage.COMPLIANCE)
    def submit_synthesis(self): ...

    @transition("stage", source=Stage.COMPLIANCE, target=Stage.SYNTHESIS)
    def send_back_synthesis(self): ...

    @transition("stage", source=Stage.COMPLIANCE, target=Stage.EXEC_VOTE)
    def confirm_compliance(self, opinion, exploratory=False):
        self.compliance_opinion, self.reviewer_id = opinion, self.step.actor.pk
        self.exploratory = self.exploratory or exploratory

    @transition("stage", source=Stage.EXEC_VOTE, target=Stage.PUBLICITY)
    def vote_pass(self, publicity_scope):
        self.publicity_scope = publicity_scope

    @transition("stage", source=Stage.EXEC_VOTE, target=Stage.DEFERRED)
    def vote_defer(self, resubmit_date):
        self.decision, self.resubmit_date, self.more_time = Decision.DEFERRED, resubmit_date, {}

    @transition("stage", source=Stage.EXEC_VOTE, target=Stage.REJECTED)
    def vote_reject(self):
        self.decision = Decision.REJECTED

    @transition("stage", source=Stage.REJECTED, target=Stage.EXEC_VOTE)
    def ask_reconsideration(self, new_facts):
        self.new_facts, self.reconsidered = new_facts, True

    @transition("stage", source=Stage.DEFERRED, target=Stage.SYNTHESIS)
    def resubmit(self, corrections):
        self.corrections = corrections

    @transition("stage", source=Stage.DEFERRED, target=Stage.REJECTED)
    def lapse(self):
        self.decision = Decision.REJECTED

    @transition("stage", source=Stage.PUBLICITY, target=Stage.APPROVED)
    def confirm(self):
        self.decision = Decision.LISTED

    @transition("stage", source=Stage.PUBLICITY, target=Stage.PILOT)
    def confirm_pilot(self, pilot_scope, pilot_until):
        self.decision, self.pilot_scope, self.pilot_until = Decision.PILOT, pilot_scope, pilot_until

    @transition("stage", source=Stage.PUBLICITY, target=Stage.EXEC_VOTE)
    def uphold_objection(self): ...
