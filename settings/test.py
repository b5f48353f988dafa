"""Tests: SQLite unless DATABASE_URL names a PostgreSQL."""

import atexit
import os
import shutil
import tempfile

if "DATA" not in os.environ:
    os.environ["DATA"] = tempfile.mkdtemp(prefix="duban-test-")
    atexit.register(shutil.rmtree, os.environ["DATA"], ignore_errors=True)
from settings.embedded import *  # noqa: E402, F403
from settings.embedded import DATABASES, INSTALLED_APPS, env  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "workflows.conformance.specimen", "tests.support.approval"]

SECRET_KEY = "for-tests-only"
DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
SECOND_FACTOR = "optional"
VAULT_COST = "1:64:1"
if env("DATABASE_URL", default=""):
    DATABASES["default"] = env.db("DATABASE_URL") | {"OPTIONS": {"server_side_binding": True, "prepare_threshold": 2}}
else:
    # Tests end processes but never the power, so that they need not wait for the disk.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    # A file, because threads of one test must share it.
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"].replace("duban.", "test.")}
# Test databases also get the tables of apps without migrations, too early for PostgreSQL's foreign keys.
MIGRATION_MODULES = {}
