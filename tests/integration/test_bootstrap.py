"""What a newcomer may lack is refused in one sentence with the command to type, and nothing is left half made."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap

pytestmark = [pytest.mark.embedded, pytest.mark.slow]
ROOT = Path(__file__).resolve().parent.parent.parent


def manage(*arguments, data, **environment):
    """Run a command of ours in English on a data folder."""
    kept = {
        name: text for name, text in os.environ.items() if not name.startswith(("DATABASE_URL", "DJANGO_", "DUBAN_"))
    }
    kept |= {"DATA": str(data), "DUBAN_DEMO": "1", "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"} | environment
    return subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=kept, capture_output=True, text=True)


def refused(found, *words):
    """One sentence on stderr, exit code 1."""
    assert found.returncode == 1, found.stderr
    assert found.stdout == "" and len(found.stderr.strip().splitlines()) == 1, found.stderr
    assert all(word in found.stderr for word in words), found.stderr


def made(kind, folder):
    (folder / "kind").write_text(kind)
    return folder


@pytest.fixture
def copy(tmp_path):
    """A clone without an environment."""
    for name in ("Makefile", "tools", "requirements", "locale"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


def test_a_python_that_is_too_old_is_told_what_to_type(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setenv("PATH", "")
    assert bootstrap.main(["runtime"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Python 3.9 is too old") and "sudo apt install python3.11" in said and said.count("\n") == 1


def test_a_newer_python_that_is_here_is_named(monkeypatch, tmp_path):
    newer = tmp_path / "python3.11"
    newer.symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("MAKE_GOAL", "run")
    assert bootstrap.newer_python() == "make run PYTHON=python3.11"


def test_the_script_is_read_by_the_oldest_python():
    source = (ROOT / "tools/bootstrap.py").read_text()
    assert 'f"' not in source and "f'" not in source and ":=" not in source and " -> " not in source


def test_a_missing_venv_module_is_told_what_to_type(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert bootstrap.main(["runtime"]) == 1
    assert f"sudo apt install python3.{sys.version_info[1]}-venv" in capsys.readouterr().err


def test_no_python_at_all_is_told_what_to_type(copy):
    found = subprocess.run(["make", "-C", copy, "setup", "PYTHON=python-of-nobody"], capture_output=True, text=True)
    assert found.returncode and "sudo apt install python3" in found.stderr


def test_a_clone_that_cannot_be_written_is_refused(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(bootstrap.os, "access", lambda path, mode: False)
    assert bootstrap.main(["runtime"]) == 1
    assert "cannot be written; type: sudo chown" in capsys.readouterr().err


def test_a_failed_installation_leaves_nothing_half_made(copy):
    (copy / "requirements/runtime.lock").write_text("django==5.2.19 --hash=sha256:" + "0" * 64 + "\n")
    found = subprocess.run(
        [sys.executable, copy / "tools/bootstrap.py", "runtime"],
        env={**os.environ, "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
    )
    assert found.returncode == 1 and "type: make setup" in found.stderr.splitlines()[-1]
    assert not (copy / ".venv").exists()


def test_a_taken_port_is_refused_before_anything_is_made(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = manage("rundemo", "--port", str(port), data=tmp_path / "data")
    refused(found, f"127.0.0.1:{port}", f"make run PORT={port + 1}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_a_demonstration_answers_on_this_machine_only(tmp_path, host):
    refused(manage("rundemo", "--host", host, data=tmp_path / "data"), host, "make run")
    assert list(tmp_path.iterdir()) == []


def test_real_data_are_not_run_as_a_demonstration(tmp_path):
    refused(manage("rundemo", data=made("real", tmp_path)), str(tmp_path), "manage.py serve")
    refused(manage("demoreset", data=tmp_path), str(tmp_path), "manage.py serve")
    assert [found.name for found in tmp_path.iterdir()] == ["kind"]


def test_a_demonstration_is_not_served_as_real(tmp_path):
    made("demonstration", tmp_path)
    refused(manage("serve", data=tmp_path, DUBAN_DEMO=""), "make run DATA=")
    refused(manage("serve", data=tmp_path / "none", DUBAN_DEMO=""), "manage.py install")


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    refused(manage("rundemo", data=tmp_path), str(tmp_path), "make run DATA=")
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    refused(manage("rundemo", data=tmp_path / "file" / "data"), "make run DATA=")
