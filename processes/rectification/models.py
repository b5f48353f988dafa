"""One problem being put right: the finding it answers, the plan, the check and what was struck off."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import transition

from people import roles
from processes.rectification import extending, guards, labels, remedies, stages
from processes.rectification.choices import Severity, Way, severity
from processes.rectification.forms import FORMS
from processes.rectification.stages import Stage
from workflows import due, extensions, numbers, papers
from workflows.errors import Refused
from workflows.models import Case

PERSON = settings.AUTH_USER_MODEL
OPEN = [stage for stage in Stage if stage not in (Stage.CLOSED, Stage.REVOKED)]
JUDGED = (Stage.SUBMITTED, Stage.CHECKING, Stage.CANCELLED_NO)  # stages in which others judge the work


def person(**kwargs):
    return models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", **kwargs)


class Rectification(Case):
    process, Stage, facts, start = stages.PROCESS, Stage, stages.FACTS, Stage.ASSIGNED
    closed = frozenset({Stage.CLOSED, Stage.REVOKED})
    forms = FORMS

    finding = models.JSONField(default=dict)  # as the inspection handed it over
    severity = models.CharField(max_length=8, choices=Severity.choices, default=Severity.MINOR)
    due_on = models.DateField(null=True)  # the day that counts for "in time"
    again_by = models.DateField(null=True)  # after a check that was not passed
    extended = models.BooleanField(default=False)
    responsible = person()
    measures = models.JSONField(default=list)  # {"text", "owner", "due", "done", "note"}
    returned = models.PositiveSmallIntegerField(default=0)
    root_cause = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = person()
    verifier = person()
    way = models.CharField(max_length=8, choices=Way.choices, blank=True)
    checked_what = models.CharField(max_length=200, blank=True)
    check_record = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True)
    recommended = models.BooleanField(default=False)
    gaps = models.JSONField(default=list)
    rounds = models.JSONField(default=list)  # what earlier checks found; never changed
    round_since = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    rebounds = models.PositiveSmallIntegerField(default=0)
    struck_at = models.DateTimeField(null=True)
    struck_by = person()
    in_time = models.BooleanField(null=True)
    re_check_at = models.DateField(null=True)
    recheck_record = models.TextField(blank=True)
    decision = models.CharField(max_length=200, blank=True)  # on the objection
    held_since = models.DateTimeField(null=True)  # it waits for the review of an objection
    held_why = models.CharField(max_length=200, blank=True)

    def owners(self):
        """Ids of those whose work is judged: the unit's head, who answers for it, who owns a measure, who applied."""
        heads = roles.holders(roles.HEAD, self.owner_unit) if self.owner_unit_id else []
        named = [self.responsible_id, self.applied_by_id, *remedies.owners(self.measures)]
        return {pk for pk in (*named, *(head.pk for head in heads)) if pk}

    def about(self):
        """Nobody judges their own work, nor that of somebody they are tied to (F01)."""
        return self.owners() if self.stage in JUDGED else ()

    def named(self, role):
        """Once a check has begun, the inspector is the one who checks."""
        if role == stages.INSPECTOR and self.verifier_id and self.stage in (Stage.CHECKING, Stage.CANCELLED_NO):
            return [self.verifier_id]
        return {stages.OWNER: remedies.owners(self.measures), stages.UNIT: sorted(self.owners())}.get(role)

    @property
    def approver(self):
        """The role that strikes it off."""
        return stages.MINISTER if self.severity == Severity.GRAVE else stages.DEPUTY

    def spares(self, role):
        """Who approves has nothing to do before the check is done."""
        return self.stage == Stage.CHECKING and role in (stages.DEPUTY, stages.MINISTER)

    def at_risk(self):
        """Why the light is yellow before its time, or ""."""
        return labels.at_risk(self)

    def opening(self, step):
        """A number for each problem, and no second case for the same finding."""
        self.severity = severity(self.severity)
        if self.severity not in Severity.values or not self.finding.get("fact"):
            raise Refused(_("整改没有交办：问题事实或严重程度不完整。请在督查事项中补充后再交办。"))
        if self.standing():
            raise Refused(_("整改没有交办：这个问题已经交办过。请在已有的整改事项中办理。"))
        self.number = self.number or numbers.take(self.process.series, step.at)
        numbers.reserve(self.number)
        self.due_on = self.due_on or due.of_term(stages.FIRST, step.at).due.date()
        papers.issue(self, step, "rectification.notice")

    def standing(self):
        """Another case for the same finding that was not withdrawn."""
        uid, one = self.finding.get("uid"), self.finding.get("id")
        same = Rectification.objects.filter(finding__uid=uid, finding__id=one).exclude(stage=Stage.REVOKED)
        return bool(uid and one) and same.exists()

    def summary(self):
        """What the case page shows first."""
        return labels.facts(self)

    def idle(self, name, user):
        """What has been done, or cannot be done again, is not offered."""
        return {
            "finish_remedy": not remedies.left(self.measures),
            "extend_rectification": self.extended or bool(extensions.pending(self)),
            "recommend_strike_off": self.recommended, "appoint_verifier": self.recommended,
        }.get(name, False)  # fmt: skip

    def extension_barred(self):
        """More time once, and not while it waits for a review."""
        return extending.barred(self)

    def extension_limit(self):
        """As long again as the first term."""
        return guards.longest_extension(self)

    def was_extended(self, step, day):
        """The day of the rectification is a date of its own."""
        extending.moved(self, step, day)
        step.tell("rectification.extended", self.players(stages.SUPERVISION), reason=step.reason[:200])

    def part_label(self, part):
        """Evidence of a round, of a check, of the re-check."""
        return labels.part(part)

    @property
    def last_day(self):
        """The day by which the unit must apply now."""
        return max(filter(None, (self.due_on, self.again_by)), default=None)

    @transition("stage", source=Stage.ASSIGNED, target=Stage.ACCEPTED)
    def sign_for(self): ...

    @transition("stage", source=OPEN, target=Stage.REVOKED)
    def withdraw_item(self, *, decision):
        """The finding fell on objection."""
        self.decision = decision

    @transition("stage", source=Stage.ACCEPTED, target=Stage.PLANNING)
    def hand_in_plan(self, *, measures, responsible):
        """Say what is done, by whom and until when."""
        self.measures = [remedies.made(row) for row in measures]
        self.responsible_id = getattr(responsible, "pk", responsible)

    @transition("stage", source=Stage.PLANNING, target=Stage.EXECUTING)
    def approve_plan(self):
        """The work begins."""
        self.round_since = self.step.at

    @transition("stage", source=Stage.PLANNING, target=Stage.ACCEPTED)
    def send_back(self):
        """The unit makes another plan."""
        self.returned += 1

    @transition("stage", source=Stage.EXECUTING, target=Stage.SUBMITTED)
    def apply_strike_off(self, *, root_cause, outcome, evidence=()):
        """Say why it happened and what is better now; the effect takes the evidence in."""
        self.root_cause, self.outcome = root_cause.strip(), outcome.strip()
        self.applied_at, self.applied_by_id = self.step.at, self.step.actor.pk

    @transition("stage", source=Stage.SUBMITTED, target=Stage.CHECKING)
    def start_check(self, *, way, checked_what):
        """Say how it is checked; who does it is the verifier."""
        self.way, self.checked_what = way, checked_what.strip()
        self.check_record, self.recommended, self.gaps, self.checked_at = "", False, [], None

    @transition("stage", source=Stage.CHECKING, target=Stage.EXECUTING)
    def fail_check(self, *, gaps, record="", again_by=None):
        """Something is missing; the unit gets a day for it."""
        self.gaps, self.check_record = [gap.strip() for gap in gaps if gap.strip()], record.strip()
        self.checked_at = self.step.at
        self.again_by = again_by or due.of_term(stages.AGAIN, self.step.at).due.date()

    @transition("stage", source=Stage.CHECKING, target=Stage.CANCELLED_NO)
    def approve_strike_off(self, *, opinion=""):
        """Strike the number off; it is looked at again when the term of the stage is over."""
        self.step.opinion = opinion.strip()
        self.struck_at, self.struck_by_id = self.step.at, self.step.actor.pk
        self.in_time = timezone.localdate(self.applied_at) <= self.due_on
        self.re_check_at = due.of_term(stages.RECHECK, self.step.at).due.date()

    @transition("stage", source=Stage.CANCELLED_NO, target=Stage.CLOSED)
    def pass_recheck(self, *, record, evidence=()):
        """It has held."""
        self.recheck_record = record.strip()

    @transition("stage", source=Stage.CANCELLED_NO, target=Stage.EXECUTING)
    def record_rebound(self):
        """It came back: the same number is open again, with a new term."""
        self.due_on, self.again_by = due.of_term(stages.FIRST, self.step.at).due.date(), None
        self.struck_at = self.struck_by_id = self.in_time = self.re_check_at = None
        self.extended = False
