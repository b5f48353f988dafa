"""A consultation (重点工作会诊): its fields and its moves, the sealed opinions, who said that they come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django_fsm import transition

from people.models import Unit
from processes.consultation import intake, labels, parts, projects, proofs, table
from processes.consultation.choices import Trigger
from processes.consultation.forms import FORMS
from processes.consultation.stages import ENDS, FACTS, Stage
from workflows.declare import Process
from workflows.models import Case

PERSON = {
    "to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "null": True, "related_name": "+", "db_index": False,
}  # fmt: skip


def text(label, **more):
    return models.TextField(label, blank=True, default="", **more)


def rows():
    """Without a label: the history does not spell out codes, the page shows the table."""
    return models.JSONField(default=list, blank=True)


class Consultation(Case):
    """One piece of key work with a problem, from the request to its cure."""

    process = Process(
        code="consultation", label=gettext_noop("重点工作会诊"), series="诊", icon="stethoscope",
        ends={"terminate": "withdrawn"},
        readers=("supervision_office", "deputy_minister", "minister", "office"),
        starters=("clerk", "section_head", "unit_leader", "supervision_office"), retention="30y",
        owner="supervision_office",
        private=("symptoms", "evidence_note", "self_description", "escalation_report"),
        summary=gettext_noop("重点工作遇到或可能遇到问题时，请有关人员会诊，找准原因，定下对策，跟踪见效"),
    )  # fmt: skip
    Stage, facts, start, closed, forms = Stage, FACTS, Stage.REQUESTED, ENDS, FORMS
    editable = (
        "title", "symptoms", "evidence_note", "trigger", "work_ref", "urgency", "persons_discussed", "owner_unit",
    )  # fmt: skip

    work_ref = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", verbose_name=_("会诊的工作"))
    symptoms = text(_("症状"))
    evidence_note = text(_("依据和材料"))
    trigger = models.CharField(_("起因"), max_length=20, choices=Trigger.choices, default=Trigger.REQUEST)
    persons_discussed = models.BooleanField(_("会诊涉及具体个人"), default=False)
    chair = models.ForeignKey(**PERSON, verbose_name=_("主持人"))
    officer = models.ForeignKey(**PERSON, verbose_name=_("承办人"))
    gather_list = text(_("收集资料清单"))
    self_description = text(_("承办单位自述"))
    opinions_until = models.DateTimeField(_("意见截止"), null=True)
    revealed_at = models.DateTimeField(_("意见揭示"), null=True)
    causes = rows()
    measures = rows()
    dissent = rows()
    conclusion = text(_("会诊结论"))
    returned_times = models.PositiveSmallIntegerField(_("退回再会诊次数"), default=0)
    concluded_at = models.DateTimeField(_("首次形成意见"), null=True)
    metric_due = models.DateField(_("问效日期"), null=True)
    followups = rows()
    confirmations = rows()
    outcome_note = text(_("办结说明"))
    earlier_rounds = rows()
    new_facts = text(_("新的事实"))
    escalation_report = text(_("转报报告"))

    class Meta:
        verbose_name = verbose_name_plural = _("重点工作会诊")

    @property
    def rules(self):
        """An urgent consultation has shorter terms."""
        found = super().rules
        return found if self.urgency == "normal" else found.hurried

    @property
    def needs_vote(self):
        """Whether a measure touches money or staff of several units."""
        return bool(table.crossing(self.measures))

    @property
    def measures_reached(self):
        """Whether every measure taken reached its metric."""
        rows = table.taken(self.measures)
        return bool(rows) and all(row.get("reached") is True for row in rows)

    def idle(self, name, user):
        from processes.consultation import idle  # it reads rows that belong to this model

        return idle.idle(self, name, user)

    def named(self, role):
        return parts.named(self, role)

    def must_sit(self):
        return parts.members(self)

    def conflicted(self):
        return parts.interested(self)

    def stands_in(self, role, person):
        if role == "chair":
            self.chair_id = person.pk
        elif role == "case_officer":
            self.officer_id = person.pk

    def opening(self, step):
        intake.check(self, step)

    def summary(self):
        return labels.facts(self)

    def part_label(self, part):
        return proofs.part(part)

    @classmethod
    def gather(cls, cases):
        projects.gather(cases)

    def at_risk(self):
        """Why the light is yellow before its date, or ""."""
        return labels.risk(self)

    @transition("stage", source=Stage.REQUESTED, target=Stage.APPROVED)
    def approve(self, chair, officer, urgency="", persons_discussed=None):
        """Name who convenes and who prepares."""
        self.chair_id, self.officer_id = getattr(chair, "pk", chair), getattr(officer, "pk", officer)
        self.urgency = urgency or self.urgency
        self.persons_discussed = self.persons_discussed or bool(persons_discussed)
        intake.classify(self)

    @transition("stage", source=Stage.REQUESTED, target=Stage.DROPPED)
    def decline(self): ...

    @transition("stage", source=[Stage.REQUESTED, Stage.APPROVED, Stage.GATHERING], target=Stage.WITHDRAWN)
    def withdraw_request(self): ...

    @transition("stage", source=Stage.DROPPED, target=Stage.REQUESTED)
    def reopen_request(self, new_facts):
        self.new_facts = new_facts.strip()

    @transition("stage", source=Stage.APPROVED, target=Stage.GATHERING)
    def prepare(self, gather_list):
        self.gather_list = gather_list.strip()

    @transition("stage", source=Stage.GATHERING, target=Stage.SESSION)
    def convene(self, opinions_until, interests_checked=False):
        self.opinions_until, self.revealed_at = opinions_until, None
        self.round = self.round or 1

    @transition("stage", source=Stage.SESSION, target=Stage.GATHERING)
    def ask_more_info(self, items):
        self.gather_list, self.opinions_until = items.strip(), None

    @transition("stage", source=Stage.SESSION, target=Stage.OPINION)
    def conclude(self, conclusion, dissent_state, dissent=""):
        """`dissent_state`: "none", or "noted" with what the participants wrote or `dissent` says for them."""
        self.conclusion, self.concluded_at = conclusion.strip(), self.concluded_at or self.step.at
        if dissent.strip():
            self.dissent = [*self.dissent, {"name": "", "text": dissent.strip(), "round": self.round}]

    @transition("stage", source=Stage.OPINION, target=Stage.DECIDED)
    def decide(self, rulings, metric_due):
        """`rulings`: one dict per measure with ruling, reason, way and, if it is changed, the new cells."""
        names = dict(Unit.objects.values_list("pk", "name"))
        self.measures, self.metric_due = table.ruled(self.measures, rulings, names), metric_due

    @transition("stage", source=Stage.OPINION, target=Stage.SESSION)
    def send_back(self):
        self.returned_times += 1

    @transition("stage", source=Stage.DECIDED, target=Stage.FOLLOWING)
    def track(self): ...

    @transition("stage", source=Stage.FOLLOWING, target=Stage.CURED)
    def cure(self, outcome_note):
        self.outcome_note = outcome_note.strip()

    @transition("stage", source=Stage.FOLLOWING, target=Stage.SESSION)
    def relapse(self): ...

    @transition("stage", source=Stage.FOLLOWING, target=Stage.UNRESOLVED)
    def escalate_to_county(self, report, precheck=False, evidence=""):
        self.escalation_report = "\n".join(filter(None, (report.strip(), precheck and evidence.strip())))


class SealedOpinion(models.Model):
    """What one participant wrote. Nobody else reads it before `revealed_at`; `returned_at`: the session broke off."""

    case = models.ForeignKey(Consultation, models.PROTECT, related_name="sealed")
    sitting = models.ForeignKey("workflows.Sitting", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    group = models.CharField(max_length=40, blank=True)
    diagnosis = models.TextField()
    advice = models.TextField()
    originals = models.JSONField(null=True)  # as they were typed, before cleaning
    nonce = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)  # stands in the event, so that nothing can be changed before the reveal
    given_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "person"], name="consultation_one_opinion")]

    def __str__(self):
        return f"{self.pk}"  # never the words


class SeatReply(models.Model):
    """Whether somebody invited will come; of those without an account the officer notes it."""

    seat = models.OneToOneField("workflows.Seat", models.PROTECT, related_name="+")
    coming = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
