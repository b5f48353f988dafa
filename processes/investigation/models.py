"""An investigation (调查核实): its fields and its moves. Who reported stands in none of them: that is sealed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django_fsm import transition

from processes.investigation import idle, labels, opening, parts
from processes.investigation.choices import Disposition, Jurisdiction, Reporter, Source
from processes.investigation.forms import FORMS
from processes.investigation.stages import ENDS, FACTS, Stage
from workflows.declare import Process
from workflows.models import Case

PRIVATE = (
    "title", "allegations", "respondents", "plan", "interviews", "items", "statements", "widened", "conclusion",
    "supplements", "proposal", "reply_to_reporter", "result", "feedback", "objection", "objection_answer", "new_clue",
    "taken_back", "clarified", "sent_to",
)  # fmt: skip


def text(label):
    return models.TextField(label, blank=True, default="")


def rows(label):
    return models.JSONField(label, default=list, blank=True)


def word(label, choices, length=12):
    return models.CharField(label, max_length=length, choices=choices, blank=True, default="")


class Investigation(Case):
    """One clue from its receipt to what was told about it to both sides, each apart."""

    process = Process(
        code="investigation", label=gettext_noop("调查核实"), series="核", icon="zoom-check",
        starters=("intake_reader",), private=PRIVATE, classification="restricted", retention="30y",
        owner="section_head", confined=("respondent",),
        summary=gettext_noop("反映干部和组织工作的线索经集体研判、两人核查、听取申辩后处置和反馈"),
    )  # fmt: skip
    Stage, facts, start, closed, forms = Stage, FACTS, Stage.RECEIVED, ENDS, FORMS
    begin_page = "investigation:intake"
    editable = ("title", "source", "reporter_kind", "allegations", "respondents")
    guarded = dict.fromkeys(
        ("source", "reporter_kind"), ("section_head", "clerk", "deputy_minister", "case_officer", "investigator")
    )

    source = word(_("来源"), Source.choices)
    reporter_kind = word(_("署名方式"), Reporter.choices)
    report_uid = models.UUIDField(null=True, editable=False)  # the sealed conversation
    allegations = rows(_("反映的问题"))
    respondents = rows(_("被反映人"))
    goes_up = models.BooleanField(_("径送上级"), default=False)
    chief = models.BooleanField(_("反映本部门负责人"), default=False)
    sent_to = text(_("送往"))
    jurisdiction = word(_("管辖"), Jurisdiction.choices)
    verifiability = models.PositiveSmallIntegerField(_("可查性"), null=True)
    twins = rows(_("内容相近的线索"))
    disposition = word(_("研判处置"), Disposition.choices)
    review_on = models.DateField(_("复看日期"), null=True)
    reminded_at = models.DateTimeField(_("提醒复看时间"), null=True)
    new_clue = text(_("新的线索"))
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("承办人")
    )
    team = rows(_("核查人员"))
    earlier_team = rows(_("原核查人员"))
    plan = text(_("核查方案"))
    measures = rows(_("核查措施"))
    planned_by = rows(_("方案拟订人"))
    interviews = rows(_("谈话"))
    items = rows(_("证据"))
    statements = rows(_("被反映人陈述"))
    widened = rows(_("扩大范围"))
    conclusion = text(_("核查结论"))
    supplements = rows(_("补充核查"))
    proposal = models.JSONField(_("处置意见"), default=dict, blank=True)
    vote_result = models.JSONField(_("表决结果"), default=dict, blank=True)
    outcomes = rows(_("处置决定"))
    decided_on = models.DateField(_("决定日期"), null=True)
    reply_to_reporter = text(_("对反映人的反馈"))
    result = text(_("对被反映人的告知"))
    feedback = rows(_("反馈情况"))
    objection = text(_("反映人异议"))
    objection_answer = text(_("异议答复"))
    taken_back = text(_("反映人撤回"))
    clarified = rows(_("澄清"))
    names_gone = models.BooleanField(_("姓名已删除"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("调查核实")

    def opening(self, step):
        opening.prepare(self, step)

    @classmethod
    def unfounded(cls):
        """Ended cases in which nothing was found, and whose names still stand: what retention appraises (F23)."""
        ended = cls.objects.filter(names_gone=False, stage__in=(Stage.CLOSED, Stage.DISMISSED))
        return [case for case in ended.exclude(respondents=[]) if not parts.found(case)]

    @property
    def intake_unit(self):
        """The unit that receives clues: that of the readers of the report desk."""
        return parts.intake_unit()

    def named(self, role):
        return parts.NAMED[role](self) if role in parts.NAMED else None

    def spares(self, role):
        return parts.spares(self, role)

    def about(self):
        return parts.accounts(self)

    def conflicted(self):
        return parts.kept_out(self)

    def must_sit(self):
        return parts.members(self)

    def stands_in(self, role, person):
        parts.stands_in(self, role, person)

    def withheld(self, evidence):
        return parts.withheld(self, evidence)

    def part_label(self, part):
        return labels.part(part)

    def idle(self, name, user):
        return idle.idle(self, name, user)

    def summary(self):
        return labels.facts(self)

    @transition("stage", source=Stage.RECEIVED, target=Stage.REGISTERED)
    def register(self): ...

    @transition("stage", source=Stage.RECEIVED, target=Stage.TRANSFERRED)
    def bypass(self, sent_to):
        self.disposition, self.jurisdiction, self.sent_to = Disposition.TRANSFER, Jurisdiction.SUPERIOR, sent_to

    @transition("stage", source=Stage.REGISTERED, target=Stage.TRIAGE)
    def accept(self, verifiability, jurisdiction=Jurisdiction.OWN):
        self.verifiability, self.jurisdiction = int(verifiability), jurisdiction

    @transition("stage", source=Stage.REGISTERED, target=Stage.TRANSFERRED)
    def route(self, jurisdiction, sent_to):
        self.disposition, self.jurisdiction, self.sent_to = Disposition.TRANSFER, jurisdiction, sent_to

    @transition("stage", source=Stage.TRIAGE, target=Stage.PLAN)
    def open_verify(self, officer, team):
        self.disposition, self.officer_id = Disposition.VERIFY, parts.number(officer)
        self.team = [parts.number(one) for one in team]

    @transition("stage", source=Stage.TRIAGE, target=Stage.STORED)
    def store(self, review_on):
        self.disposition, self.review_on, self.reminded_at = Disposition.STORE, review_on, None

    @transition("stage", source=Stage.TRIAGE, target=Stage.DISMISSED)
    def dismiss(self, ground):
        self.disposition = Disposition.DISMISS
        self.step.fields["ground"] = ground

    @transition("stage", source=Stage.STORED, target=Stage.TRIAGE)
    def revisit(self, new_clue=""):
        self.new_clue = new_clue.strip()

    @transition("stage", source=Stage.PLAN, target=Stage.VERIFYING)
    def approve_plan(self): ...

    @transition("stage", source=Stage.VERIFYING, target=Stage.VERIFYING)
    def widen(self, allegation, category, concerns=()):
        """The effect adds the allegation."""

    @transition("stage", source=Stage.VERIFYING, target=Stage.CONCLUDED)
    def submit_report(self, conclusion):
        self.conclusion, self.proposal, self.vote_result = conclusion, {}, {}

    @transition("stage", source=Stage.CONCLUDED, target=Stage.VERIFYING)
    def supplement(self, wanted):
        self.supplements = [*self.supplements, {"wanted": list(wanted), "reason": self.step.reason}]

    @transition("stage", source=Stage.CONCLUDED, target=Stage.DECIDED)
    def decide(self):
        self.outcomes, self.decided_on = self.proposal.get("outcomes", []), parts.day(self.step.at)

    @transition("stage", source=Stage.DECIDED, target=Stage.FEEDBACK)
    def notify_parties(self, reply_to_reporter, result, way="dialogue", receipt=""):
        self.reply_to_reporter, self.result = reply_to_reporter, result

    @transition("stage", source=Stage.FEEDBACK, target=Stage.CLOSED)
    def close(self): ...

    @transition("stage", source=Stage.FEEDBACK, target=Stage.VERIFYING)
    def reopen_for_evidence(self, material, officer, team):
        self.earlier_team = sorted({*self.earlier_team, *self.team})
        self.team, self.officer_id = [parts.number(one) for one in team], parts.number(officer)
        self.new_clue = material
