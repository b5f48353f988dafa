"""The data folder: made once as a demonstration or as a real installation, and never turned into the other."""

import fcntl
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from django.core.management import CommandError
from django.utils.translation import gettext as _

DEMO, REAL = "demonstration", "real"
HALF = "half-made"


def kind(data):
    """Return what the folder was made as, or None while it is not finished."""
    mark = Path(data) / "kind"
    # Path.exists() raises in a folder that may not be looked into.
    return mark.read_text().strip() if os.path.exists(mark) else None


def check(data, wanted):
    """Refuse a folder of the other kind, one that cannot be written, and one that is something else."""
    data = Path(data)
    found = kind(data)
    if found and found != wanted:
        raise CommandError(other_kind(data, found))
    if not writable(data):
        raise CommandError(
            _("没有启动：数据目录 %(data)s 不可写。请另选目录，输入：%(command)s")
            % {"data": data, "command": "make run DATA=~/duban-data"}
        )
    if not found and strangers(data):
        raise CommandError(
            _("没有启动：目录 %(data)s 里有别的文件。请另选空目录，输入：%(command)s")
            % {"data": data, "command": "make run DATA=~/duban-data"}
        )


def other_kind(data, found):
    if found == REAL:
        return _("没有启动：%(data)s 是正式数据，不能当作演示运行。请输入：%(command)s") % {
            "data": data,
            "command": f"DATA={data} .venv/bin/python manage.py serve",
        }
    return _("没有启动：%(data)s 是演示数据，不能当作正式系统运行。请输入：%(command)s") % {
        "data": data,
        "command": f"make run DATA={data}",
    }


def writable(data):
    """Say whether the folder, or the nearest one above it that exists, takes new files."""
    while not os.path.exists(data) and data != data.parent:
        data = data.parent
    try:
        # Tried, because the permissions of a folder do not tell what a system folder takes.
        tempfile.TemporaryFile(dir=data).close()
    except OSError:
        return False
    return True


def strangers(data):
    return data.exists() and any(found.name not in (HALF, "serving") for found in data.iterdir())


def begin(data):
    """Return an empty folder inside the data folder, in which everything is made first."""
    half = Path(data) / HALF
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o700)
    write_secret(half)
    return half


def write_secret(data):
    """Keep the key that signs sessions where only its owner reads it."""
    with open(os.open(data / "secret", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(secrets.token_urlsafe(50))


def finish(data, wanted):
    """Move what was made into place; the mark comes last, so that a folder with a mark is whole."""
    data = Path(data)
    half = data / HALF
    sync(half)
    for made in half.iterdir():
        made.rename(data / made.name)
    half.rmdir()
    (data / "kind").write_text(wanted + "\n")
    sync(data)


def sync(folder):
    """Wait until everything below the folder is on the disk: it was made without waiting."""
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def clear(data):
    """Remove a demonstration; the mark goes first, so that half of it is never taken for whole."""
    data = Path(data)
    (data / "kind").unlink(missing_ok=True)
    for found in data.iterdir() if data.exists() else ():
        shutil.rmtree(found) if found.is_dir() else found.unlink()


def hold(data):
    """Take the folder for this process and its children; refuse when another serves it."""
    held = open(Path(data) / "serving", "w")  # noqa: SIM115 - held until the process ends
    os.set_inheritable(held.fileno(), True)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise CommandError(
            _("没有执行：另一个进程正在使用 %(data)s。请先停止它（在它的窗口按 Ctrl+C），再试一次。") % {"data": data}
        )
    return held
