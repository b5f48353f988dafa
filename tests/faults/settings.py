"""The test settings on a database that another process has made."""

import os

from settings.test import *  # noqa: F403
from settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["KILLED_NAME"]
