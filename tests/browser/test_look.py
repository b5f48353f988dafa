"""Every page, narrow and wide, light and dark: accessible, inside its width, quiet on the console."""

import os
import re
from pathlib import Path

import pytest

from tests.browser import faults
from tests.browser.conftest import violations
from tests.browser.overfull import Overfull
from workflows import definitions

PAGES = {
    "inbox": ("signer", "/"),
    "inbox-empty": ("decider", "/"),
    "case-signer": ("signer", "/case/{1}/"),
    "case-author": ("author", "/case/{3}/"),
    "case-reader": ("author", "/case/{2}/"),
    "history": ("author", "/case/{2}/history/"),
    "done": ("author", "/done/"),
    "sent": ("author", "/sent/"),
    "drafts": ("author", "/drafts/"),
    "search": ("author", "/search/?q=购置"),
    "start": ("author", "/start/"),
    "begin": ("author", "/start/approval/"),
    "notices": ("author", "/notices/"),
    "profile": ("author", "/me/"),
    "password": ("author", "/me/password/"),
    "sign-in": (None, "/sign-in/"),
    "preferences": ("author", "/me/notices/"),
    "not-found": ("author", "/nothing/"),
}
SIZES = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


def address(path, matters):
    return path.format(*(case.uid for case in matters["cases"]))


def keep(page, name):
    """Leave a picture when a person wants to look."""
    folder = os.environ.get("SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_stays_inside_its_width(visit, matters, name):
    who, path = PAGES[name]
    page = visit(matters.get(who), address(path, matters), *SIZES[0])
    for width, theme in SIZES:
        if (width, theme) != SIZES[0]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            page.reload()
        keep(page, f"{name}-{width}-{theme}")
        assert violations(page) == [], (width, theme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, theme)
        assert [said for said in page.said if "404" not in said] == []


def test_axe_finds_what_is_wrong(visit, matters):
    page = visit(matters["author"], "/")
    assert violations(page) == []
    page.evaluate("""() => {
      const main = document.querySelector("main");
      main.insertAdjacentHTML("beforeend", '<img src="/x"><p>浅灰的字</p><button></button>');
      Object.assign(main.querySelector(":scope > p:last-of-type").style, {color: "#bbb", background: "#fff"});
    }""")
    assert {line.split(":")[0] for line in violations(page)} >= {"image-alt", "color-contrast", "button-name"}


@pytest.mark.parametrize("width", [320, 768])
def test_the_inbox_and_a_case_fit_other_widths(visit, matters, width):
    for name in ("inbox", "case-signer"):
        who, path = PAGES[name]
        page = visit(matters[who], address(path, matters), width)
        keep(page, f"{name}-{width}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def overfull(transactional_db):
    definitions.forget()
    yield Overfull()
    definitions.forget()


def test_overfull_pages_stay_inside_their_width_clip_nothing_and_can_be_touched(visit, overfull):
    wrong = {}
    for name, (who, path) in overfull.pages().items():
        for width in (390, 1280):
            page = visit(overfull.people[who], path, width)
            keep(page, f"overfull-{name}-{width}")
            found = faults.on_screen(page, width)
            wrong |= {(name, width): found} if found else {}
            page.context.close()
    assert wrong == {}


def test_on_paper_there_is_black_on_white_no_furniture_and_no_entry_is_torn(visit, overfull):
    wrong, pages = {}, overfull.pages()
    for name in ("case", "vote", "history", "hearing", "sent"):
        page = visit(overfull.people[pages[name][0]], pages[name][1], 1280, "dark")
        found = faults.on_paper(page)
        keep(page, f"print-{name}")
        wrong |= {name: found} if found else {}
        page.context.close()
    assert wrong == {}
    page = visit(overfull.people["zz_head"], pages["history"][1])
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.tl > li')).breakInside") == "avoid"
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).breakInside") == "auto"
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    assert 8 <= sheets <= 60
