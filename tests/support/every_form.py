"""Every form that the product has, wherever it is written."""

from importlib import import_module
from pkgutil import walk_packages

from django.forms import BaseForm

OURS = ("audit", "intake", "notifications", "people", "processes", "retention", "vault", "web", "workflows")
SKIPPED = {"migrations", "management", "conformance"}


def every_form():
    """Classes of forms in our packages, each once, sorted by name."""
    for name in OURS:
        for found in walk_packages(import_module(name).__path__, f"{name}."):
            if not SKIPPED & set(found.name.split(".")):
                import_module(found.name)
    return sorted(set(_below(BaseForm)), key=lambda form: (form.__module__, form.__qualname__))


def _below(form):
    for one in form.__subclasses__():
        if one.__module__.split(".")[0] in OURS:
            yield one
        yield from _below(one)
