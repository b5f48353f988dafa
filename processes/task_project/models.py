"""A project broken down into tasks with weights, owners and dates, and its monthly ledger."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django_fsm import transition

from people import roles
from processes.task_project import stages, tree
from processes.task_project.forms import FORMS
from processes.task_project.stages import Stage
from workflows import clock, numbers
from workflows.models import Case

EDITABLE = ("title", "source", "metric", "target", "due_on", "responsible", "coop", "budget", "pilot", "milestones")


class Source(models.TextChoices):
    """Where a project comes from; the word of the clause is the code."""

    ANNUAL = "年度要点", N_("年度要点")
    HEARING = "听证通过", N_("听证通过")
    CONSULTATION = "会诊对策", N_("会诊对策")
    MEETING = "会议议定", N_("会议议定")
    SUGGESTION = "建议采纳", N_("建议采纳")
    LEADER = "领导批示", N_("领导批示")


class TaskProject(Case):
    process, Stage, facts, start = stages.PROCESS, Stage, stages.FACTS, Stage.DRAFTED
    closed = frozenset({Stage.DONE, Stage.TERMINATED, Stage.RETURNED})
    editable, forms = EDITABLE, FORMS

    source = models.CharField(max_length=12, choices=Source.choices, blank=True)
    metric = models.TextField(blank=True)
    target = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    coop = models.CharField(max_length=200, blank=True)
    milestones = models.JSONField(default=list, blank=True)
    pilot = models.BooleanField(default=False)
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    contested = models.TextField(blank=True)
    arbitration = models.CharField(max_length=10, blank=True)  # upheld | rejected
    wbs = models.JSONField(default=list, blank=True)
    baseline = models.JSONField(default=dict, blank=True)  # the plan as first accepted
    progress = models.PositiveSmallIntegerField(default=0)
    changes = models.PositiveSmallIntegerField(default=0)
    suspended_on = models.DateField(null=True)
    resume_on = models.DateField(null=True)
    group = models.JSONField(default=list, blank=True)  # ids of the acceptance group
    gaps = models.JSONField(default=list, blank=True)
    reached = models.BooleanField(null=True)
    deviation = models.TextField(blank=True)
    report = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    immunity = models.TextField(blank=True)

    @property
    def is_innovation(self):
        """Whether the executive meeting must vote before it may end early."""
        return self.pilot or self.source == Source.HEARING

    @property
    def is_behind(self):
        """Whether less is reported than the plan says for today."""
        return self.stage == Stage.RUNNING and self.progress < tree.planned_weight(self.wbs, clock.today())

    def named(self, role):
        """The clerk is a clerk of the lead unit; a unit without one is reported on by its head."""
        if role == "clerk":
            found = roles.holders("clerk", self.owner_unit) or roles.holders("section_head", self.owner_unit)
            return [person.pk for person in found] if self.owner_unit_id else []
        return {"leaf_owner": tree.owners(self.wbs), "acceptor": self.group}.get(role)

    def spares(self, role):
        """The clerk's monthly work is given out by an effect, due at the end of each month."""
        return self.stage == Stage.RUNNING and role == stages.CLERK

    def opening(self, step):
        """An imported number is never given again."""
        if self.number:
            numbers.reserve(self.number)

    def summary(self):
        """What the case page shows first."""
        plan = [(leaf["title"], _("完成") if leaf.get("done") else leaf["due"]) for leaf in tree.leaves(self.wbs)]
        rows = [
            (_("来源"), _(self.source)), (_("牵头单位"), self.owner_unit), (_("指标"), self.metric),
            (_("完成期限"), self.due_on), (_("配合单位"), self.coop), (_("进度"), f"{self.progress}%"),
            (_("变更次数"), self.changes or ""), *plan,
        ]  # fmt: skip
        return [(label, value) for label, value in rows if value]

    @transition("stage", source=Stage.DRAFTED, target=Stage.ASSIGNED)
    def register(self, *, source="", lead=None, metric="", due_on=None):
        """Enter it into the ledger and give it to the lead unit; what was said before stays unless said anew."""
        self.source, self.metric = source or self.source, metric or self.metric
        self.due_on = due_on or self.due_on
        self.owner_unit_id = getattr(lead, "pk", lead) or self.owner_unit_id

    @transition("stage", source=Stage.ASSIGNED, target=Stage.ACCEPTED)
    def sign_for(self): ...

    @transition("stage", source=Stage.ASSIGNED, target=Stage.RETURNED)
    def dispute(self): ...

    @transition("stage", source=Stage.ACCEPTED, target=Stage.RUNNING)
    def make_plan(self, *, wbs, milestones=None):
        """Break it down to people and dates."""
        self.wbs, self.milestones = wbs, milestones or self.milestones

    @transition("stage", source=Stage.RUNNING, target=Stage.RUNNING)
    def report_month(self, *, month, progress, done, problem="", next="", evidence=""):  # noqa: A002
        """The month in one line; the effect writes it."""
        self.progress = progress

    @transition("stage", source=Stage.RUNNING, target=Stage.RUNNING)
    def change_plan(self, *, due_on=None, metric="", lead=None, wbs=None):
        """Another date, metric, lead unit or breakdown; the baseline stays, and what is done stays done."""
        self.owner_unit_id = getattr(lead, "pk", lead) or self.owner_unit_id
        self.due_on, self.metric = due_on or self.due_on, metric or self.metric
        self.wbs = tree.keeping(wbs, self.wbs) if wbs else self.wbs

    @transition("stage", source=Stage.RUNNING, target=Stage.SUSPENDED)
    def suspend_task(self, *, resume_on):
        """Stand still until a day."""
        self.resume_on, self.suspended_on = resume_on, self.step.at.date()

    @transition("stage", source=Stage.SUSPENDED, target=Stage.RUNNING)
    def resume_task(self): ...

    @transition("stage", source=Stage.RUNNING, target=Stage.COMPLETION)
    def apply_completion(self): ...

    @transition("stage", source=Stage.COMPLETION, target=Stage.ACCEPTANCE)
    def start_acceptance(self, *, group):
        """Name the acceptance group."""
        self.group = [getattr(person, "pk", person) for person in group]

    @transition("stage", source=Stage.ACCEPTANCE, target=Stage.RUNNING)
    def fail_acceptance(self, *, gaps):
        """What is missing goes back to the lead unit."""
        self.gaps = [gap.strip() for gap in gaps if gap.strip()]

    @transition("stage", source=Stage.ACCEPTANCE, target=Stage.DONE)
    def accept_result(self, *, report, reached=False, deviation=""):
        """The metric is reached, or its deviation is explained."""
        self.report, self.reached, self.deviation = report, reached, deviation

    @transition("stage", source=Stage.RUNNING, target=Stage.TERMINATED)
    def terminate_task(self, *, lessons, immunity):
        """End it early; what was learnt is kept."""
        self.lessons, self.immunity = lessons, immunity


class MonthEntry(models.Model):
    """One line of the monthly ledger. It is added and never changed."""

    case = models.ForeignKey(TaskProject, models.PROTECT, related_name="entries")
    month = models.CharField(max_length=7)  # 2026-10
    progress = models.PositiveSmallIntegerField()
    done = models.TextField(max_length=1500)
    problem = models.TextField(max_length=1500, blank=True)
    next = models.TextField(max_length=1500, blank=True)
    evidence = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "month"], name="%(app_label)s_one_entry")]
        ordering = ["month"]
