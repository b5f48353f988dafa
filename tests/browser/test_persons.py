"""Pages of the processes about persons, too full: accessible, inside their width, nothing cut, long words folded."""

from datetime import timedelta

import pytest

from people import clock, demo
from people.models import User
from processes.accountability.walk import Walk as Accountability
from processes.admonition.walk import Walk as Admonition
from processes.investigation.walk import Walk as Investigation
from processes.investigation.walk import allegation
from tests.browser import faults
from tests.browser.conftest import violations
from tests.browser.overfull import HAN, LATIN
from tests.browser.test_look import keep
from workflows import definitions

LOOKS = ((390, "light"), (1280, "dark"))
LONG = (HAN + "。") * 8 + LATIN


@pytest.fixture
def people(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    definitions.forget()
    demo.load(clock.now() - timedelta(days=300))
    yield {user.username: user for user in User.objects.select_related("unit")}
    definitions.forget()


def investigated(people, day):
    texts = LONG[:900], "反映该站去年的学习记录由一人代写，多数党员没有参加过学习。", LONG[:900]
    told = [allegation(n, text, "style") for n, text in enumerate(texts, start=1)]
    walk = Investigation(people, day, respondent="resp_a", title=LATIN, allegations=told).to_verifying().after(3)
    for name in ("知情人甲（演示）", "知情人乙（演示）"):
        walk.talk(name, minutes=LONG).item(LATIN)
    return walk.find(basis=LONG[:500])


def shown(people, day):
    walk = Accountability(people, day, title=HAN, about="resp_b").approve().after(1).plan().after(3).inquire(LONG)
    walk.facts(fact_text=LONG).show().receive().after(1)
    return walk.state(LONG[:500], "系统故障三个月不应计入。", LATIN)


def replied(people, day):
    walk = Admonition(people, day, respondent="resp_b", measure="remind", mode="letter", title=LATIN)
    return walk.approve().issue().reply(LONG)


def pages(people):
    """(who, address) of what was walked."""
    day = clock.today() - timedelta(days=60)
    about, case, letter = investigated(people, day), shown(people, day), replied(people, day)
    return {
        "investigation": ("gj_inv1", f"/case/{about.case.uid}/"),
        "accountability": ("co_a", f"/case/{case.case.uid}/"),
        "admonition": ("gj_head", f"/case/{letter.case.uid}/"),
        "rooms": ("resp_b", "/room/"),
        "room": ("resp_b", f"/room/{case.case.uid}/"),
        "rooms-empty": ("zz_clk", "/room/"),
        "retention": ("arch", "/retention/"),
        "sealed": ("gj_clk", "/sealed/"),
    }


FOLDED = ("investigation", "accountability", "room")


def wrong_with(visit, people, name, who, path, width, theme):
    page = visit(people[who], path, width, theme)
    keep(page, f"persons-{name}-{width}-{theme}")
    assert name not in FOLDED or page.locator("details.long:not([open])").count(), name
    found = faults.on_screen(page, width) + violations(page)
    page.context.close()
    return {(name, width): found} if found else {}


def test_pages_about_persons_hold_what_is_too_much_on_a_phone(visit, people):
    wrong, found = {}, pages(people)
    for name in FOLDED:
        wrong |= wrong_with(visit, people, name, *found[name], 390, "light")
    assert wrong == {}


@pytest.mark.nightly
def test_pages_about_persons_are_accessible_and_hold_what_is_too_much(visit, people):
    wrong = {}
    for name, (who, path) in pages(people).items():
        for width, theme in LOOKS:
            wrong |= wrong_with(visit, people, name, who, path, width, theme)
    assert wrong == {}


def test_what_is_folded_is_printed(visit, people):
    walk = shown(people, clock.today() - timedelta(days=60))
    page = visit(people["co_a"], f"/case/{walk.case.uid}/")
    fold = page.locator("details.long").first
    before = fold.bounding_box()["height"]
    page.emulate_media(media="print")
    assert fold.bounding_box()["height"] > before and not fold.locator(".fold-to").is_visible()
