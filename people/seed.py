"""What every database needs from the start: roles, the system user, and the calendar as far as it is known."""

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def catalogue() -> tuple[dict, ...]:
    """All roles, as they ship."""
    return tuple(json.loads((DATA / "roles.json").read_text("utf-8")))


@cache
def years() -> tuple[dict, ...]:
    """The calendar years that ship."""
    return tuple(json.loads((DATA / "calendar.json").read_text("utf-8"))["years"])


def days_of(year: dict) -> list[tuple[date, str, str]]:
    """The exceptions of one year: date, kind, name."""
    off = [(day, "off", span["name"]) for span in year["off"] for day in _span(span["from"], span["to"])]
    return off + [(date.fromisoformat(day), "work", "调休上班") for day in year["work"]]


def sow(sender=None, apps=None, using="default", **_):
    """After every migration: add what is missing, overwrite nothing that people changed."""
    if apps is None:
        from django.apps import apps
    try:
        model = {name: apps.get_model("people", name) for name in ("Role", "User", "CalendarYear", "CalendarDay")}
    except LookupError:
        return
    sow_roles(model["Role"], using)
    model["User"].objects.using(using).get_or_create(
        username="system", defaults={"name": "系统", "kind": "system", "password": "!", "pinyin": "xitong"}
    )
    sow_calendar(model["CalendarYear"], model["CalendarDay"], using)


def sow_roles(Role, using):
    """Roles belong to the code: names follow it."""
    rows = [Role(**{"played_by": [], "in_unit": False} | row) for row in catalogue()]
    named = ["zh", "zh_hant", "en", "kind", "played_by", "in_unit"]
    Role.objects.using(using).bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=named)


def sow_calendar(CalendarYear, CalendarDay, using):
    """A year that is already there belongs to the people who confirm it."""
    known = set(CalendarYear.objects.using(using).values_list("year", flat=True))
    for year in years():
        if year["year"] in known:
            continue
        facts = {key: year[key] for key in ("year", "confirmed", "source")}
        CalendarYear.objects.using(using).create(**facts)
        CalendarDay.objects.using(using).bulk_create(
            CalendarDay(date=day, kind=kind, name=name, source=year["source"]) for day, kind, name in days_of(year)
        )


def _span(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]
