"""Where and when a file was made, as the browser says. What cannot be true is not kept: the place is unknown then."""

import math
from datetime import timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from workflows import clock

FARTHEST = 100_000  # metres: less certain than this says nothing
AHEAD = timedelta(minutes=10)  # a browser's clock may be a little fast


def read(where):
    """Fields of a row from what the browser sent: lat, lon, accuracy, taken_at."""
    where = where or {}
    lat, lon = _number(where.get("lat"), 90), _number(where.get("lon"), 180)
    accuracy = _number(where.get("accuracy"), FARTHEST)
    known = lat is not None and lon is not None and accuracy is not None and accuracy >= 0
    place = {"lat": lat, "lon": lon, "accuracy": accuracy} if known else {}
    return place | {"taken_at": _moment(where.get("taken_at"))}


def _number(value, most):
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and abs(number) <= most else None


def _moment(value):
    try:
        found = parse_datetime(str(value or ""))
    except ValueError:
        return None
    if found and timezone.is_naive(found):
        found = timezone.make_aware(found)
    return found if found and found <= clock.now() + AHEAD else None


def words(row):
    """The place of a file as people read it."""
    if not row.has_place:
        return _("位置未知")
    return _("%(lat).5f，%(lon).5f，±%(accuracy)d 米") % {"lat": row.lat, "lon": row.lon, "accuracy": row.accuracy}
