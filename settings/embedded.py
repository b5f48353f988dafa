"""One machine, one process, SQLite."""

import os

from settings.base import *  # noqa: F403
from settings.base import ROOT, Path, env
from settings.mail import mail

DATA = Path(env("DATA", default=str(ROOT / "data"))).expanduser().resolve()
if not SECRET_KEY and os.path.exists(DATA / "secret"):  # noqa: F405
    SECRET_KEY = (DATA / "secret").read_text().strip()
SECRET_KEY = SECRET_KEY or "only-for-commands-that-serve-nobody"
# What is made in this folder is thrown away unless it is finished, and is on the disk before it counts as finished.
SYNCHRONOUS = "OFF" if DATA.name == "half-made" else "FULL"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(DATA / "duban.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={SYNCHRONOUS}; PRAGMA foreign_keys=ON;",
        },
    }
}
SIGNER_HOME = Path(env("SIGNER_HOME", default=str(DATA / "signer")))  # keys and socket of the signer
BACKUPS = Path(env("BACKUPS", default=str(DATA / "backups")))  # better on another disk
MEDIA_ROOT = str(DATA / "files")
vars().update(mail(env, DATA))
