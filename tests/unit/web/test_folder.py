"""A data folder is made whole or not at all, keeps its kind, and has one master."""

import os
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError

from people import terminal
from web.management import building, folder, server

pytestmark = pytest.mark.embedded


def make(data, kind):
    half = folder.begin(data)
    (half / "duban.sqlite3").write_text("made")
    folder.finish(data, kind)


def test_what_is_made_appears_at_once_and_keeps_its_kind(tmp_path):
    data = tmp_path / "data"
    half = folder.begin(data)
    assert folder.kind(data) is None and half.parent == data
    folder.finish(data, folder.REAL)
    assert folder.kind(data) == folder.REAL and (data / "secret").exists() and not half.exists()


def test_half_of_an_earlier_try_is_thrown_away(tmp_path):
    (folder.begin(tmp_path) / "rest").write_text("old")
    folder.check(tmp_path, folder.DEMO)
    assert not (folder.begin(tmp_path) / "rest").exists()


def test_what_is_interrupted_leaves_nothing_and_is_begun_anew(tmp_path, monkeypatch):
    def interrupted(command, env, pass_fds):
        (Path(env["DATA"]) / "duban.sqlite3").write_text("half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(building.subprocess, "run", interrupted)
        building.build(tmp_path, ["fill"], again="make demo-year")
    assert folder.kind(tmp_path) is None and [path.name for path in tmp_path.iterdir()] == ["serving"]
    folder.check(tmp_path, folder.DEMO)


def test_a_command_that_outlives_who_began_it_keeps_others_away(tmp_path, monkeypatch):
    """Killed alone, the one that began leaves a child that still writes into the half that is being made."""
    here = Path(__file__).parent.parent.parent.parent
    said = (
        f"import sys; sys.path.insert(0, {str(here)!r}); from web.management import building; from pathlib import Path;"
    )
    script = tmp_path / "begin.py"
    script.write_text(
        "import sys, time\n"
        "if len(sys.argv) > 1:\n    print('on', flush=True); time.sleep(60)\n"
        f"{said} building.build(Path({str(tmp_path / 'data')!r}), ['fill'], again='make demo-year')\n"
    )
    begun = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, start_new_session=True)
    try:
        assert begun.stdout.readline() == b"on\n"
        begun.kill()
        begun.wait()
        with pytest.raises(CommandError, match="另一个进程正在使用"):
            folder.hold(tmp_path / "data")
    finally:
        os.killpg(begun.pid, signal.SIGKILL)


def test_a_folder_in_which_another_builds_is_refused_with_the_way_out(tmp_path):
    held = folder.hold(tmp_path)
    with pytest.raises(CommandError, match="另一个进程正在使用"):
        building.build(tmp_path, ["fill"], again="make demo-year")
    held.close()


def test_the_secret_is_long_and_read_by_its_owner_only(tmp_path):
    make(tmp_path, folder.REAL)
    secret = tmp_path / "secret"
    assert stat.S_IMODE(os.stat(secret).st_mode) == 0o600 and len(secret.read_text()) >= 50


@pytest.mark.parametrize(("made", "asked"), [(folder.REAL, folder.DEMO), (folder.DEMO, folder.REAL)])
def test_a_kind_never_turns_into_the_other(tmp_path, made, asked):
    make(tmp_path, made)
    folder.check(tmp_path, made)
    with pytest.raises(CommandError):
        folder.check(tmp_path, asked)


def test_a_folder_of_somebody_else_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CommandError):
        folder.check(tmp_path, folder.DEMO)


def test_one_process_at_a_time_holds_the_folder(tmp_path):
    held = folder.hold(tmp_path)
    with pytest.raises(CommandError):
        folder.hold(tmp_path)
    held.close()
    folder.hold(tmp_path).close()


def test_a_cleared_demonstration_can_be_made_again(tmp_path):
    make(tmp_path, folder.DEMO)
    folder.clear(tmp_path)
    assert list(tmp_path.iterdir()) == []
    make(tmp_path, folder.DEMO)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_is_allowed(host):
    assert server.check_loopback(host) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "duban.example"])
def test_other_addresses_are_refused(host):
    with pytest.raises(CommandError):
        server.check_loopback(host)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-hant"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
    ],
)
def test_a_terminal_is_answered_in_its_language(environment, language):
    assert terminal.language(environment) == language


def test_a_folder_that_only_seems_to_take_files_is_refused():
    assert not folder.writable(Path("/proc/duban"))
    with pytest.raises(CommandError):
        folder.check(Path("/proc/duban"), folder.DEMO)


def test_a_folder_that_may_not_be_looked_into_is_refused(tmp_path, nobody):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    with nobody(), pytest.raises(CommandError):
        folder.check(closed / "data", folder.DEMO)
    closed.chmod(0o700)


@pytest.fixture
def nobody():
    """Root may look into everything, so a root asks as somebody else."""

    @contextmanager
    def somebody_else():
        own = os.geteuid()
        os.seteuid(own or 65534)
        try:
            yield
        finally:
            os.seteuid(own)

    return somebody_else


@pytest.mark.parametrize("port", ["99999", "abc", "-1", ""])
def test_a_port_that_there_cannot_be_is_refused_with_one_that_there_can(port):
    with pytest.raises(CommandError):
        server.check_address("127.0.0.1", port, "make run")
    assert server.another(port) == 8001 and server.another("8000") == 8001 and server.another(8410) == 8411
