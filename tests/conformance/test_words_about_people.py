"""F14: until it is concluded whoever a case is about is 被反映人, and no word of a page, a paper or a notice blames.

Every text of investigation, accountability and admonition is read, and what whoever is confined reads in their room.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TEXTS = [
    *(f"processes/{name}" for name in ("investigation", "accountability", "admonition")), "workflows/defence",
    "workflows/acts", "web/templates/web/room", "notifications",
]  # fmt: skip
# What nobody is called, before a decision or after it.
BLAME = (
    "违纪人", "违纪者", "违规人", "违规者", "违法人", "违法者", "犯错", "嫌疑人", "嫌疑对象", "被告人", "问题干部",
    "问题人员", "被追责", "有罪", "认罪", "认错", "悔过", "坦白", "交代问题", "当事违",
)  # fmt: skip
# What somebody is called once it was decided: only the label that looks at the stage may say it.
DECIDED = ("问责对象", "被问责对象", "受处理人", "被处理人", "受处分人", "被问责人")
AFTER = {"processes/accountability/labels.py"}
CALLED = re.compile("被反映人")


def sources():
    for folder in TEXTS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def test_f14_no_text_calls_somebody_guilty():
    found = [(name, word) for name, text in sources() for word in BLAME if word in text]
    assert not found


def test_f14_only_a_label_that_looks_at_the_stage_says_that_somebody_was_held_to_account():
    found = {name for name, text in sources() for word in DECIDED if word in text}
    assert found <= AFTER, found - AFTER


@pytest.mark.parametrize("stage", ["proposed", "opened", "investigating", "facts_shown", "weighing"])
def test_f14_the_person_is_who_was_reported_until_it_is_decided(stage):
    from processes.accountability.labels import role
    from processes.accountability.models import Accountability

    assert CALLED.search(str(role(Accountability(stage=stage))))
    assert not CALLED.search(str(role(Accountability(stage="effective"))))
