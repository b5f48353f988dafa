"""The clock of the quarters: a planned inspection of what was approved before the quarter began (L3)."""

from uuid import UUID, uuid5

from people import clock, roles
from processes.inspection import parts, topics
from workflows import moves
from workflows.errors import Refused
from workflows.models import Case

SPACE = UUID("5e0a2c52-6a0b-5d0e-9b7e-2f2a7f3c4b11")  # of the keys that keep a quarter from being opened twice


def open_quarter(number=None):
    """Open the inspection of the quarter, once, if there is something to look into. Returns it, or None."""
    quarter = parts.quarter_of(clock.now())
    key = uuid5(SPACE, quarter)
    waiting = [] if Case.objects.filter(uid=key).exists() else topics.intended(quarter)
    leads = roles.holders("inspector_lead") if waiting else []
    if not leads:
        return None
    try:
        return _opened(quarter, key, leads[0].unit, number)
    except Refused:  # nobody can plan it yet: doctor says so, the next turn tries again
        return None


def _opened(quarter, key, unit, number):
    year, n = quarter.split("Q")
    title = f"{year}年第{n}季度督查调研"  # stored, so in the language of the papers
    return moves.open_case(
        "inspection", by=roles.system_user(), key=key, unit=unit, licensed=True, title=title, quarter=quarter,
        generated=True, number=number,
    )  # fmt: skip


JOBS = [open_quarter]
