"""What the folder says agrees with itself; the breakdown is pure."""

import re
from datetime import date
from pathlib import Path

import pytest

from people.calendar import seeded
from processes.task_project import forms, months, tree
from processes.task_project.models import Source, TaskProject
from workflows import registry

FOLDER = Path(tree.__file__).parent
PLAN = "1 准备\n1.1 设计 | 20 | ann | 2026-04-30\n1.2 录入 | 30 | bob | 2026-05-31\n2 扩面 ｜ 50 ｜ ann ｜ 2026-09-30"


def test_the_diagram_in_the_readme_shows_every_edge():
    drawn = re.findall(r"(\w+) --> (\w+): (\w+)", (FOLDER / "README.md").read_text())
    assert sorted(drawn) == sorted((source, to, name) for source, name, to in registry.edges(TaskProject))


def test_the_form_offers_the_sources_of_the_model():
    assert forms.SOURCES == tuple(Source.values)


def test_lines_become_a_tree():
    nodes = tree.parse(PLAN, {"ann": 1, "bob": 2})
    assert [leaf["code"] for leaf in tree.leaves(nodes)] == ["1.1", "1.2", "2"]
    assert (tree.depth(nodes), tree.fault(nodes), tree.owners(nodes)) == (2, "", [1, 2])
    assert tree.planned_weight(nodes, date(2026, 5, 31)) == 50 and tree.late(nodes, date(2026, 6, 1)) == ["扩面"]


def test_what_is_done_stays_done_in_a_new_plan():
    nodes = tree.finished(tree.parse(PLAN, {"ann": 1, "bob": 2}), "1.2", "已录入")
    assert tree.done_weight(nodes) == 30
    assert tree.done_weight(tree.keeping(tree.parse(PLAN, {"ann": 1, "bob": 1}), nodes)) == 30
    with pytest.raises(KeyError):
        tree.finished(nodes, "1.2", "再来一次")


@pytest.mark.parametrize("bad", ["没有编号", "1 设计 | 二十 | ann | 2026-04-30", "1 设计 | 20 | nobody | 2026-04-30"])
def test_a_line_that_cannot_be_read_is_named(bad):
    with pytest.raises(ValueError, match=bad[2:4] if bad[0] == "1" else bad):
        tree.parse(bad, {"ann": 1})


def test_five_levels_are_too_many():
    deep = "\n".join(f"{'.'.join('1' * n)} 层" for n in range(1, 5)) + "\n1.1.1.1.1 叶 | 100 | ann | 2026-04-30"
    assert "4 级" in tree.fault(tree.parse(deep, {"ann": 1}))


@pytest.mark.parametrize(
    ("reported", "today", "until"),
    [
        (None, date(2026, 4, 23), date(2026, 4, 30)),
        (None, date(2026, 5, 30), date(2026, 6, 30)),  # the last working day of May was the 29th
        ("2026-04", date(2026, 4, 28), date(2026, 5, 29)),
        ("2026-04", date(2026, 8, 5), date(2026, 8, 31)),  # after a pause
        ("2026-11", date(2026, 11, 30), date(2026, 12, 31)),
    ],
)
def test_the_next_month_is_due_on_its_last_working_day(reported, today, until):
    assert months.next_due(reported, today, seeded()) == until
