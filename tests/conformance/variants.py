"""Stages of the specimen, stated otherwise."""

from workflows.conformance.specimen import stages
from workflows.conformance.specimen.stages import Stage
from workflows.declare import Branch, Parallel, Signing


def vote(**stated):
    return stages.middle(Stage.VOTE, signing=Signing(mode="vote", by=("signers",), leaves=stages.LEAVES, **stated))


def branches(needed=0, **when):
    """Three branches, each with one signer; `when` names the guard of one."""
    named = zip(("one", "two", "three"), ("handler", "beside", "decider"), strict=True)
    found = {
        code: Branch(signing=Signing(mode="all", by=(role,)), label=code, when=when.get(code, ""))
        for code, role in named
    }
    return stages.middle(Stage.ALL_BESIDE, parallel=Parallel(branches=found, needed=needed, leaves=stages.LEAVES))
