"""Invariant 1: cases, work items, papers and events are written by the engine and by nobody else."""

import ast
import re

import pytest

from tests.architecture import ROOT, calls, sources, where

pytestmark = pytest.mark.embedded
WRITES = {
    "save", "delete", "create", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "adelete", "acreate", "aupdate",
}  # fmt: skip
# Not acts: a draft is overwritten freely, an outbox row is marked by who delivers it, a counter belongs to a number,
# a phrase to its person.
FREE = {"Draft", "Outbox", "Phrase", "Upload"}


def tables():
    """Return the names of the tables that only the engine and the ledger write."""
    files = [*(ROOT / "workflows/models").glob("*.py"), ROOT / "ledger/models.py"]
    classes = [node for path in files for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)]
    names = {node.name for node in classes if any("Model" in base or "Abstract" in base for base in bases(node))}
    return names - FREE


def bases(node):
    return [ast.unparse(base) for base in node.bases]


def snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def doors(path, names):
    """Yield writes to a table, by its class or by a variable that is called like it."""
    words = names | {snake(name) for name in names} | {"item", "work"}
    for name, node in calls(path):
        parts = name.split(".")
        if len(parts) > 1 and parts[-1] in WRITES and words & set(parts[:-1]):
            yield f"{where(path, node)} {name}"


def test_the_tables_of_the_engine_are_known():
    assert {"Case", "WorkItem", "Participant", "Event", "Salt"} <= tables()


def test_nobody_else_writes_them():
    names = tables()
    files = sources("audit", "intake", "notifications", "policy", "processes", "retention", "vault", "web")
    assert [found for path in files for found in doors(path, names)] == []


@pytest.mark.parametrize(
    "line",
    ["case.save()", "WorkItem.objects.filter(pk=1).update(state=2)", "Event.objects.create()", "self.case.delete()"],
)
def test_a_second_door_is_found(line, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.architecture.ROOT", tmp_path)
    path = tmp_path / "second.py"
    path.write_text(line + "\n")
    assert list(doors(path, tables()))
