"""An inspection of a quarter or of a special matter: plan, field work, report, objection. The edges stand here."""

from django.db import models
from django.utils.translation import gettext as _
from django_fsm import transition

from people import roles
from people.models import User
from processes.inspection import doors, late, parts, stages, topics
from processes.inspection.choices import Mode
from processes.inspection.forms import FORMS
from processes.inspection.rows import (  # noqa: F401
    Dissent,
    Finding,
    GoodPractice,
    Interviewee,
    LateObjection,
    Member,
    Objection,
    ProposalRow,
    Target,
    Topic,
    Visit,
    VisitSignature,
)  # fmt: skip
from processes.inspection.stages import Stage
from processes.inspection.words import TARGET
from workflows import numbers
from workflows.ladder import HEAD
from workflows.models import Case


class Inspection(Case):
    process, Stage, facts, start = stages.PROCESS, Stage, stages.FACTS, Stage.PLANNED
    closed = frozenset({Stage.CLOSED, Stage.CANCELLED})
    forms = FORMS

    quarter = models.CharField(max_length=6)  # 2026Q4
    generated = models.BooleanField(default=False)  # by the quarter's clock
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.OPEN)
    county_wide = models.BooleanField(default=False)
    lead = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approver = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    content = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    methods = models.JSONField(default=list, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    days_per_unit = models.PositiveSmallIntegerField(default=3)
    overlap_reason = models.TextField(blank=True)
    field_ended_on = models.DateField(null=True)
    situation = models.TextField(blank=True)  # 现状
    problems = models.TextField(blank=True)  # 问题
    causes = models.TextField(blank=True)  # 原因
    suggestions = models.TextField(blank=True)  # 建议
    conclusion = models.TextField(blank=True)
    submissions = models.PositiveSmallIntegerField(default=0)  # how often the report was handed in
    handed_in_at = models.DateTimeField(null=True)  # the report, for the first time
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # the deputy minister, the report
    cleared_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)

    @property
    def masked(self):
        """Whether an inspected unit must not be known to anybody outside the team and its approvers yet."""
        return self.mode != Mode.OPEN and not self.issued_at

    def named(self, role):
        """Lead, team and approver are people of the case; heads are those of the inspected units."""
        return parts.named(self, role)

    def players(self, role):
        """The head of the unit that inspects is not one of those inspected: reminders ask for the one by name."""
        if role == HEAD:
            return [one.pk for one in roles.holders(roles.HEAD, unit=self.owner_unit)] if self.owner_unit_id else []
        return super().players(role)

    def spares(self, role):
        """The minister approves only what is county-wide; of several units all but the last answer by an act."""
        if role == "minister":
            return self.stage == Stage.PLAN_REVIEW and not self.county_wide
        return role == TARGET and self.stage == Stage.FINDINGS_OUT and self.targets.count() > 1

    def in_part(self, user):
        """Whether a reader sees only what concerns them: people of an inspected unit."""
        return parts.is_target(self, user)

    def idle(self, name, user):
        """A report is signed and cleared once; what came late is asked for after the term and decided when asked."""
        if name in late.MOVES:
            return late.idle(self, name)
        if name == "countersign_report":
            return not self.members.filter(person=user.pk, lead=False, signed_at=None).exists()
        return name == "clear_report" and bool(self.cleared_at)

    def after_term(self, move):
        """An objection that comes late has a way of its own."""
        return late.way_out() if move.name == "file_objection" else super().after_term(move)

    def pages(self):
        """The field work and the report have pages of their own."""
        return doors.of(self)

    def shows(self, user, part):
        """A unit sees what proves its own findings once they are served, and all that stands once the report is out."""
        return parts.shows(self, user, part)

    def part_label(self, part):
        """问题 3, 走访 2."""
        return parts.part_label(part)

    def at_risk(self):
        """Field work that should be over and is not; feedback that nobody has opened."""
        return parts.at_risk(self)

    def risk_from(self):
        """From when it will be, if nothing happens until then."""
        return parts.risk(self)[0]

    def about(self):
        """Heads of the units that have been told: nobody with a tie to them handles the case (F01)."""
        return parts.heads_of(parts.told_units(self))

    def opening(self, step):
        """An inspection gets its number at once; one that others must not know of is restricted from the start."""
        self.number = self.number or numbers.take(self.process.series, step.at)
        numbers.reserve(self.number)
        self.quarter = self.quarter or parts.quarter_of(step.at)
        parts.begin(self, step)
        if self.generated:
            topics.asked_by(self, step)
            step.after.append(lambda written: topics.take(self))

    def summary(self):
        """What everybody may read who sees the case; units, findings and team stand below, each for its readers."""
        rows = [
            (_("季度"), parts.quarter_words(self.quarter)), (_("方式"), self.get_mode_display()),
            (_("督查组长"), self.lead and self.lead.name),
            (_("实地督查"), parts.period(self)), (_("课题"), parts.topics_said(self)),
            (_("报告印发"), self.issued_at and self.issued_at.astimezone().strftime("%Y-%m-%d")),
        ]  # fmt: skip
        return [(label, value) for label, value in rows if value]

    @transition("stage", source=Stage.PLANNED, target=Stage.PLAN_REVIEW)
    def submit_plan(self, *, approver):
        """Put the plan before the deputy minister in charge."""
        self.approver_id = getattr(approver, "pk", approver)

    @transition("stage", source=Stage.PLAN_REVIEW, target=Stage.PLANNED)
    def send_back_plan(self): ...

    @transition("stage", source=Stage.PLAN_REVIEW, target=Stage.FIELDWORK)
    def approve_plan(self): ...

    @transition("stage", source=Stage.PLAN_REVIEW, target=Stage.CANCELLED)
    def cancel(self): ...

    @transition("stage", source=Stage.FIELDWORK, target=Stage.FINDINGS_OUT)
    def give_feedback(self): ...

    @transition("stage", source=Stage.FINDINGS_OUT, target=Stage.REPORT_DRAFT)
    def respond(self, *, overall="", answers=None):
        """What the unit says, to the feedback as a whole and to each finding; the effect appends it."""

    @transition("stage", source=Stage.REPORT_DRAFT, target=Stage.REPORT_REVIEW)
    def submit_report(self): ...

    @transition("stage", source=Stage.REPORT_REVIEW, target=Stage.REPORT_DRAFT)
    def send_back_report(self): ...

    @transition("stage", source=Stage.REPORT_REVIEW, target=Stage.ISSUED)
    def sign_report(self, *, conclusion="", numbers=None, titles=None):
        """The minister signs; what follows from the findings is done by effects.

        `numbers`, `titles`: finding → number and title of its rectification, where the form or paper gave them.
        """
        self.conclusion = conclusion

    @transition("stage", source=Stage.ISSUED, target=Stage.OBJECTION)
    def file_objection(self, *, points):
        """Findings objected to, each with its reasons: number → text."""

    @transition("stage", source=Stage.OBJECTION, target=Stage.ISSUED)
    def decide_objection(self, *, summary): ...

    @transition("stage", source=Stage.ISSUED, target=Stage.CLOSED)
    def archive(self): ...

    @transition("stage", source=Stage.ISSUED, target=Stage.ISSUED)
    @transition("stage", source=Stage.OBJECTION, target=Stage.OBJECTION)
    @transition("stage", source=Stage.CLOSED, target=Stage.ISSUED)
    def object_late(self, *, points, why):
        """Findings objected to after the term, and why it comes late; an archived case waits for the decision."""

    @transition("stage", source=[Stage.ISSUED, Stage.OBJECTION], target=Stage.OBJECTION)
    def admit_late(self, *, asked): ...

    @transition("stage", source=Stage.ISSUED, target=Stage.ISSUED)
    @transition("stage", source=Stage.OBJECTION, target=Stage.OBJECTION)
    def refuse_late(self, *, asked): ...
