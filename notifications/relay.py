"""Takes notices out of the outbox: at least once, with one effect.

The database is the only truth. Whoever calls `run_once`, how often, and how many at a time, changes nothing.
"""

from functools import reduce
from operator import or_
from typing import NamedTuple

import structlog
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q

from notifications import groups, mail, pace
from notifications.models import APP, MAIL, Delivery, Preference
from people import clock

log = structlog.get_logger(__name__)


class Done(NamedTuple):
    """What one run did."""

    spread: int = 0
    mailed: int = 0
    failed: int = 0


def run_once(limit=100, at=None) -> Done:
    """Deliver up to `limit` outbox rows, then send up to `limit` mails that are due."""
    at = at or clock.now()
    delivered, poisoned = spread(limit, at)
    mailed, unsent = mail.post(limit, at)
    return Done(delivered, mailed, poisoned + unsent)


def _waiting(at):
    outbox = apps.get_model("workflows", "Outbox")
    again = [Q(tries=tries, at__lte=at - pace.pause(tries)) for tries in range(1, pace.TRIES)]
    return outbox.objects.filter(reduce(or_, again, Q(tries=0)), sent_at=None).order_by("id")


def spread(limit=100, at=None) -> tuple[int, int]:
    """Deliver up to `limit` outbox rows; return how many were delivered and how many failed."""
    at = at or clock.now()
    # Asked outside the transaction, so that an idle tick never takes SQLite's write lock.
    if not _waiting(at).exists():
        return 0, 0
    try:
        with pace.turn(), transaction.atomic():
            rows = list(_locked(limit, at))
            _deliver(rows, at)
        return len(rows), 0
    except OperationalError:
        raise  # the database, not a notice; the next run finds everything as it was
    except Exception as error:
        log.warning("notices.batch_failed", error=repr(error))
        return _one_by_one(limit, at)


def _locked(limit, at):
    # Ignored by SQLite, where the transaction itself is the only writer.
    return _waiting(at).select_for_update(skip_locked=True)[:limit]


def _one_by_one(limit, at):
    """Find the notice that cannot be delivered, and let the others pass."""
    failed = 0
    with pace.turn(), transaction.atomic():
        rows = list(_locked(limit, at))
        for row in rows:
            try:
                with transaction.atomic():
                    _deliver([row], at)
            except OperationalError:
                raise
            except Exception as error:
                log.error("notices.undeliverable", outbox=row.pk, tries=row.tries + 1, error=repr(error))
                failed += 1
                type(row).objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    return len(rows) - failed, failed


def _deliver(rows, at):
    if not rows:
        return
    people = _people({person for row in rows for person in row.recipients})
    had = set(Delivery.objects.filter(outbox_id__in=[row.pk for row in rows]).values_list("outbox_id", "person_id"))
    new = []
    for row in rows:
        for person in row.recipients:
            if person in people and (row.pk, person) not in had:
                new += _rows(row, person, groups.of(row.topic) in people[person], at)
    Delivery.objects.bulk_create(new)
    _count([delivery.person_id for delivery in new if delivery.channel == APP])
    type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=at)


def _people(ids) -> dict[int, set]:
    """Those of `ids` who can be told, and about which groups of topics by mail too."""
    chosen = Preference.objects.filter(person__in=ids).values_list("person_id", "mail", "muted")
    silent = {person: set(muted) if mail else set(groups.GROUPS) for person, mail, muted in chosen}
    users = get_user_model().objects.filter(pk__in=ids, is_active=True).values_list("pk", "email")
    return {pk: set(groups.GROUPS) - silent.get(pk, set()) if email else set() for pk, email in users}


def again(pk) -> bool:
    """Let the relay try once more a notice that it had left; an administrator asks for it."""
    outbox = apps.get_model("workflows", "Outbox")
    with pace.turn():
        return bool(outbox.objects.filter(pk=pk, sent_at=None, tries__gte=pace.TRIES).update(tries=0))


def _rows(row, person, by_mail, at):
    common = dict(
        outbox_id=row.pk, person_id=person, at=row.at, uid=row.uid, number=row.number or "", topic=row.topic,
        params=row.data, secret=row.secret,
    )  # fmt: skip
    yield Delivery(**common, channel=APP, sent_at=at)
    if by_mail:
        yield Delivery(**common, channel=MAIL, next_at=at)


COUNT = """
INSERT INTO notifications_unread (person_id, count) VALUES (%s, %s)
ON CONFLICT (person_id) DO UPDATE SET count = notifications_unread.count + excluded.count
"""


def _count(people):
    # In one order, so that two relays cannot wait for each other.
    totals = [(person, people.count(person)) for person in sorted(set(people))]
    with connection.cursor() as cursor:
        cursor.executemany(COUNT, totals)
