"""The one clock: nothing else in the house tells the time."""

import os
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

CHINA = ZoneInfo("Asia/Shanghai")
# Child processes of a demonstration inherit the moved clock through the environment.
OFFSET = "DUBAN_CLOCK_OFFSET"
_frozen: datetime | None = None


def now() -> datetime:
    """The moment it is, aware, in the time of China."""
    return _frozen or _wall() + _offset()


def today() -> date:
    """The date it is in China, wherever the machine stands."""
    return now().date()


def shift(delta: timedelta) -> None:
    """Move the clock of a demonstration or a test."""
    global _frozen
    _may_move()
    if _frozen:
        _frozen += delta
    else:
        _keep(_offset() + delta)


def set_to(moment: datetime) -> None:
    """Let the clock run on from `moment`."""
    global _frozen
    _may_move()
    if _frozen:
        _frozen = moment.astimezone(CHINA)
    else:
        _keep(moment - _wall())


def reset() -> None:
    """Back to the time of the machine."""
    global _frozen
    _frozen = None
    os.environ.pop(OFFSET, None)


@contextmanager
def frozen(moment: datetime):
    """Let time stand still at `moment`."""
    global _frozen
    _may_move()
    before, _frozen = _frozen, moment.astimezone(CHINA)
    try:
        yield
    finally:
        _frozen = before


def _wall() -> datetime:
    return datetime.now(CHINA)


def _offset() -> timedelta:
    # A real installation must not be led astray by a variable left over from a demonstration.
    return timedelta(seconds=float(os.environ.get(OFFSET, 0))) if settings.DEMO else timedelta()


def _keep(offset: timedelta) -> None:
    os.environ[OFFSET] = str(offset.total_seconds())


def _may_move() -> None:
    if not settings.DEMO:
        raise ImproperlyConfigured("The clock of a real installation cannot be moved.")
