"""How long `make run` takes to its first page, and what the whole of it occupies once people have used it.

    python benchmarks/memory.py      makes a demonstration in a temporary folder, serves it, signs in, opens pages

The memory is the proportional share (PSS) of every process that was started, read from /proc; Linux only.
"""

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.services import free_port  # noqa: E402

LIMIT_MB, PATIENCE = 300, 600
USED = ("/", "/sent/", "/start/", "/search/?q=%E4%BA%8B", "/notices/", "/me/")
ROUNDS, PEOPLE = 5, 8


def main():
    with tempfile.TemporaryDirectory(prefix="duban-memory-") as folder:
        with _serving(folder) as (process, address):
            first = _until_answer(process, address)
        with _serving(folder) as (process, address):
            again = _until_answer(process, address)
            idle = pss(process.pid)
            opened = _use(address)
            used = pss(process.pid)
    found = {
        "first_page_s": {"new demonstration": first, "again": again}, "pss_mb": {"idle": idle, "used": used},
        "pages_opened": opened,
        "gates": {"PSS of all processes, MB": {"value": used, "limit": LIMIT_MB, "met": used <= LIMIT_MB}},
    }  # fmt: skip
    text = json.dumps(found, indent=1, ensure_ascii=False)
    (ROOT / "benchmarks" / "results" / "memory.json").write_text(text + "\n")
    print(text)
    return int(used > LIMIT_MB)


@contextmanager
def _serving(folder):
    port = free_port()
    environment = {**os.environ, "DATA": str(Path(folder) / "data"), "DUBAN_DEMO": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "manage.py", "rundemo", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _until_answer(process, address):
    """Seconds until the sign-in page comes."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/sign-in/", timeout=60).read()
        except OSError:
            time.sleep(0.1)
        else:
            return round(time.monotonic() - begun, 2)
    raise RuntimeError("the demonstration did not come up")


def _use(address):
    """Sign some people in and open pages as each; returns how many were opened."""
    opened = 0
    page = urllib.request.urlopen(f"{address}/sign-in/").read().decode()
    for username in list(dict.fromkeys(re.findall(r'name="username" value="(\w+)"', page)))[:PEOPLE]:
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = browser.open(f"{address}/sign-in/").read().decode()
        (token, *_) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        given = urllib.parse.urlencode({"username": username, "csrfmiddlewaretoken": token}).encode()
        browser.open(f"{address}/sign-in/as/", given).read()
        opened += sum(_opened(browser, address + path) for _ in range(ROUNDS) for path in USED)
    return opened


def _opened(browser, url):
    try:
        return len(browser.open(url).read()) > 0
    except urllib.error.HTTPError:
        return False


def pss(pid):
    """Megabytes of a process and its descendants, shared pages counted once."""
    total = 0
    for member in _family(pid):
        rollup = Path(f"/proc/{member}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M).group(1))
    return round(total / 1024, 1)


def _family(pid):
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    family = [pid]
    for member in family:
        family += parents.get(member, [])
    return family


if __name__ == "__main__":
    sys.exit(main())
