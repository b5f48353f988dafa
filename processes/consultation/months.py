"""Until when the next month's follow-up is due: the last working day of the month. Pure."""

from calendar import monthrange
from datetime import date, timedelta


def next_due(last, today, days):
    """The day for the month after `last` ("2026-10"); this month's, or the next one's, when that lies behind."""
    month = max(_after(last), f"{today:%Y-%m}") if last else f"{today:%Y-%m}"
    found = _last_working_day(month, days)
    return found if found >= today else _last_working_day(_after(month), days)


def _after(month):
    year, n = int(month[:4]), int(month[5:7])
    return f"{year + n // 12}-{n % 12 + 1:02d}"


def _last_working_day(month, days):
    year, n = int(month[:4]), int(month[5:7])
    day = date(year, n, monthrange(year, n)[1])
    while not days.is_working(day):
        day -= timedelta(1)
    return day
