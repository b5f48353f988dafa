"""An actor of the story at a real browser: signs in by one click, and axe looks at every page."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from people import clock
from people.models import User
from tests.browser.conftest import violations

NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")


class Actor:
    """One person at one browser."""

    def __init__(self, context, address, seen):
        self.tab, self.address, self.seen, self.status, self.said = context.new_page(), address, seen, 0, []
        self.tab.set_default_timeout(10_000)
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))

    @property
    def page(self):
        return self.tab.content()

    @property
    def path(self):
        return urlsplit(self.tab.url).path

    def go(self, path):
        self.status = self.tab.goto(self.address + path).status
        return self._look()

    def send(self, ending, **given):
        """Fill in the form whose action ends so, and press its button."""
        form = self.tab.locator(f'form[action$="{ending}"]' if ending else "main form:not([action])")
        if "username" in given:
            form = form.filter(has=self.tab.locator(f'input[name="username"][value="{given.pop("username")}"]'))
        form = form.first
        self._unfold(form)
        for name, said in given.items():
            self._fill(form, name, said)
        with self.tab.expect_navigation() as gone:
            form.locator("button:not([type=button])").last.click()
        self.status = gone.value.status
        return self._look()

    def waits(self, text, seconds=300):
        """Keep looking at a page that renews itself."""
        self.tab.get_by_text(text).first.wait_for(timeout=seconds * 1000)

    def _unfold(self, form):
        """Open what the form lies folded in, as a person does, by its summary."""
        fold = form.locator("xpath=ancestor::details[not(@open)]")
        for n in range(fold.count()):
            fold.nth(n).locator("summary").first.click()

    def _fill(self, form, name, said):
        field = form.locator(f'[name="{name}"]')
        tag, kind = field.first.evaluate("one => [one.tagName, one.type]")
        if tag == "SELECT":
            field.select_option(said)
        elif kind == "radio":
            form.locator(f'[name="{name}"][value="{said}"]').check()
        elif kind == "checkbox":
            self._tick(field, said)
        elif kind == "file":
            field.set_input_files(said)
        else:
            field.fill(said)

    def _tick(self, boxes, said):
        for n in range(boxes.count()):
            box = boxes.nth(n)
            box.set_checked(said if said in (True, False) else box.get_attribute("value") in said)

    def _look(self):
        """Every page, each in each of its states once per person, is free of what axe finds."""
        state = (NUMBERS.sub("#", self.path), self.status, self.tab.locator("h1").first.inner_text(),
                 "|".join(self.tab.locator("summary").all_inner_texts()))  # fmt: skip
        if state not in self.seen:
            self.seen.add(state)
            found = violations(self.tab)
            assert found == [], f"{self.tab.url}: {found}"
        assert self.said == []
        return self.status


class Cast(dict):
    """Everybody of the demonstration; who is called for the first time comes in by one click."""

    def __init__(self, browser, address):
        self.browser, self.address, self.seen = browser, address, set()

    def __missing__(self, username):
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        actor = self[username] = Actor(context, self.address, self.seen)
        actor.go("/sign-in/")
        assert actor.send("/sign-in/as/", username=username) == 200
        assert actor.path == "/"
        return actor

    def name(self, username):
        return User.objects.get(username=username).name

    def now(self):
        return clock.now()

    def wait(self, days):
        clock.shift(timedelta(days=days))

    def leave(self):
        for actor in self.values():
            actor.tab.context.close()
