"""A keeper at work: the secret is there for half an hour, in two halves, one in the tables and one in the browser."""

from datetime import UTC, timedelta
from os import urandom

from people import clock
from vault import boxes, keepers
from vault.models import Unlocked

LONG = timedelta(minutes=30)


def unlock(person, words):
    """The key for the browser of somebody who knows the passphrase. Raises NotDone."""
    secret, key = keepers.secret_of(person, words), urandom(32)
    lock(person)
    row = Unlocked(person=person, until=clock.now() + LONG)
    row.wrapped = boxes.wrap(key, secret, _place(row))
    row.save()
    return key


def secret(person, key):
    """The secret of a person whose browser brings the key, or None."""
    row = Unlocked.objects.filter(person=person, until__gt=clock.now()).order_by("-pk").first()
    try:
        return boxes.unwrap(key, row.wrapped, _place(row)) if row and len(key) == 32 else None
    except boxes.Closed:
        return None


def lock(person):
    Unlocked.objects.filter(person=person).delete()


def sweep():
    return Unlocked.objects.filter(until__lte=clock.now()).delete()[0]


def _place(row):
    return boxes.bound("unlocked", row.person_id, row.until.astimezone(UTC).isoformat())
