"""A case of the tests' own process in which holders may pass work on."""

from dataclasses import replace

import pytest

from tests.support.approval.models import Approval
from tests.unit.workflows.acting_helper import World
from workflows import declare, registry


@pytest.fixture
def world(monkeypatch):
    """`world(stage)` walks a case there; it has an author, two signers and one who decides."""

    def opened(stage="decision", **changes):
        facts = declare.passed_on(Approval.facts)
        facts = {code: replace(one, **changes.get(str(code), {})) for code, one in facts.items()}
        made = World()
        monkeypatch.setattr(Approval, "facts", facts)
        monkeypatch.setattr(Approval, "signers", [one.pk for one in made.signers])
        registry.current.cache_clear()
        return made.walk(stage)

    yield opened
    monkeypatch.undo()
    registry.current.cache_clear()
