"""The language of the terminal, for commands that people start by hand."""

import os

from django.core.management import BaseCommand
from django.utils import translation


def language(environment=os.environ):
    """Return the product's language that comes nearest to the locale of the terminal."""
    name = next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    name = name.lower().replace("-", "_")
    if name.startswith(("zh_tw", "zh_hk", "zh_mo", "zh_hant")):
        return "zh-hant"
    return "zh-hans" if name.startswith("zh") else "en"


def speak():
    """Answer in the language of the terminal from here on."""
    translation.activate(language())


class Command(BaseCommand):
    """A command that answers who typed it in their language; called from code it keeps the caller's."""

    def run_from_argv(self, argv):
        speak()
        super().run_from_argv(argv)
