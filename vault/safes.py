"""Safes: a key for each compartment of a matter, its shares, and what is sealed in it."""

import os
import secrets
from datetime import datetime, time

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from people import clock
from vault import boxes, shares
from vault.models import Entry, Safe, Share

LARGE = 64 * 1024  # bytes, from which a value lies in a file


@transaction.atomic
def make(uid, part, keepers, needs):
    """A new safe, shared among keepers. Returns (safe, secret): whoever makes it decides what becomes of the secret."""
    if len(keepers) < needs or not keepers:
        raise ValueError("too few keepers")
    safe, secret = begin(uid, part, needs)
    share(safe, secret, keepers)
    return safe, secret


def begin(uid, part, needs):
    """A new safe in which nobody has a share yet; returns (safe, secret)."""
    secret, public = boxes.pair()
    return Safe.objects.create(uid=uid, part=part, public=public, needs=needs), secret


def share(safe, secret, keepers):
    """Give each keeper a share, in place of all that were there."""
    places = dict(enumerate(keepers, start=1))
    parts = shares.split(secret, places) if safe.needs == 2 else dict.fromkeys(places, secret)
    rows = [
        Share(safe=safe, keeper=one, place=x, sealed=boxes.seal(bytes(one.public), parts[x], _share(safe, one, x)))
        for x, one in places.items()
    ]
    safe.shares.all().delete()
    Share.objects.bulk_create(rows)


def share_of(safe, keeper, secret):
    """(place, share) of a keeper who has the own secret in hand, or None when there is none."""
    row = Share.objects.filter(safe=safe, keeper=keeper).first() if safe and keeper else None
    return row and (row.place, boxes.unseal(secret, row.sealed, _share(safe, keeper, row.place)))


def _share(safe, keeper, place):
    return boxes.bound("share", safe.uid, safe.part, keeper.pk, place)


def secret_by(safe, keeper, secret):
    """The secret of a safe that one keeper opens alone, or None."""
    found = share_of(safe, keeper, secret) if safe and safe.needs == 1 else None
    return found and found[1]


def find(uid, part):
    return Safe.objects.filter(uid=uid, part=part).first()


def put(safe, field, data, version=None):
    """Seal a new version of a value; nobody needs a secret for it. Returns the version."""
    last = safe.entries.filter(field=field).aggregate(last=Max("version"))["last"] or 0
    version = version or last + 1
    sealed = boxes.seal(bytes(safe.public), boxes.padded(data), _entry(safe, field, version))
    large = len(sealed) > LARGE
    path = _filed(sealed) if large else ""
    Entry.objects.create(safe=safe, field=field, version=version, sealed=None if large else sealed, path=path)
    return version


def get(safe, secret, field, version=None):
    """A value, the latest unless a version is named; None when there is none. Raises boxes.Closed."""
    rows = safe.entries.filter(field=field)
    row = (rows.filter(version=version) if version else rows.order_by("-version")).first()
    return row and _value(row, safe, secret)


def everything(safe, secret, field):
    """version → value of all versions of a field."""
    return {row.version: _value(row, safe, secret) for row in safe.entries.filter(field=field).order_by("version")}


def _value(row, safe, secret):
    sealed = _unfiled(row.path) if row.path else row.sealed
    return boxes.unpadded(boxes.unseal(secret, sealed, _entry(safe, row.field, row.version)))


def _entry(safe, field, version):
    return boxes.bound("entry", safe.uid, safe.part, field, version)


def _filed(sealed):
    """Keep a large box in a file whose name and date say nothing."""
    name = secrets.token_hex(20)
    path = default_storage.save(f"vault/{name[:2]}/{name}", ContentFile(sealed))
    day_only(path)
    return path


def day_only(path):
    """Let a file, and the folder it is in, say the day it was written and no moment of it."""
    day = datetime.combine(clock.today(), time(), timezone.get_default_timezone()).timestamp()
    real = default_storage.path(path)
    for one in (real, os.path.dirname(real), os.path.dirname(os.path.dirname(real))):
        os.utime(one, (day, day))


def _unfiled(path):
    with default_storage.open(path, "rb") as file:
        return file.read()


@transaction.atomic
def destroy(uid, part=None):
    """Remove safes with all that is in them: without its key nothing that remains anywhere can be read."""
    rows = Safe.objects.filter(uid=uid, **({"part": part} if part else {}))
    paths = list(Entry.objects.filter(safe__in=rows).exclude(path="").values_list("path", flat=True))
    gone = rows.count()
    rows.delete()
    transaction.on_commit(lambda: [default_storage.delete(path) for path in paths])
    return gone
