"""A project broken down into tasks with weights, owners and dates: its fields and the edges it moves along."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django_fsm import transition

from processes.task_project import parts, stages, tree
from processes.task_project.books import MonthCorrection, MonthEntry, MonthLock  # noqa: F401  found here by Django
from processes.task_project.forms import FORMS
from processes.task_project.stages import Stage
from workflows import clock, numbers
from workflows.models import Case

RETURNED_OFTEN = 2  # from here on a project is at risk until it ends
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
    paused = frozenset({Stage.SUSPENDED})  # the clock stands still: a grey light
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
    change_log = models.JSONField(default=list, blank=True)  # rows of {at, by, reason, what}
    review_open = models.BooleanField(default=False)  # the deputy is asked whether the plan still holds
    vote_asked = models.BooleanField(default=False)  # the executive meeting is asked about an early end
    proposal = models.JSONField(default=dict, blank=True)  # whether to consult: {state, why, at, …}
    pauses = models.JSONField(default=list, blank=True)  # rows of [from, until]
    suspended_on = models.DateField(null=True)
    resume_on = models.DateField(null=True)
    group = models.JSONField(default=list, blank=True)  # ids of the acceptance group
    gaps = models.JSONField(default=list, blank=True)
    returned = models.PositiveSmallIntegerField(default=0)  # times that an acceptance was not passed
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
    def planned(self):
        """What the plan says should be done by now, of 100."""
        return tree.planned_weight(self.wbs, clock.today())

    @property
    def is_behind(self):
        """Whether less is reported than the plan says for today."""
        return self.stage == Stage.RUNNING and self.progress < self.planned

    def at_risk(self):
        """Why the project may not be done in time, or ""."""
        if self.stage == Stage.RUNNING and self.gaps:
            return _("验收未通过，还有 %d 条差距没有补齐。") % len(self.gaps)
        if not self.is_closed and self.returned >= RETURNED_OFTEN:
            return _("验收已退回 %d 次。") % self.returned
        if self.is_behind:
            return _("进度 %(now)d%%，按计划应为 %(plan)d%%。") % {"now": self.progress, "plan": self.planned}
        return ""

    def idle(self, name, user):
        """What makes no sense now is not offered."""
        return parts.idle(self, name)

    def part_label(self, part):
        """A month of the ledger or a task, as people call it."""
        return parts.part_label(self, part) or super().part_label(part)

    def risk_from(self):
        """From when it will be at risk if nothing more is done: the day after the plan asks for more than there is."""
        return parts.falls_behind(self) if self.stage == Stage.RUNNING else None

    def named(self, role):
        """Who plays a role that this case states itself; None for a post."""
        return parts.named(self, role)

    def conflicted(self):
        """Who owns a task or works in the lead unit does not accept it (F01)."""
        return parts.interested(self) if self.stage == Stage.ACCEPTANCE else {}

    def must_sit(self):
        """An early end is voted on by the whole executive meeting; an acceptance group is chosen."""
        return self.players("exec_member") if self.stage == Stage.RUNNING else None

    def spares(self, role):
        """The clerk's month and the day of going on have dates of their own; effects give them out."""
        return (self.stage, role) in ((Stage.RUNNING, stages.CLERK), (Stage.SUSPENDED, "minister"))

    def opening(self, step):
        """An imported number is never given again."""
        if self.number:
            numbers.reserve(self.number)

    def summary(self):
        """What the case page shows first."""
        return parts.facts(self)

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
    def report_month(self, *, month, progress, done, problem="", next="", evidence="", uploads=()):  # noqa: A002
        """The month in one line; the effect writes it."""

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
    def start_acceptance(self, *, group, starts_at, place):
        """Name the acceptance group, and when and where it sits."""
        self.group = [getattr(person, "pk", person) for person in group]

    @transition("stage", source=Stage.ACCEPTANCE, target=Stage.RUNNING)
    def fail_acceptance(self, *, gaps):
        """What is missing goes back to the lead unit."""
        self.gaps = [gap.strip() for gap in gaps if gap.strip()]
        self.returned += 1

    @transition("stage", source=Stage.ACCEPTANCE, target=Stage.DONE)
    def accept_result(self, *, report, reached=False, deviation=""):
        """The metric is reached, or its deviation is explained."""
        self.report, self.reached, self.deviation, self.gaps = report, reached, deviation, []

    @transition("stage", source=Stage.RUNNING, target=Stage.TERMINATED)
    def terminate_task(self, *, lessons, immunity):
        """End it early; what was learnt is kept."""
        self.lessons, self.immunity = lessons, immunity
