"""The monthly ledger: which month is reported, until when, and which months were to be. Pure."""

from datetime import date, timedelta

ONE = timedelta(days=1)


def key(day):
    """The month of a day as the ledger writes it."""
    return day.strftime("%Y-%m")


def first_day(month):
    """The first day of a month such as 2026-10."""
    return date.fromisoformat(f"{month}-01")


def following(month):
    """The month after."""
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def last_day(month):
    """The last day of a month."""
    return first_day(following(month)) - ONE


def last_working_day(month, days):
    """The last working day of a month, by the calendar `days`."""
    day = last_day(month)
    while not days.is_working(day):
        day -= ONE
    return day


def next_due(today, days, reported=()):
    """Until when the clerk reports next: this month while it is not over and not yet told, else the next."""
    month = key(today)
    while month in reported or last_working_day(month, days) < today:
        month = following(month)
    return last_working_day(month, days)


def span(first, last):
    """All months from one to another, both included."""
    found, month = [], first
    while month <= last:
        found.append(month)
        month = following(month)
    return found


def expected(first, last, pauses=()):
    """The months that had to be reported on: those in which the work ran on their last day.

    `pauses`: (from, until) days; `until` is "" while the pause lasts. `first`, `last`: days.
    """
    return [month for month in span(key(first), key(last)) if not paused(month, pauses)]


def paused(month, pauses):
    """Whether the work stood still at the end of a month."""
    end = last_day(month).isoformat()
    return any(begin <= end and (not until or end < until) for begin, until in pauses)
