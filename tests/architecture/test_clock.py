"""Invariant 6: there is one clock. Whatever else tells the time is found here."""

import ast

import pytest

from tests.architecture import ROOT, calls, sources, where

pytestmark = pytest.mark.embedded
OTHERS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow",
    "date.today", "datetime.date.today", "timezone.now", "timezone.localdate", "timezone.localtime", "localdate",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "Now", "functions.Now",
}  # fmt: skip
# With a moment in hand these only convert it.
CONVERT = {"timezone.localdate", "timezone.localtime", "localdate", "time.localtime", "time.gmtime"}
STAMPS = {"auto_now", "auto_now_add"}


def other_clocks(path):
    for name, node in calls(path):
        stamped = {word.arg for word in node.keywords} & STAMPS
        if stamped or name in OTHERS and not (name in CONVERT and node.args):
            yield f"{where(path, node)} {name} {' '.join(stamped)}"


def passed_as_default(path):
    """A clock that is handed over uncalled, as in default=timezone.now."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.keyword) and ast.unparse(node.value) in OTHERS:
            yield f"{where(path, node.value)} {ast.unparse(node.value)}"


def test_one_clock_tells_the_time():
    files = [path for path in sources() if path != ROOT / "people/clock.py"]
    assert [found for path in files for found in (*other_clocks(path), *passed_as_default(path))] == []


@pytest.mark.parametrize(
    "line",
    [
        "timezone.now()",
        "date.today()",
        "time.time()",
        "DateTimeField(auto_now=True)",
        "DateTimeField(default=timezone.now)",
    ],
)
def test_another_clock_is_found(line, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.architecture.ROOT", tmp_path)
    path = tmp_path / "other.py"
    path.write_text(f"x = {line}\n")
    assert [*other_clocks(path), *passed_as_default(path)]
