"""The keys of guards, effects and acts: one function for each, whichever process it belongs to."""

from types import FunctionType

import pytest
from django.core.checks import run_checks

from workflows import registry


def function_of(module):
    """A function that says it was written in `module`."""
    return FunctionType((lambda case, step: None).__code__, {"__name__": module})


@pytest.mark.parametrize("register", [registry.act, registry.guard, registry.effect])
def test_two_modules_under_one_key_are_refused_and_both_are_named(register, monkeypatch):
    for table in ("ACTS", "GUARDS", "EFFECTS"):
        monkeypatch.setattr(registry, table, {})
    first = register("decide_proposal")(function_of("processes.first.acts"))
    with pytest.raises(ValueError, match="decide_proposal") as refused:
        register("decide_proposal")(function_of("processes.second.acts"))
    assert "processes.first.acts" in str(refused.value) and "processes.second.acts" in str(refused.value)
    assert first in [table.get("decide_proposal") for table in (registry.ACTS, registry.GUARDS, registry.EFFECTS)]


def test_one_key_may_name_an_act_and_a_guard(monkeypatch):
    for table in ("ACTS", "GUARDS"):
        monkeypatch.setattr(registry, table, {})
    registry.act("same")(function_of("processes.first.acts"))
    registry.guard("same")(function_of("processes.second.guards"))


def test_the_processes_that_are_here_do_not_collide_and_pass_their_checks():
    assert len(registry.ACTS) > 50 and not run_checks(tags=["workflows"])
