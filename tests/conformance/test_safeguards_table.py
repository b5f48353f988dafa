"""docs/safeguards.md names for each rule what enforces it and a test that is there."""

import re
from pathlib import Path

HERE = Path(__file__).parent
TABLE = (HERE.parent.parent / "docs" / "safeguards.md").read_text()
ROWS = re.findall(r"^\| (F\d\d) [^|]*\|([^|]*)\|([^|]*)\|$", TABLE, re.M)
CLASSES = set(re.findall(r"^class (TestF\d\d\w*)", "\n".join(p.read_text() for p in HERE.glob("test_safeg*.py")), re.M))


def test_every_rule_has_a_row_and_every_class_stands_in_one():
    assert [rule for rule, _how, _test in ROWS] == [f"F{n:02}" for n in range(1, 31)]
    assert set(re.findall(r"TestF\w+", TABLE)) == CLASSES


def test_a_row_names_classes_of_its_own_number():
    for rule, how, tests in ROWS:
        named = re.findall(r"TestF\w+", tests)
        assert how.strip() and named, rule
        assert all(name.startswith(f"Test{rule}") for name in named), rule
