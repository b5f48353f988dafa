"""The scale profile on one machine, to try it: PostgreSQL, Redis, two web processes, a worker and a scheduler.

    python tools/scale.py up       start everything on free loopback ports and print the addresses
    python tools/scale.py down     stop exactly what was started; the data stays
    python tools/scale.py clear    stop it and remove the data

It is a demonstration. The README says how the parts are run on machines of their own.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import services  # noqa: E402

STATE = ROOT / "build" / "scale" / "state.json"
HOME = STATE.with_name("home")
PATIENCE = 45  # a worker may finish the task in hand


class Stop(Exception):
    """What did not happen, and the command to type."""


def main(arguments):
    actions = {"up": up, "down": down, "clear": clear}
    if len(arguments) != 1 or arguments[0] not in actions:
        print(__doc__)
        return 1
    try:
        actions[arguments[0]]()
    except (Stop, services.Missing) as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


def up():
    """Start all parts, or none of them."""
    if any(map(alive, known()["parts"])):
        raise Stop("Nothing was started: the scale profile is running. To stop it, type: make scale-down")
    house = home()
    parts, addresses = [], []
    try:
        environment = start_services(house, parts)
        prepare(house, environment)
        start_signer(house, environment, parts)
        for number in (1, 2):
            addresses.append(start_web(house, environment, parts, number))
        start_celery(house, environment, parts)
        for address in addresses:
            wait_for(address, parts)
    except BaseException:
        stop_all(parts)
        raise
    remember(parts, addresses)
    print("\n".join(["Ready:", *addresses, f"Logs: {house}", "To stop it, type: make scale-down"]), flush=True)


def home() -> Path:
    """The folder of the data, kept from one start to the next; outside the project, where PostgreSQL may read."""
    if not (HOME.exists() and Path(HOME.read_text()).is_dir()):
        HOME.parent.mkdir(parents=True, exist_ok=True)
        found = tempfile.mkdtemp(prefix="duban-scale-")
        Path(found).chmod(0o711)  # the account that runs PostgreSQL has to pass
        HOME.write_text(found)
    return Path(HOME.read_text())


def start_services(house, parts):
    """Start PostgreSQL and Redis; return the environment of all other parts."""
    for name, start in (("postgres", services.postgres), ("redis", services.redis)):
        service = start(house)
        service.leave()
        parts.append(part(name, service.pid, service.stop_with) | {"url": service.url})
    key = house / "secret"
    if not key.exists():
        key.touch(0o600)
        key.write_text(secrets.token_urlsafe(48))
    data = house / "data"
    data.mkdir(exist_ok=True)
    return os.environ | {
        "DATABASE_URL": parts[0]["url"],
        "REDIS_URL": parts[1]["url"],
        "SECRET_KEY": key.read_text(),
        "DATA": str(data),
        "DUBAN_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "settings.scale",
    }


def prepare(house, environment):
    """Migrate, and fill an empty database with the demonstration."""
    manage("migrate", environment)
    mark = house / "data" / "kind"
    if not mark.exists():
        print("Filling the database with the demonstration (once) ...", file=sys.stderr)
        manage("demo", environment)
        mark.write_text("demonstration")


def manage(command, environment):
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), command, "--verbosity", "0"], cwd=ROOT, env=environment
    )
    if done.returncode:
        raise Stop(f"Nothing was started: manage.py {command} failed, see above. To start afresh, type: make scale-up")


def start_web(house, environment, parts, number):
    port = services.free_port()
    command = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", "4", "--log-level", "error", "--respawn-failed-workers"]
    start(f"web{number}", [*command, "settings.wsgi:application"], house, environment, parts)
    return f"http://127.0.0.1:{port}/"


def start_signer(house, environment, parts):
    """The keeper of the key; in service it runs under an account of its own."""
    command = ["python", "-m", "ledger.signer", str(house / "data" / "signer"), "--simulated"]
    start("signer", command, house, environment, parts)


def start_celery(house, environment, parts):
    celery = ["celery", "-A", "settings.celery"]
    start("worker", [*celery, "worker", "--concurrency", "1", "--loglevel", "WARNING"], house, environment, parts)
    schedule = ["--schedule", str(house / "beat"), "--pidfile="]
    start("scheduler", [*celery, "beat", *schedule, "--loglevel", "WARNING"], house, environment, parts)


def start(name, command, house, environment, parts):
    program = str(Path(sys.executable).parent / command[0])
    with (house / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            [program, *command[1:]], cwd=ROOT, env=environment, stdout=log, stderr=log,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    parts.append(part(name, process.pid))


def part(name, pid, stop_with=signal.SIGTERM):
    return {"name": name, "pid": pid, "born": born(pid), "stop_with": int(stop_with)}


def born(pid):
    """When a process began, so that a number the system has given to another is not taken for ours."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    state, *rest = stat.rpartition(")")[2].split()
    return None if state == "Z" else rest[18]


def alive(one):
    return born(one["pid"]) == one["born"] is not None


def wait_for(address, parts, seconds=60):
    for _turn in range(seconds * 5):
        if not all(map(alive, parts)):
            break
        try:
            with urllib.request.urlopen(address + "healthz", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    dead = [one["name"] for one in parts if not alive(one)]
    raise Stop(f"Nothing was started: {', '.join(dead) or address} did not come up. Logs: {HOME.read_text()}")


def stop_all(parts):
    """Stop the parts, last one first, and wait for each."""
    for one in reversed(parts):
        if alive(one):
            os.kill(one["pid"], one["stop_with"])
            until = time.monotonic() + PATIENCE
            while alive(one) and time.monotonic() < until:
                time.sleep(0.05)
            if alive(one):
                os.kill(one["pid"], signal.SIGKILL)


def known():
    return json.loads(STATE.read_text()) if STATE.exists() else {"parts": [], "addresses": []}


def remember(parts, addresses):
    STATE.touch(0o600)  # the addresses of the services hold their passwords
    STATE.write_text(json.dumps({"parts": parts, "addresses": addresses}, indent=1))


def down():
    forget()
    print("Stopped. The data stays; to remove it, type: .venv/bin/python tools/scale.py clear")


def forget():
    """Stop exactly what was started."""
    stop_all(known()["parts"])
    STATE.unlink(missing_ok=True)


def clear():
    forget()
    if HOME.exists():
        shutil.rmtree(HOME.read_text(), ignore_errors=True)
        HOME.unlink()
    print("Stopped, and the data removed.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
