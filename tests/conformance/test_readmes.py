"""The README of each process draws its edges and names the rule of every term, as the code states them."""

import re
from pathlib import Path

import pytest

import processes
from workflows import registry

CODES = sorted(name.rpartition(".")[2] for name in processes.discovered())


def readme(code):
    return (Path(processes.__file__).parent / code / "README.md").read_text()


@pytest.mark.parametrize("code", CODES)
def test_the_diagram_shows_every_edge_and_no_other(code):
    drawn = set(re.findall(r"(\w+) --> (\w+): (\w+)", readme(code)))
    assert drawn == {(source, to, name) for source, name, to in registry.edges(registry.kind(code))}


@pytest.mark.parametrize("code", CODES)
def test_every_term_stands_with_its_rule(code):
    lines = readme(code).splitlines()
    for stage, facts in registry.kind(code).facts.items():
        for move in facts.moves:
            said = [line for line in lines if f"`{move.name}`" in line and line.startswith("|")]
            assert not move.term or any(str(move.term.clause) in line for line in said), f"{stage}: {move.name}"
