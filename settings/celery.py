"""The Celery application: `celery -A settings.celery worker` and `celery -A settings.celery beat`."""

import os

from celery import Celery
from celery.signals import worker_process_init

from settings import loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.scale")
app = Celery("duban")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def _begin(**_):
    loaded.settle()
