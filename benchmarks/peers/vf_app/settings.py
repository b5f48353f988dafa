"""What viewflow needs, as its documentation sets it up; a connection that stays open, as for every peer."""

import environ

from benchmarks.peers import common

SECRET_KEY = "bench"
USE_TZ = True
DATABASES = {"default": environ.Env.db_url_config(common.url("viewflow_bare")) | {"CONN_MAX_AGE": None}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "viewflow",
    "viewflow.workflow",
    "benchmarks.peers.vf_app.apps.BareConfig",
]
