"""A real Chromium against a live server, with a few matters on their way."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from people import clock
from tests.support.world import person
from workflows import definitions, moves

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TITLES = [
    "村级阵地信息化设备进场试点项目", "年终党建表格减并与电子材料一次报送方案", "购置档案柜",
    "北塘、青溪两乡镇远程教育设备断网会诊申请",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def threads_may_share_the_connection():
    """Playwright runs an event loop in this thread, and Django would take that for an asynchronous view."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def chromium():
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, "No Chromium on the path; install one to run the tests in a browser."
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def matters(transactional_db):
    """Four matters of one author: late, due soon, due later, and one still being written."""
    definitions.forget()  # the tables were emptied; what was stored in them is not
    author, decider = person("author", "clerk"), person("decider")
    signers = [person(f"signer{n}") for n in (1, 2, 3)]
    cases, now = [], clock.now()
    for title, age in zip(TITLES, (20, 5, 1, 0), strict=True):
        with clock.frozen(now - timedelta(days=age)):
            case = moves.open_case("approval", by=author, title=title)
            if age:
                moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=decider.pk)
        cases.append(case)
    moves.act(cases[2], "sign", by=signers[1], decision="agree", opinion="同意购置，放在二楼")
    return {"author": author, "signer": signers[0], "decider": decider, "cases": cases}


@pytest.fixture
def visit(chromium, live_server):
    """Open a page as somebody: `visit(user, "/", width=390, theme="dark")`. What the console said is on the page."""
    opened = []

    def go(user, path, width=1280, theme="light", **more):
        looks = {"viewport": {"width": width, "height": 900}, "color_scheme": theme, "locale": "zh-CN"}
        context = chromium.new_context(**looks, **more)
        opened.append(context)
        if user:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield go
    for context in opened:
        context.close()


def violations(page):
    """What axe finds against WCAG 2.2 AA and good practice, one line per finding."""
    # Evaluated over the debugging protocol, so that the page's own policy on scripts stays as it is.
    page.evaluate(AXE)
    # What passes is not gathered element by element: that is half of its time.
    asked = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("async asked => (await axe.run(asked)).violations", asked)
    return [f"{v['id']}: {n['target'][0]} {n['failureSummary'][:200]}" for v in found for n in v["nodes"]]
