"""What a person reads about their notices. Reading writes nothing; `mark_read` is asked for."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery

from notifications import cases, pace, texts
from notifications.models import APP, Delivery, Preference, Unread
from people import clock
from people.models import User
from policy import rooms

PAGE = 20


class Notice(NamedTuple):
    """One line, in the active language. `uid` is None when the case may not be seen: then nothing is said of it."""

    id: int
    at: datetime
    read: bool
    uid: UUID | None
    number: str
    topic: str
    subject: str
    detail: str
    room: bool = False  # it leads to the reader's room and not to the case


def unread(user) -> int:
    """The number on the bell: one row, never a count."""
    return Unread.objects.filter(person=user.pk).values_list("count", flat=True).first() or 0


def mine(user) -> tuple[int, bool]:
    """The number on the bell, and whether the person has a room, in one statement: every page asks both."""
    count = Unread.objects.filter(person=OuterRef("pk")).values("count")[:1]
    asked = User.objects.filter(pk=user.pk).values_list(Subquery(count), Exists(rooms.of(user)))
    found = asked.first() or (0, False)
    return found[0] or 0, found[1]


def latest(user, before=None, limit=PAGE) -> list[Notice]:
    """The newest notices, or those older than the id `before`."""
    rows = Delivery.objects.filter(person=user.pk, channel=APP).order_by("-id")
    page = [*(rows.filter(id__lt=before) if before else rows)[:limit]]
    seen = cases.seen_by(user, [row.uid for row in page]) if page else {}
    unseen = [row.uid for row in page if row.uid not in seen]
    own = cases.in_room_of(user, unseen) if unseen else ()
    return [_of_room(row) if row.uid in own else _notice(row, seen.get(row.uid)) for row in page]


def _of_room(row):
    """To whom a case is about: that there is something new, and where."""
    subject, detail = texts.room_words(row.topic, row.number)
    return Notice(row.pk, row.at, row.read_at is not None, row.uid, row.number, row.topic, subject, detail, room=True)


def _notice(row, case):
    said = texts.desk_words(row.topic)
    if not said:
        said = texts.words(row.topic, cases.params(case, row.params)) if case else texts.unseen_words()
    uid, number = (row.uid, case.number) if case else (None, "")
    return Notice(row.pk, row.at, row.read_at is not None, uid, number, row.topic, *said)


def mark_read(user, ids=None) -> int:
    """Mark the person's notices with these ids, or all of them, as read; return how many were new."""
    with pace.turn(), transaction.atomic():
        rows = Delivery.objects.filter(person=user.pk, channel=APP, read_at=None)
        done = (rows if ids is None else rows.filter(id__in=ids)).update(read_at=clock.now())
        if done:
            Unread.objects.filter(person=user.pk).update(count=F("count") - done)
    return done


def wants_mail(user) -> bool:
    found = Preference.objects.filter(person=user.pk).values_list("mail", flat=True).first()
    return found is not False


def muted(user) -> list[str]:
    """The groups of topics about which the person wants no mail."""
    return Preference.objects.filter(person=user.pk).values_list("muted", flat=True).first() or []


def prefer(user, mail: bool, muted=()) -> None:
    """Keep the person's choice of channels and topics. In the application everything is told."""
    with pace.turn():
        Preference.objects.update_or_create(person=user, defaults={"mail": mail, "muted": sorted(muted)})


def dead(limit=50):
    """Notices that could not be sent, newest first, for the administration page."""
    return Delivery.objects.filter(dead_at__isnull=False).select_related("person").order_by("-id")[:limit]


def stuck(limit=50):
    """Outbox rows that failed so often that the relay leaves them; see `relay.again`."""
    outbox = apps.get_model("workflows", "Outbox")
    return outbox.objects.filter(sent_at=None, tries__gte=pace.TRIES).order_by("id")[:limit]


def waiting() -> datetime | None:
    """Since when the oldest undelivered notice waits; for health checks."""
    outbox = apps.get_model("workflows", "Outbox")
    return outbox.objects.filter(sent_at=None).order_by("id").values_list("at", flat=True).first()
