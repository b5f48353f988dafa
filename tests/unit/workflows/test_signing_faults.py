"""What a process may not say of a signing, whatever the people: each fault is named."""

import pytest

from workflows import signing_faults
from workflows.declare import Branch, Parallel, Signing, StageFacts

SIGN = {"by": ("a", "b")}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"base": "some"}, "base"), ({"recused": "gone"}, "recused"), ({"rejection": "x"}, "rejection"),
        ({"threshold": (1, 1)}, "threshold"), ({"quorum": (3, 2)}, "quorum"), ({"veto": ("c",)}, "veto"),
        ({"weights": {"c": 2}}, "no voice"), ({"weights": {"a": 0}}, "weighs nothing"),
        ({"unmet": "x"}, "leads nowhere"),
        ({"secret": True, "mode": "any"}, "order"), ({"secret": True, "veto": ("a",)}, "whose ballot"),
        ({"secret": True, "rejection": "ends"}, "objection"), ({"secret": True, "sitting": "m"}, "sitting"),
    ],
)  # fmt: skip
def test_a_signing_that_cannot_be_kept_is_named(said, why):
    (fault, *_more) = signing_faults.of("b", Signing(**{"mode": "vote"} | SIGN | said))
    assert why in fault


def test_a_signing_with_everything_that_may_be_said_is_sound():
    stated = {"weights": {"a": 2}, "veto": ("b",), "base": "present", "recused": "keep", "unmet": "oppose"}
    assert not list(signing_faults.of("b", Signing(mode="vote", **SIGN, **stated)))


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        (Parallel(), "no branch"),
        (Parallel(branches={"x": Branch(signing=Signing(mode="all", **SIGN), when="sound.never")}), "always opened"),
        (Parallel(branches={"x": Branch(signing=Signing(mode="all", **SIGN))}, needed=2), "needs 2"),
        (Parallel(branches={"x": Branch(signing=Signing(mode="all", **SIGN, licenses=("a",)))}), "by itself"),
        (Parallel(branches={"x": Branch(signing=Signing(mode="all"))}), "nobody signs"),
    ],
)
def test_branches_that_cannot_be_kept_are_named(stated, why):
    assert why in next(signing_faults.of_parallel("b", stated))


def test_a_pool_needs_somebody_who_may_claim_and_is_no_signing():
    assert "claim" in next(signing_faults.of_pool("b", StageFacts(pool=True)))
    facts = StageFacts(pool=True, signing=Signing(mode="any", **SIGN), acts={"claim": ("a",), "release": ("a",)})
    assert "signing" in next(signing_faults.of_pool("b", facts))
