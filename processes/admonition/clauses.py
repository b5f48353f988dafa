"""The catalogue of bottom lines (底线清单): what a reminder, an inquiry or an admonition rests on."""

import csv
from functools import cache
from pathlib import Path

from django.utils.translation import get_language


@cache
def catalogue():
    """Code → row of the catalogue, in its order."""
    lines = (Path(__file__).parent / "data" / "clauses.csv").read_text("utf-8").splitlines()
    return {row["code"]: row for row in csv.DictReader(line for line in lines if not line.startswith("#"))}


def words(code):
    """A clause as people cite it."""
    row = catalogue().get(code)
    if row is None:
        return code
    if (get_language() or "").startswith("en"):
        return f"{code} {row['en']}"
    return f"{title(code)}（{row['zh_hans'].rstrip('。')}）"


def title(code):
    """Its number in the list and its title; papers say it like this."""
    row = catalogue().get(code)
    return f"底线清单 第{int(code[1:])}条：{row['title_zh']}" if row else code


def offered():
    """Choices for a select."""
    english = (get_language() or "").startswith("en")
    return [(code, f"{code} {row['en' if english else 'title_zh']}") for code, row in catalogue().items()]
