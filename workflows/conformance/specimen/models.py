from django.db import models
from django_fsm import transition

from workflows.conformance.specimen import stages
from workflows.conformance.specimen.stages import MIDDLE, Stage
from workflows.models import Case


class Facts:
    """The table of facts, made when it is first asked for: only then all acts are registered."""

    def __get__(self, case, owner):
        return stages.facts()


class Specimen(Case):
    """A case that names everybody itself."""

    process, Stage, facts, start = stages.PROCESS, Stage, Facts(), Stage.DRAFTING
    closed = frozenset(stages.CLOSED)
    editable = ("title", "words")

    people = models.JSONField(default=dict)  # role → ids
    words = models.CharField(max_length=200, blank=True)

    def named(self, role):
        return self.people.get(role, []) if role in stages.NAMED else None

    @transition("stage", source=Stage.DRAFTING, target=Stage.HAND)
    def begin(self): ...

    @transition("stage", source=Stage.DRAFTING, target=Stage.WITHDRAWN)
    def drop(self): ...

    @transition("stage", source=MIDDLE, target=Stage.DECISION)
    def passed(self): ...

    @transition("stage", source=MIDDLE, target=Stage.REJECTED)
    def failed(self): ...

    @transition("stage", source=MIDDLE, target=Stage.DECISION)
    def ran_out(self): ...

    @transition("stage", source=Stage.DECISION, target=Stage.DONE)
    def adopt(self): ...

    @transition("stage", source=Stage.DECISION, target=Stage.REJECTED)
    def turn_down(self): ...

    @transition("stage", source=Stage.DECISION, target=Stage.HAND)
    def look_again(self): ...

    @transition("stage", source=Stage.DECISION, target=Stage.TERMINATED)
    def quash(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.ALL)
    def to_all(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.ANY)
    def to_any(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.SEQUENTIAL)
    def to_sequential(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.VOTE)
    def to_vote(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.ALL_BESIDE)
    def to_all_beside(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.ANY_BESIDE)
    def to_any_beside(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.SEQUENTIAL_BESIDE)
    def to_sequential_beside(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.VOTE_BESIDE)
    def to_vote_beside(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.ALL_KEPT)
    def to_all_kept(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.ANY_KEPT)
    def to_any_kept(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.SEQUENTIAL_KEPT)
    def to_sequential_kept(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.ALL_KEPT_BESIDE)
    def to_all_kept_beside(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.ANY_KEPT_BESIDE)
    def to_any_kept_beside(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.SEQUENTIAL_KEPT_BESIDE)
    def to_sequential_kept_beside(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.POOL)
    def to_pool(self): ...

    @transition("stage", source=Stage.HAND, target=Stage.SUB)
    def to_sub(self): ...
