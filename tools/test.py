"""Runs the tests with everything they need, and leaves nothing out silently.

    python tools/test.py quick     what answers within a minute: SQLite, no browser
    python tools/test.py test      everything on SQLite and in a browser, engine and store again on PostgreSQL and Redis
    python tools/test.py nightly   the same and the long profiles
    python tools/test.py lint      style and import contracts only

DATABASE_URL and REDIS_URL name services to use; without them the system's programs or the wheels' are started.
CHROMIUM names a browser; further arguments go to pytest.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import services  # noqa: E402

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SQLITE, POSTGRES = "SQLite", "PostgreSQL and Redis"
# What a run of one database leaves out belongs to the other run, never to none.
LEFT_OUT = {SQLITE: ("postgres", "redis"), POSTGRES: ("browser", "embedded")}
# What says how the engine behaves holds on both databases; what compares texts needs neither.
PLAYED = ("actions", "model", "patterns", "resources", "scenarios", "specimen")
# Long ones first, so that no worker waits for one at the end.
ON_BOTH = ("tests/faults", *(f"tests/conformance/test_{one}.py" for one in PLAYED), "tests/integration", "tests/unit")
TIERS = {"quick": " and not slow and not browser and not nightly", "test": " and not nightly", "nightly": ""}


class Stop(Exception):
    """What is missing, and the command to type."""


def main(arguments):
    tier = arguments[0] if arguments else "test"
    if tier == "lint":
        return lint()
    if tier not in TIERS:
        print(__doc__)
        return 1
    # Terminated from outside, it still stops the services that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.monotonic()
    try:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="duban-tests-")))
            # A PostgreSQL that root starts runs as nobody, who must get through to its own folder.
            folder.chmod(0o711)
            tallies = [run(*phase) for phase in phases(tier, folder, stack, arguments[1:])]
    except (Stop, services.Missing) as missing:
        print(missing, file=sys.stderr)
        return 1
    return report(tallies, time.monotonic() - begun)


def phases(tier, folder, stack, options):
    """Yield (title, environment, pytest arguments, tally file) of each run; start what it needs first."""
    base = {**os.environ, "PYTHONHASHSEED": "0", "TMPDIR": str(folder)}
    for name in ("DATABASE_URL", "REDIS_URL", "DATA", "DJANGO_SETTINGS_MODULE", "DUBAN_DEMO"):
        base.pop(name, None)
    if tier != "quick":
        base["CHROMIUM"] = chromium()
    # In the order of the folders: the long stories of the browser begin early, and no worker waits for one at the end.
    common = [*options, "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", "--no-loadscope-reorder"]
    common += ["--durations", "5"]
    for title in (SQLITE, POSTGRES):
        own = folder / title.split()[0].lower()
        own.mkdir()
        environment = {**base, "DUBAN_TALLY": str(own / "tally.json"), "DATA": str(own / "data")}
        paths = ["tests"]
        if title == POSTGRES:
            environment |= started(folder, stack)
            paths = [path for path in ON_BOTH if (ROOT / path).exists()]
        marks = " and ".join(f"not {mark}" for mark in LEFT_OUT[title])
        yield title, environment, [*paths, "-m", marks + TIERS[tier], *common]
        if tier == "quick":
            return


def takers(path, marks):
    """Return which runs take a test, by its file and its marks; by night none may be left out by all."""
    placed = {SQLITE: True, POSTGRES: any(path == one or path.startswith(f"{one}/") for one in ON_BOTH)}
    return [title for title in placed if placed[title] and not {*LEFT_OUT[title]} & {*marks}]


def started(folder, stack):
    """Return the addresses of a database and a broker: the given ones, or our own until the end of the run."""
    database, broker = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    return {
        "DATABASE_URL": database or stack.enter_context(services.postgres(folder / "postgres", durable=False)).url,
        "REDIS_URL": broker or stack.enter_context(services.redis(folder / "redis")).url,
    }


def chromium():
    """Return a browser: the given one, one on the PATH, or one that apt installs for root."""
    given = os.environ.get("CHROMIUM")
    if given and not os.access(given, os.X_OK):
        raise Stop(
            f"No test was run, because CHROMIUM={given} is not a program; type: make test CHROMIUM=/path/to/chromium"
        )
    found = given or on_path()
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium with apt (once) ...", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False)
        found = on_path()
    if not found:
        raise Stop("No test was run, because the browser tests need Chromium; type: sudo apt install chromium")
    return found


def on_path():
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def run(title, environment, arguments):
    """Run pytest once and return {outcome: number}."""
    print(f"\n{title}", flush=True)
    Path(environment["DATA"]).mkdir(exist_ok=True)
    code = subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment).returncode
    tally = Path(environment["DUBAN_TALLY"])
    counted = json.loads(tally.read_text()) if tally.exists() else {}
    # pytest that stopped for another reason than a failed test is a failure, too; 5: a folder without such tests.
    if code not in (0, 5) and not counted.get("failed"):
        counted["failed"] = 1
    return counted


def report(tallies, seconds):
    """Print the sum as pytest would, and return the exit code."""
    passed, failed = (sum(tally.get(word, 0) for tally in tallies) for word in ("passed", "failed"))
    print(f"\n{f' {passed} passed, {failed} failed in {seconds:.2f}s ':=^80}")
    print(f"{passed} passed, {failed} failed")
    return int(bool(failed) or not passed)


def lint():
    """Check style and import contracts."""
    beside = Path(sys.executable).parent
    commands = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["lint-imports"])
    codes = [subprocess.run([beside / name, *rest], cwd=ROOT).returncode for name, *rest in commands]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
