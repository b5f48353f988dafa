"""A certificate of immunity (承诺书): its fields and its moves."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_fsm import transition

from people import roles
from processes.immunity import labels, stages, works
from processes.immunity.choices import LINES, Conclusion
from processes.immunity.forms import FORMS
from processes.immunity.stages import Stage
from workflows.errors import Refused
from workflows.models import Case

HEARING = frozenset({
    "answer_defence", "record_defence", "release", "answer_clarification", "keep_valid", "state_defence",
    "waive_defence", "ask_clarification",
})  # nothing to do while no revocation is proposed  # fmt: skip
PANEL_STAGES = (Stage.EXAMINING,)
MEETING_STAGES = (Stage.ACTIVE, Stage.PROPOSED)


def text(label):
    return models.TextField(label, blank=True, default="")


def rows(label, kind=list):
    return models.JSONField(label, default=kind, blank=True)


def case(label):
    return models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", verbose_name=label, db_index=False)


class Certificate(Case):
    """One certificate for one approved work, and the claims that it applies."""

    process, Stage, facts, start, closed = stages.PROCESS, Stage, stages.FACTS, Stage.DRAFTED, stages.ENDS
    forms = FORMS
    moment_codes = ("valid_to",)
    editable = ("title", "scope", "conditions", "valid_from", "valid_to")

    work_ref = case(gettext_lazy("承诺的工作"))
    scope = text(gettext_lazy("适用范围"))
    conditions = rows(gettext_lazy("适用条件"))
    bottom_lines = rows(gettext_lazy("底线"))
    holders = rows(gettext_lazy("持有人"))
    valid_from = models.DateField(gettext_lazy("有效期自"), null=True)
    valid_to = models.DateField(gettext_lazy("有效期至"), null=True)
    approved_by = rows(gettext_lazy("审定"), dict)
    accepted_on = models.DateField(gettext_lazy("签收日期"), null=True)
    revocation = rows(gettext_lazy("撤销建议"), dict)
    matter = case(gettext_lazy("主张所针对的事项"))
    act_on = models.DateField(gettext_lazy("行为发生日期"), null=True)
    claim_statement = text(gettext_lazy("主张"))
    claimant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("主张人"),
        db_index=False,
    )  # fmt: skip
    claimed_at = models.DateTimeField(gettext_lazy("主张时间"), null=True)
    determined_at = models.DateTimeField(gettext_lazy("认定时间"), null=True)
    statements = rows(gettext_lazy("陈述"))
    panel = rows(gettext_lazy("核实组"))
    looks = rows(gettext_lazy("七看核实"), dict)
    panel_opinion = rows(gettext_lazy("核实组意见"), dict)
    conclusion = models.CharField(
        gettext_lazy("认定结论"), max_length=8, choices=Conclusion.choices, blank=True, default=""
    )
    covered = rows(gettext_lazy("容错的部分"))
    reasons = text(gettext_lazy("认定理由"))
    meeting_vote = rows(gettext_lazy("部务会表决"), dict)
    review_facts = text(gettext_lazy("复核的新事实"))
    claims = rows(gettext_lazy("历次认定"))

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("风险零承担承诺与容错认定")

    def opening(self, step):
        """Drafted with the approval of a work, by its process and by nobody else."""
        if self.work_ref is None:
            raise Refused(_("承诺书没有拟定：承诺书随创新性工作的审定出具，不能单独发起。请先呈报创新性工作听证审定。"))
        if works.standing_certificates(self.work_ref):
            raise Refused(_("承诺书没有拟定：这项工作已经有承诺书，不重复出具。需要调整范围的，先放弃原承诺。"))
        self.bottom_lines = list(LINES)
        self.title = self.title[:120]

    def named(self, role):
        """Whom the certificate names, and who has a part in what is claimed against it."""
        if role == "section_head":
            return [one.pk for one in roles.holders("section_head", unit=self.owner_unit)] if self.owner_unit_id else []
        if role in ("respondent", "case_officer"):
            return works.players(self, role)
        return {"certificate_holder": self.holders, "panelist": self.panel}.get(role)

    def about(self):
        """Nobody examines or decides about those whom they are tied to (F01)."""
        return (*self.holders, *(works.players(self, "respondent") if self.matter_id else ()))

    def conflicted(self):
        return dict.fromkeys(self.barred(), _("持有人、当事人或者与其有利害关系，回避"))

    def must_sit(self):
        """The panel, or all members of the executive meeting."""
        if self.stage in PANEL_STAGES:
            return list(self.panel)
        return [one.pk for one in roles.holders("exec_member")] if self.stage in MEETING_STAGES else None

    def roles_for(self, act):
        """No meeting is called about a revocation before the holders were heard (F04)."""
        if self.stage == Stage.ACTIVE and act in ("convene", "start_vote") and works.not_heard(self):
            return None
        return super().roles_for(act)

    def spares(self, role):
        """Who examines is named after the claim."""
        return role == "panelist" and not self.panel

    def summary(self):
        return labels.facts(self)

    def idle(self, name, user):
        """What cannot be done now is not offered."""
        return bool(self.revocation) if name == "propose_revocation" else name in HEARING and not self.revocation

    @transition("stage", source=Stage.DRAFTED, target=Stage.ISSUED)
    def issue(self):
        self.valid_from = max(self.valid_from or date.min, self.step.at.date())

    @transition("stage", source=Stage.ISSUED, target=Stage.ACTIVE)
    def accept(self, *, conditions_read):
        self.accepted_on = self.step.at.date()

    @transition("stage", source=Stage.DRAFTED, target=Stage.EXPIRED)
    def drop_draft(self): ...

    @transition("stage", source=[Stage.ISSUED, Stage.ACTIVE], target=Stage.EXPIRED)
    def give_up(self):
        """The holder wants it no more; acts done before stay covered."""

    @transition("stage", source=Stage.ACTIVE, target=Stage.EXPIRED)
    def expire(self): ...

    @transition("stage", source=Stage.ACTIVE, target=Stage.REVOKED)
    def revoke(self): ...

    @transition("stage", source=Stage.ACTIVE, target=Stage.ACTIVE)
    def keep_valid(self):
        """The proposal to revoke is off; a later one is heard and voted on anew."""
        self.revocation, self.stage_since = {}, self.step.at

    @transition("stage", source=Stage.ACTIVE, target=Stage.CLAIMED)
    def claim(self, *, matter, act_on, statement):
        self._claimed(matter, act_on, statement)

    @transition("stage", source=Stage.EXPIRED, target=Stage.CLAIMED)
    def claim_late(self, *, matter, act_on, statement):
        self._claimed(matter, act_on, statement)

    @transition("stage", source=Stage.DETERMINED, target=Stage.CLAIMED)
    def claim_again(self, *, matter, act_on, statement):
        """Another matter about the same work; what was determined before stands in `claims`."""
        self._claimed(matter, act_on, statement)

    def _claimed(self, matter, act_on, statement):
        # From here on the case tells of a matter about a person: only whoever has a part in it reads on.
        self.classification = "sealed" if self.classification == "sealed" else "restricted"
        self.matter_id, self.act_on, self.claim_statement = int(matter), act_on, statement.strip()
        self.claimant_id, self.claimed_at, self.determined_at = self.step.actor.pk, self.step.at, None
        self.statements, self.panel, self.looks, self.panel_opinion = [], [], {}, {}
        self.conclusion, self.covered, self.reasons, self.meeting_vote, self.review_facts = "", [], "", {}, ""

    @transition("stage", source=Stage.CLAIMED, target=Stage.EXAMINING)
    def examine(self): ...

    @transition("stage", source=Stage.EXAMINING, target=Stage.PROPOSED)
    def propose(self, *, conclusion, reasons, covered=()):
        self.panel_opinion = {"conclusion": conclusion, "covered": list(covered), "reasons": reasons.strip()}

    @transition("stage", source=Stage.PROPOSED, target=Stage.DETERMINED)
    def determine(self, *, conclusion, reasons, covered=()):
        self.conclusion, self.covered, self.reasons = conclusion, list(covered), reasons.strip()
        self.determined_at = self.step.at

    @transition("stage", source=Stage.DETERMINED, target=Stage.PROPOSED)
    def ask_review(self, *, new_facts):
        self.review_facts = new_facts.strip()
