"""For `manage.py conformance` alone: the embedded profile with the specimen, on a database in memory."""

from settings.embedded import *  # noqa: F403
from settings.embedded import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "workflows.conformance.specimen"]
DEMO = True  # the clock of the cells is moved; nothing else is ever run under these settings
