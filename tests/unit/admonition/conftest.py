"""A small organisation, and one matter walked to where a test wants it."""

from datetime import date, datetime

import pytest

from people import clock
from people.clock import CHINA
from processes.admonition.walk import Walk
from tests.support.world import person

DAY = date(2026, 3, 2)


@pytest.fixture
def people(remembered):
    """Everybody by username, as the walk calls them."""
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        yield remembered("people", lambda: {one.username: one for one in _everybody()}, always=True)


def _everybody():
    rows = [
        person("gj_head", "section_head", unit_code="GJK"), person("gj_clk", "clerk", unit_code="GJK"),
        person("co_a", "case_officer", unit_code="GJK"), person("dm_cadre", "deputy_minister", unit_code="BWH"),
        person("dm_org", "deputy_minister", unit_code="BWH"), person("minister", "minister", unit_code="BWH"),
        person("legal", "legal_reviewer", unit_code="ZCF"), person("xcw", "county_committee", unit_code="XCW"),
        person("resp", "clerk", unit_code="XZ11"), person("t11_wy", "section_head", unit_code="XZ11"),
        person("other", "clerk", unit_code="XZ05"), person("zz_head", "section_head", unit_code="ZZK"),
    ]  # fmt: skip
    rows += [person(f"appeal_{n}", "appeal_officer", unit_code="ZCF") for n in "abc"]
    return rows


@pytest.fixture
def walk(people):
    """Begin a matter: `walk(measure="admonish", mode="letter")`."""
    return lambda measure="remind", mode="talk", **more: Walk(
        people, DAY, respondent="resp", measure=measure, mode=mode, **more
    )


@pytest.fixture
def inquiry(walk):
    return walk("inquire", "letter").approve().issue()


@pytest.fixture
def admonished(walk):
    """An admonition by talk, in its effect."""
    return walk("admonish").approve().issue().talk().self_check().effect()
