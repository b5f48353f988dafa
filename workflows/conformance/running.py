"""Every process that is built, compared with the specification kept in the repository."""

import json

from django.conf import settings

from workflows import checks, definitions, registry
from workflows.conformance import compare
from workflows.conformance.cells import Cell, cell, explained, explanations

SPECIFICATION = "processes/specs.json"
EXPLAINED = ("docs/deviations.md", "docs/readings.md")


def result(codes):
    """Cells of the processes with these codes, in the order of the specification."""
    stated = {one["code"]: one for one in specification()["processes"]}
    built = [code for code in stated if code in codes] + sorted(set(codes) - set(stated))
    found = [one for code in built for one in _process(code, stated.get(code))]
    lines = "\n".join((settings.ROOT / name).read_text("utf-8") for name in EXPLAINED)
    return explained(found, explanations(lines))


def specification():
    return json.loads((settings.ROOT / SPECIFICATION).read_text("utf-8"))


def _process(code, stated):
    if stated is None:
        return [Cell(code, "specification", f"{code}:specification", False, "the specification has no such process")]
    rules = registry.current(code)
    return [*compare.cells(stated, rules), *_sound(code, rules)]


def _sound(code, rules):
    """What holds of every definition: the static checks find nothing, and it is stored and read back as it is."""
    faults = "; ".join(str(fault.msg) for fault in checks.faults(registry.kind(code)))
    yield cell(code, "", "checks", "", faults)
    yield cell(code, "", "stored", rules.hash, definitions.current(code)[1].hash)
