"""The catalogue of clauses that a finding may rest on."""

import csv
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

KINDS = {"commitment_must": _("十坚持"), "commitment_must_not": _("十不准"), "bottom_line": _("底线清单")}


@cache
def catalogue():
    """Code → row of the catalogue, in its order."""
    lines = (Path(__file__).parent / "data" / "clauses.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["code"]: row for row in rows}


def words(code):
    """A clause as people cite it: code, title, text."""
    row = catalogue().get(code)
    if row is None:
        return code
    if (get_language() or "").startswith("en"):
        return f"{code} {row['en']}"
    return f"{code} {row['title_zh']}：{row['zh_hans']}"


def title(code):
    """Code and title alone."""
    row = catalogue().get(code)
    return f"{code} {row['title_zh']}" if row else code


def grouped():
    """Choices for a select, in groups."""
    found = {}
    for code, row in catalogue().items():
        found.setdefault(row["kind"], []).append((code, title(code)))
    return [(KINDS[kind], choices) for kind, choices in found.items()]
