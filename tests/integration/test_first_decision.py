"""A real installation, from an empty folder to the first decided suggestion, over HTTP."""

import csv
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.support.visitor import Visitor, form_of

pytestmark = [pytest.mark.embedded, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
PEOPLE = """unit_code,unit_name,username,name,roles
BGS,办公室,li,李一,办公室
ZZK,组织科,wang,王二,科室负责人
ZZK,组织科,zhao,赵三,经办人
ZZK,组织科,qian,钱四,经办人
"""
ANSWER = (
    "感谢您的建议。我科已与信息中心商定，今后党员转接组织关系时，"
    "材料由系统自动核对，不再要求重复提交纸质证明，十二月底前在全县试行。"
)
SAYS = {
    "title": "转接组织关系不再重复提交纸质证明",
    "channel": "form",
    "submitter_kind": "anonymous",
    "content": "党员转接组织关系时，同一份证明要在乡镇和县里各交一次，建议由系统自动核对。",
}


class House:
    """A folder in which an installation is made and served."""

    def __init__(self, folder):
        self.folder, self.server = folder, None
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("DUBAN", "DJANGO", "DATABASE"))}
        self.environment = kept | {"DATA": str(folder / "data"), "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}

    def install(self):
        """Make it; return who → their one-time link."""
        (self.folder / "people.csv").write_text(PEOPLE)
        links = self.folder / "links.csv"
        command = ["install", "--people", self.folder / "people.csv", "--links", links, "--address", self.address]
        made = subprocess.run(self._manage(*command), cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert made.returncode == 0, made.stderr
        with links.open(encoding="utf-8-sig", newline="") as rows:
            found = {row["username"]: row["link"] for row in csv.DictReader(rows)}
        return found | {"admin": re.search(r"http\S+/sign-in/link/\S+", made.stdout)[0]}

    def serve(self):
        command = self._manage("serve", "--port", self.port)
        with (self.folder / "said").open("w") as said:
            self.server = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=said, stderr=said, stdin=subprocess.DEVNULL
            )
        for _turn in range(300):
            if self.server.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.address + "healthz", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError((self.folder / "said").read_text()[-2000:])

    def close(self):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait(30)

    def enter(self, link):
        """Somebody opens their link and presses the button."""
        visitor = Visitor(self.address)
        assert visitor.go(link) == 200
        assert visitor.send("") == 200
        return visitor

    def _manage(self, *arguments):
        return [sys.executable, "manage.py", *map(str, arguments)]


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    yield made
    made.close()


def test_from_an_empty_folder_to_a_decided_suggestion(house):
    links = house.install()
    house.serve()
    admin, office, head, clerk, other = (house.enter(links[name]) for name in ("admin", "li", "wang", "zhao", "qian"))
    assert Visitor(house.address).go(links["li"]) == 409  # a link opens the door once

    case = opened(office)
    done(office, case, "classify", aspect=option(office, case, "classify", "aspect"))
    done(office, case, "assign", unit=option(office, case, "assign", "unit"))
    assert admin.go(case) == 404  # an administrator keeps the house and sees no case
    assert other.go(case) == 200  # a clerk of the section that answers
    done(clerk, case, "draft_reply", disposition="reserve", disposition_reason="与现行办法一致，留作完善系统时的参考。",
         reply_text=ANSWER)  # fmt: skip
    done(head, case, "approve_reply")
    done(office, case, "close")

    office.go(case)
    assert "办结" in office.page and ANSWER in office.page
    assert office.go(case + "history/") == 200
    for name in ("李一", "王二", "赵三"):
        assert name in office.page
    assert told(clerk, SAYS["title"])


def told(visitor, title):
    """Whether a notice about the case arrives within half a minute; the background delivers it."""
    for _turn in range(150):
        visitor.go("/notices/")
        if title in visitor.page:
            return True
        time.sleep(0.2)
    return False


def opened(office):
    office.go("/start/suggestion/")
    assert office.send("", **SAYS) == 200, office.page[-1500:]
    assert office.path.startswith("/case/"), office.path
    return office.path


def option(visitor, case, move, name):
    """The first choice that a list of a form offers."""
    visitor.go(case)
    return next(value for value, _label in form_of(visitor.page, f"/move/{move}/").choices[name] if value)


def done(visitor, case, move, **given):
    """Take a move by the form on the case page."""
    assert visitor.go(case) == 200
    said = visitor.send(f"/move/{move}/", **given)
    assert said == 200, re.findall(r'class="err".*?</p>|role="alert".*?</div>', visitor.page, re.S)[:3]
