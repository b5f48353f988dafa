"""The case that engines are compared by: create → submit → countersignatures → decision → closed."""

from django.conf import settings
from django.db import models
from django_fsm import transition

from workflows.declare import AGREE, OPPOSE, Move, Process, Signing, StageFacts, Term
from workflows.models import Case


class Stage(models.TextChoices):
    DRAFT = "draft", "草稿"
    SIGNING = "signing", "会签"
    DECISION = "decision", "审定"
    ADOPTED = "adopted", "通过"
    REFUSED = "refused", "不通过"


FACTS = {
    Stage.DRAFT: StageFacts(moves=(Move(name="submit", label="呈报", by=("opened_by",)),)),
    Stage.SIGNING: StageFacts(
        signing=Signing(mode="all", by=("signers",), leaves={AGREE: "pass_on", OPPOSE: "refuse"}),
        moves=(
            Move(name="pass_on", label="会签通过", by=(), term=Term(n=5, unit="wd", start="signing")),
            Move(name="refuse", label="会签不同意", by=()),
        ),
    ),
    Stage.DECISION: StageFacts(
        moves=(
            Move(name="adopt", label="通过", by=("decider",), term=Term(n=3, unit="wd", start="decision")),
            Move(name="turn_down", label="不通过", by=("decider",)),
        )
    ),
    Stage.ADOPTED: StageFacts(),
    Stage.REFUSED: StageFacts(),
}


class Approval(Case):
    process = Process(code="approval", label="审批", series="批", starters=("clerk", "section_head"))
    Stage, facts, start, closed = Stage, FACTS, Stage.DRAFT, frozenset({Stage.ADOPTED, Stage.REFUSED})
    signers = ()

    decider = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)

    def named(self, role):
        if role == "signers":
            return self.signers
        if role == "decider":
            return [self.decider_id]
        return None

    @transition("stage", source=Stage.DRAFT, target=Stage.SIGNING)
    def submit(self, signers, decider):
        """The author hands it in and names who signs and who decides."""
        self.signers, self.decider_id = signers, decider

    @transition("stage", source=Stage.SIGNING, target=Stage.DECISION)
    def pass_on(self):
        """All signers agreed."""

    @transition("stage", source=Stage.DECISION, target=Stage.ADOPTED)
    def adopt(self): ...

    @transition("stage", source=Stage.DECISION, target=Stage.REFUSED)
    def turn_down(self): ...

    @transition("stage", source=Stage.SIGNING, target=Stage.REFUSED)
    def refuse(self): ...
