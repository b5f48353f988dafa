"""The access log: what was looked at, and what was refused. A chain of its own per day, beside the chains of cases.

Nobody waits for a case: what is locked is the row of the day. An entry commits to the one before it, the first of a day
to the end of the day before; `verify` recomputes both.
"""

import json
from datetime import date
from hashlib import sha256
from hmac import compare_digest
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.append import SYSTEM
from ledger.format1 import instant
from ledger.models import AccessDay, AccessEntry, Event
from people import clock

DOMAIN = b"duban-access-1"
NOTHING = bytes(32)
CLOSED = "access_day"  # kind of the event of the system chain that says where a day ended
FAULTS = {
    "gap": _("缺少一条"), "previous": _("与前一条不衔接"), "hash": _("内容与哈希不符"), "head": _("末尾被截断或添加"),
    "day": _("与前一日不衔接"), "missing": _("整日的末端缺失"), "told": _("与系统留痕中记下的末端不符"),
}  # fmt: skip


class Verdict(NamedTuple):
    """`why` names the first fault, a key of FAULTS; `day` and `seq` where it is."""

    ok: bool
    checked: int
    day: date | None = None
    seq: int | None = None
    why: str = ""


def note(person, what, path, case_uid=None, why="", at=None) -> AccessEntry:
    """Add an entry. Call it outside a transaction that is about to be rolled back."""
    return note_each(person, path, [(what, case_uid, why)], at)[0]


def note_each(person, path, looks, at=None) -> list[AccessEntry]:
    """Add an entry for each look (what, case, why): as many statements as for one."""
    at, said = at or clock.now(), {"person_id": getattr(person, "pk", person), "path": path[:500]}
    entries = [
        AccessEntry(at=at, what=what[:80], case_uid=case_uid, why=str(why)[:500], **said)
        for what, case_uid, why in looks
    ]
    if entries:
        with transaction.atomic(savepoint=False):
            _append(entries, at.astimezone(clock.CHINA).date())
    return entries


def _append(entries, today):
    end, entries[0].closes = _end(today)
    seq, previous = end.seq, bytes(end.hash)
    for entry in entries:
        seq += 1
        entry.day, entry.seq, entry.previous = end.day, seq, previous
        previous = entry.hash = digest(entry)
    AccessEntry.objects.bulk_create(entries)
    AccessDay.objects.filter(pk=end.day).update(seq=seq, hash=previous)


def _end(today):
    """(the row of the open day, locked until the entry is written; the day that it closed, if any)."""
    opened = AccessDay.objects.select_for_update().filter(closed=False)
    # Who waited for a day that was closed meanwhile finds nothing at first: it is no longer open.
    last = opened.first() or opened.first()
    if last and last.day >= today:
        return last, None  # a clock that was put back goes on in the day that is open
    if last:
        AccessDay.objects.filter(pk=last.day).update(closed=True)
    _begin(today, bytes(last.hash) if last else NOTHING)
    return opened.get(), last


def _begin(today, before):
    AccessDay.objects.bulk_create(
        [AccessDay(day=today, hash=first(today, before), before=before)], ignore_conflicts=True
    )


def first(day, before) -> bytes:
    """What the first entry of a day follows."""
    return sha256(DOMAIN + b"\nday " + day.isoformat().encode() + b"\n" + bytes(before)).digest()


def digest(entry) -> bytes:
    """The hash of an entry over what it says and the one before it."""
    said = [
        entry.day.isoformat(), entry.seq, instant(entry.at), entry.person_id, entry.what, entry.path,
        entry.case_uid.hex if entry.case_uid else None, entry.why,
    ]  # fmt: skip
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return sha256(DOMAIN + b"\n" + bytes(entry.previous) + text.encode()).digest()


def verify(since: date | None = None, progress=None) -> Verdict:
    """Recompute every day from `since` on and say where the first fault is; `progress` hears how many were checked."""
    days = AccessDay.objects.order_by("day")
    checked, before, told = 0, None, _told()
    for end in days.filter(day__gte=since) if since else days:
        if before is not None and bytes(end.before) != before:
            return Verdict(False, checked, end.day, 0, "day")
        fault = _of_day(end) or _unlike(end, told.get(end.day.isoformat()))
        checked += end.seq
        if fault:
            return Verdict(False, checked, end.day, *fault)
        before = bytes(end.hash)
        if progress:
            progress(checked)
    stray = AccessEntry.objects.filter(day__isnull=False).exclude(day__in=days.values("day")).order_by("day").first()
    return Verdict(False, checked, stray.day, stray.seq, "missing") if stray else Verdict(True, checked)


def _told():
    """Day → hash of its end, as the system chain keeps it: who writes a day anew would have to forge that, too."""
    bodies = Event.objects.filter(uid=SYSTEM, kind=CLOSED).values_list("body", flat=True)
    return {fields["day"]: fields["hash"] for fields in map(json.loads, bodies)}


def _unlike(end, told):
    return (end.seq, "told") if told is not None and told != bytes(end.hash).hex() else None


def words(found: Verdict) -> str:
    """A fault in words that a person understands."""
    said = {"day": found.day, "seq": found.seq, "why": FAULTS[found.why]}
    return gettext("查阅记录 %(day)s 第 %(seq)s 条：%(why)s") % said


def _of_day(end):
    """(seq, fault) of the first entry of a day that does not hold, or None."""
    previous, seq = first(end.day, end.before), 0
    for entry in AccessEntry.objects.filter(day=end.day).order_by("seq").iterator(chunk_size=1000):
        seq += 1
        if entry.seq != seq:
            return seq, "gap"
        if bytes(entry.previous) != previous:
            return seq, "previous"
        if not compare_digest(digest(entry), bytes(entry.hash)):
            return seq, "hash"
        previous = bytes(entry.hash)
    return None if (seq, previous) == (end.seq, bytes(end.hash)) else (seq, "head")
