"""The language of the terminal, for commands that people start by hand."""

import os

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
