"""The processes in code are those of the specification; each reading and each deviation has its line in docs."""

import copy
import json
import os
import subprocess
import sys

import pytest

from tests.architecture import ROOT
from workflows import registry
from workflows.conformance import cells, compare, running

pytestmark = [pytest.mark.embedded, pytest.mark.slow]


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What the command answers where no data folder was ever made."""
    data = tmp_path_factory.mktemp("conformance") / "none"
    env = os.environ | {"DATA": str(data), "DJANGO_SETTINGS_MODULE": "settings.embedded", "SECRET_KEY": "for-this-test"}
    command = [sys.executable, "manage.py", "conformance", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)
    assert not data.exists(), "it must not touch the configured database"
    return done.returncode, json.loads(done.stdout)


def test_no_cell_fails(said):
    code, found = said
    assert [(one["name"], one["why"]) for one in found["cells"] if not one["ok"]] == []
    assert (code, found["failed"]) == (0, 0)
    assert found["total"] == len(found["cells"]) > 400


def test_every_built_process_is_compared(said):
    built = {path.parent.name for path in (ROOT / "processes").glob("*/apps.py")}
    assert {one["process"] for one in said[1]["cells"]} == built | {"specimen"}


def test_a_cell_that_differs_is_reported_with_its_explanation(said):
    lines = "\n".join((ROOT / name).read_text("utf-8") for name in running.EXPLAINED)
    for one in said[1]["cells"]:
        more = {"rule", "action", "structure", "what"} if one["kind"] == "action" else set()
        assert set(one) == {"process", "kind", "name", "ok", "why", "deviation"} | more
        assert bool(one["why"]) == bool(one["deviation"])
        assert not one["deviation"] or one["deviation"] in lines


CHANGES = {
    "roles": {"roles": ["minister"]},
    "deadline": {"deadline": {"n": 4, "unit": "wd", "from": "exec_vote"}},
    "minimum": {"minimum": {"n": 3, "unit": "wd", "from": "papers_served"}},
    "edge": {"to": "approved"},
    "licence": {"licensed_by": "defer"},
    "quorum": {"quorum": "2/3"},
    "signing": {"signing": "all_sign"},
    "clock": {"by_system": True},
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_code_holds_otherwise_fails(kind):
    stated = copy.deepcopy(next(p for p in running.specification()["processes"] if p["code"] == "innovation_hearing"))
    move = next(move for move in stated["transitions"] if move["method"] == "vote_pass")
    move |= CHANGES[kind]
    found = compare.cells(stated, registry.current("innovation_hearing"))
    assert f"innovation_hearing.exec_vote.vote_pass:{kind}" in {one.name for one in found if not one.ok}


def test_a_stage_and_a_move_too_many_fail():
    stated = copy.deepcopy(next(p for p in running.specification()["processes"] if p["code"] == "task_project"))
    stated["states"].pop("suspended")
    stated["transitions"] = [move for move in stated["transitions"] if "suspended" not in (move["from_"], move["to"])]
    failed = {one.name for one in compare.cells(stated, registry.current("task_project")) if not one.ok}
    assert failed == {
        "task_project.suspended:stage", "task_project.running.suspend_task:extra",
        "task_project.suspended.resume_task:extra",
    }  # fmt: skip


def test_a_line_explains_only_what_it_names_and_only_while_it_differs():
    lines = cells.explanations("| P99: as the office wishes `p.*.go:roles` `p.s.stay:roles` | because | later |")
    one, other, same = (
        cells.cell("p", place, "roles", said, "a") for place, said in (("s.go", "b"), ("s.no", "b"), ("s.stay", "a"))
    )
    told = {one.name: one for one in cells.explained([one, other, same], lines)}
    assert told["p.s.go:roles"].ok and told["p.s.go:roles"].deviation == "P99: as the office wishes"
    assert not told["p.s.no:roles"].ok and not told["p.s.no:roles"].deviation
    assert told["p.s.stay:roles"].kind == "deviation" and not told["p.s.stay:roles"].ok
