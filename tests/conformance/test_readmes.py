"""The README of each process has the diagram and the table of moves that its definition gives, rules and all."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import processes
from workflows import describing, registry

CODES = sorted(name.rpartition(".")[2] for name in processes.discovered())


def readme(code):
    return (Path(processes.__file__).parent / code / "README.md").read_text("utf-8")


@pytest.mark.parametrize("code", CODES)
def test_the_readme_is_as_the_definition_says(code):
    call_command("describe", code, check=True)


@pytest.mark.parametrize("code", CODES)
def test_the_diagram_shows_every_edge_and_no_other(code):
    drawn = re.findall(r"(\w+) --> (\w+): (\w+)", readme(code))
    assert sorted(drawn) == sorted((source, to, name) for source, name, to in registry.edges(registry.kind(code)))


@pytest.mark.parametrize("code", CODES)
def test_every_term_stands_with_its_rule_in_the_row_of_its_move(code):
    lines = readme(code).splitlines()
    for stage, facts in registry.kind(code).facts.items():
        for move in facts.moves:
            (row,) = [line for line in lines if line.startswith(f"| {stage} ") and f"| `{move.name}` |" in line]
            for term in filter(None, (move.term, move.urgent, move.minimum)):
                assert term.clause in row and (f"{term.n} " in row if term.n else f"`{term.start}`" in row)


def test_what_people_wrote_stays_and_what_the_definition_says_is_renewed():
    rules = registry.current("suggestion")
    text = describing.described(rules, "# 建言\n\nBefore.\n")
    stale = text.replace("draft_reply", "nothing") + "\nAfter.\n"
    assert describing.described(rules, stale) == text + "\nAfter.\n" and text.startswith("# 建言\n\nBefore.\n")


def test_a_process_without_a_readme_gets_one():
    said = describing.described(registry.current("suggestion"), "")
    assert said.startswith("# 建言献策 (suggestion)") and "stateDiagram-v2" in said


def test_no_such_process_is_said():
    with pytest.raises(CommandError, match="No such process: nothing"):
        call_command("describe", "nothing")
