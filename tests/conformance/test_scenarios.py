"""Every process is walked as its author wrote it down, and its chain proves it."""

from importlib import import_module
from importlib.util import find_spec

import pytest

from ledger.verify import verify
from processes import discovered
from workflows import testing

pytestmark = pytest.mark.django_db


def written():
    """(process, scenario) of all scenarios in the house."""
    for name in discovered():
        if find_spec(f"{name}.scenarios"):
            for one in import_module(f"{name}.scenarios").SCENARIOS:
                yield pytest.param(name.rpartition(".")[2], one, id=f"{name.rpartition('.')[2]}: {one.title}")


@pytest.mark.parametrize("code, scenario", written())
def test_a_scenario_goes_as_it_is_written(code, scenario):
    assert verify(testing.play(code, scenario).uid).ok


def test_every_process_has_a_scenario():
    assert [name for name in discovered() if not find_spec(f"{name}.scenarios")] == []
