"""What the folder says agrees with itself; the breakdown is pure."""

from datetime import date
from pathlib import Path

import pytest

from people.calendar import seeded
from processes.task_project import forms, lines, months, tree
from processes.task_project.models import Source

WEIGHED = (
    "1 准备 | 50\n1.1 设计 | 20 | ann | 2026-04-30\n1.2 录入 | 30 | bob | 2026-05-31\n2 扩面 | 50 | ann | 2026-09-30"
)
FOLDER = Path(tree.__file__).parent
PLAN = "1 准备\n1.1 设计 | 20 | ann | 2026-04-30\n1.2 录入 | 30 | bob | 2026-05-31\n2 扩面 ｜ 50 ｜ ann ｜ 2026-09-30"


def test_the_form_offers_the_sources_of_the_model():
    assert forms.SOURCES == tuple(Source.values)


def test_lines_become_a_tree():
    nodes = lines.parse(PLAN, {"ann": 1, "bob": 2})
    assert [leaf["code"] for leaf in tree.leaves(nodes)] == ["1.1", "1.2", "2"]
    assert (tree.depth(nodes), tree.fault(nodes), tree.owners(nodes)) == (2, "", [1, 2])
    assert tree.planned_weight(nodes, date(2026, 6, 1)) == 50 and tree.late(nodes, date(2026, 6, 1)) == ["扩面"]


def test_what_is_done_stays_done_in_a_new_plan():
    nodes = tree.finished(lines.parse(PLAN, {"ann": 1, "bob": 2}), "1.2", "已录入")
    assert tree.done_weight(nodes) == 30
    assert tree.done_weight(tree.keeping(lines.parse(PLAN, {"ann": 1, "bob": 1}), nodes)) == 30
    with pytest.raises(KeyError):
        tree.finished(nodes, "1.2", "再来一次")


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("没有编号", "看不懂这一行"),
        ("1 设计 | 二十 | ann | 2026-04-30", "“二十”不是整数"),
        ("1 设计 | 20 | nobody | 2026-04-30", "账号“nobody”不存在"),
        ("1 设计 | 20 | ann", "请补齐"),
        ("1 设计 | 20 | ann | 四月底", "“四月底”看不懂"),
        ("1 设计 | 20 | ann | 2026-02-30", "“2026-02-30”看不懂"),
        ("1 设计 | 20 | ann | 2026-04-30\n1 录入 | 80 | ann | 2026-04-30", "编号 1 出现了两次"),
        ("1.1 设计 | 100 | ann | 2026-04-30", "没有上一级"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(bad, why):
    with pytest.raises(ValueError, match=why):
        lines.parse(bad, {"ann": 1})


@pytest.mark.parametrize("day", ["2026-4-30", "2026/4/30", "2026.4.30", "2026年4月30日", "２０２６-4-30"])
def test_a_day_may_be_written_as_people_write_it(day):
    (node,) = lines.parse(f"１、设计 ｜ 100％ ｜ ann ｜ {day}", {"ann": 1})
    assert (node["due"], node["weight"]) == ("2026-04-30", 100)


def test_ninety_nine_per_cent_says_where_the_one_is_missing():
    said = WEIGHED.replace("50", "40", 1).replace("30 | bob", "19 | ann").replace("扩面 | 50", "扩面 | 60")
    assert "“1 准备”下各项合计 39，应为 40，还差 1" in tree.fault(lines.parse(said, {"ann": 1}))
    bare = said.replace(" | 40", "")
    assert "合计为 99，应为 100，还差 1（1 准备 39、2 扩面 60）" in tree.fault(lines.parse(bare, {"ann": 1}))
    over = bare.replace("19", "21")
    assert "多出 1" in tree.fault(lines.parse(over, {"ann": 1}))


def test_lines_and_tree_say_the_same():
    assert lines.text(lines.parse(WEIGHED, {"ann": 1, "bob": 2}), {1: "ann", 2: "bob"}) == WEIGHED


def test_five_levels_are_too_many():
    deep = "\n".join(f"{'.'.join('1' * n)} 层" for n in range(1, 5)) + "\n1.1.1.1.1 叶 | 100 | ann | 2026-04-30"
    assert "4 级" in tree.fault(lines.parse(deep, {"ann": 1}))


@pytest.mark.parametrize(
    ("today", "reported", "until"),
    [
        (date(2026, 4, 23), (), date(2026, 4, 30)),
        (date(2026, 5, 30), (), date(2026, 6, 30)),  # the last working day of May was the 29th
        (date(2026, 4, 28), ("2026-04",), date(2026, 5, 29)),
        (date(2026, 8, 5), ("2026-04",), date(2026, 8, 31)),  # after a pause
        (date(2026, 11, 30), ("2026-11",), date(2026, 12, 31)),
    ],
)
def test_the_next_month_is_due_on_its_last_working_day(today, reported, until):
    assert months.next_due(today, seeded(), reported) == until


def test_no_month_is_expected_in_which_the_work_stood_still():
    span = (date(2026, 3, 12), date(2026, 8, 2))
    pauses = [["2026-04-20", "2026-06-10"]]
    assert months.expected(*span, pauses) == ["2026-03", "2026-06", "2026-07", "2026-08"]
    assert months.expected(*span, [["2026-05-20", ""]]) == ["2026-03", "2026-04"]


def test_milestones_of_the_source_are_the_first_draft_of_the_plan():
    rows = [{"name": "启动", "due": "2026-04-30", "deliverable": "方案"}, {"title": "扩面", "due": "2026-09-30"}]
    assert lines.text(tree.seeded(rows), {}) == "1 启动 |  |  | 2026-04-30\n2 扩面 |  |  | 2026-09-30"
