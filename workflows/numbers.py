"""Case numbers: one counter per series and year, taken in the act that issues the number."""

import re

from django.db.models import F
from django.utils import timezone

from workflows.models import Counter

SHAPE = re.compile(r"^(?P<series>[\u4e00-\u9fff])〔(?P<year>\d{4})〕(?P<n>\d{1,6})号$")


def take(series, at):
    """Take the next number of a series, for example 创〔2026〕0008号. Runs in the caller's transaction."""
    year = timezone.localdate(at).year
    row, _ = Counter.objects.get_or_create(series=series, year=year)
    Counter.objects.filter(pk=row.pk).update(value=F("value") + 1)
    row.refresh_from_db(fields=["value"])
    return spell(series, year, row.value)


def reserve(number):
    """Reserve an imported number, so that the counter never gives it again. Returns False if it has no such shape."""
    found = SHAPE.match(number)
    if not found:
        return False
    series, year, n = found["series"], int(found["year"]), int(found["n"])
    row, _ = Counter.objects.get_or_create(series=series, year=year)
    Counter.objects.filter(pk=row.pk, value__lt=n).update(value=n)
    return True


def spell(series, year, n):
    """Write a number the official way."""
    return f"{series}〔{year}〕{n:04d}号"
