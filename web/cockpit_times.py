"""How long cases stay in a stage, beside its term: the middle case and the ninth of ten, from the history itself.

One statement on either database. Windows order the stays by length; only the two that are shown are measured in
working days. Reads only.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from people import calendar
from web import asked
from workflows import registry

DAYS, MOST = 90, 12
STAYS = """
WITH seen AS ({seen}),
turns AS (
  SELECT e.uid, s.kind, e.came_from AS stage, e.went_to, e.at AS left_at, e.seq,
         LAG(e.at) OVER (PARTITION BY e.uid ORDER BY e.seq) AS entered
  FROM ledger_event e JOIN seen s ON s.uid = e.uid
  WHERE (e.kind = 'open' OR e.came_from <> e.went_to)
    AND e.uid IN (SELECT uid FROM ledger_event WHERE at >= %s)
),
stays AS (SELECT * FROM turns WHERE entered IS NOT NULL AND stage <> '' AND left_at >= %s)
"""
SPREAD = """
, ranked AS (
  SELECT kind, stage, entered, left_at,
         ROW_NUMBER() OVER (PARTITION BY kind, stage ORDER BY {length}) AS place,
         COUNT(*) OVER (PARTITION BY kind, stage) AS n
  FROM stays
)
SELECT kind, stage, n, place, entered, left_at FROM ranked
WHERE place = (n + 1) / 2 OR place = (n * 9 + 9) / 10 ORDER BY n DESC, kind, stage, place
"""
EACH = " SELECT uid, entered, left_at FROM stays WHERE kind = %s AND stage = %s ORDER BY left_at DESC, uid LIMIT %s"
COUNTED = " SELECT COUNT(*) FROM stays WHERE kind = %s AND stage = %s"


@dataclass
class Stay:
    """One stage: how many left it, the middle and the ninth of ten in working days, its term."""

    kind: str
    stage: str
    label: str
    process: str
    n: int
    half: int
    most: int
    term: int | None = None
    term_words: str = ""


def of(found):
    """The stages that most cases left in the last ninety days."""
    rows, days = {}, calendar.load()
    for kind, stage, n, _place, entered, left in _run(found, SPREAD.format(length=_length())):
        rows.setdefault((kind, stage), [n]).append(days.working_days_between(_day(entered), _day(left)))
    return [_stay(kind, stage, *spread) for (kind, stage), spread in list(rows.items())[:MOST]]


def each(found, kind, stage, most=1000):
    """(number, [(uid, entered, left)]) of the stays that one number counts."""
    (count,) = _run(found, COUNTED, kind, stage)[0]
    days = calendar.load()
    rows = [
        (UUID(uid) if isinstance(uid, str) else uid, _day(entered), _day(left),
         days.working_days_between(_day(entered), _day(left)))
        for uid, entered, left in _run(found, EACH, kind, stage, most)
    ]  # fmt: skip
    return count, rows


def _run(found, query, *more):
    seen = found.cases().order_by().values("uid", "kind")
    sql, params = seen.query.sql_with_params()
    since = found.at - timedelta(days=DAYS)
    since = since if connection.vendor == "postgresql" else timezone.make_naive(since, UTC)
    with connection.cursor() as cursor:
        cursor.execute(STAYS.format(seen=sql) + query, [*params, since, since, *more])
        return cursor.fetchall()


def _length():
    return "left_at - entered" if connection.vendor == "postgresql" else "julianday(left_at) - julianday(entered)"


def _day(value):
    if isinstance(value, str):  # SQLite keeps moments as text, in UTC
        value = datetime.fromisoformat(value)
    value = value.replace(tzinfo=UTC) if timezone.is_naive(value) else value
    return timezone.localdate(value)


def _stay(kind, stage, n, half, most=None):
    rules = registry.current(kind) if kind in registry.KINDS else None
    label = asked.stage_label(kind, stage)
    process = asked.process(kind)
    found = Stay(
        kind, stage, str(label), _(process.label) if process else kind, n, half, half if most is None else most
    )
    terms = [m.term for m in rules.moves_from(stage) if m.term and m.duty and m.term.start == stage] if rules else []
    days = [term.n for term in terms if term.unit == "wd"]
    if days:
        found.term, found.term_words = max(days), _("%d 个工作日") % max(days)
    return found
