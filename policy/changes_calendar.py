"""Changes of the working calendar."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from people.errors import NotDone
from people.models import CalendarDay, CalendarYear
from policy.trace import entitled_together, saved, trace

Row = tuple[date, str, str]
# The law grants thirteen days a year; a notice with fewer has been typed in halfway.
STATUTORY = 13


@transaction.atomic
def confirm_year(by, year: int, *, source: str, why: str, days: Iterable[Row] | None = None) -> CalendarYear:
    """Enter the official notice of a year: (date, "off" or "work", name) each; None keeps what is there."""
    entitled_together(by, why)
    known, _made = CalendarYear.objects.select_for_update().get_or_create(year=year)
    before = _rows(year)
    rows = before if days is None else sorted(days)
    _official(year, source, rows)
    CalendarDay.objects.filter(date__year=year).delete()
    for day, kind, name in rows:
        saved(CalendarDay(date=day, kind=kind, name=name, source=source))
    known.confirmed, known.source = True, source
    saved(known)
    trace("calendar_year", by, why, year=year, source=source, days=rows, before=before)
    return known


@transaction.atomic
def set_day(by, day: date, kind: str | None, *, why: str, name: str = "", source: str = "") -> None:
    """Make one day a holiday ("off"), a working day ("work"), or what its weekday says (None)."""
    entitled_together(by, why)
    CalendarYear.objects.select_for_update().get_or_create(year=day.year)
    before = CalendarDay.objects.filter(pk=day).first()
    was = [before.kind, before.name] if before else None
    if kind is None and before:
        before.delete()
    elif kind is not None:
        saved(before or CalendarDay(date=day), kind=kind, name=name, source=source)
    trace("calendar_day", by, why, day=day, state=kind, name=name, source=source, before=was)


def _rows(year: int) -> list[Row]:
    days = CalendarDay.objects.filter(date__year=year).order_by("date")
    return [(one.date, one.kind, one.name) for one in days]


def _official(year: int, source: str, rows: list[Row]) -> None:
    if not source.strip():
        raise NotDone(_("日历没有确认：没有写明依据。请写明放假通知的名称和日期。"))
    if strange := [day for day, *_rest in rows if day.year != year]:
        raise NotDone(
            _("日历没有确认：%(day)s 不在 %(year)s 年。请检查日期。") % {"day": strange[0].isoformat(), "year": year}
        )
    if len({day for day, *_rest in rows}) < len(rows):
        raise NotDone(_("日历没有确认：同一天出现了两次。请删去其中一行。"))
    if sum(kind == "off" for _day, kind, _name in rows) < STATUTORY:
        raise NotDone(_("日历没有确认：放假不足 13 天，法定节日没有录全。请对照放假通知补齐。"))
