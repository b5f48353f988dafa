"""The monthly ledger: which month is reported next, and until when. Pure."""

from datetime import date, timedelta

ONE = timedelta(days=1)


def key(day):
    """The month of a day as the ledger writes it."""
    return day.strftime("%Y-%m")


def last_working_day(month, days):
    """The last working day of a month such as 2026-10, by the calendar `days`."""
    year, number = map(int, month.split("-"))
    day = date(year + number // 12, number % 12 + 1, 1) - ONE
    while not days.is_working(day):
        day -= ONE
    return day


def following(month):
    """The month after."""
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def next_due(reported, today, days):
    """Until when the next month is reported: the one after the last reported, else the first that is not over."""
    if reported and following(reported) >= key(today):
        return last_working_day(following(reported), days)
    this = last_working_day(key(today), days)
    return this if today <= this else last_working_day(following(key(today)), days)
