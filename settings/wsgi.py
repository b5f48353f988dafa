"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from settings import loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.embedded")
application = get_wsgi_application()
loaded.settle()
