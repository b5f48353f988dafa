"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from settings import loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.embedded")
application = get_wsgi_application()
# The pages are imported now and not while the first visitor waits.
_patterns = get_resolver().url_patterns
loaded.settle()
