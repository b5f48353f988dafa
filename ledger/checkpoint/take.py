"""Asks the signer for checkpoints, keeps them, and notices when the log is not what had been signed before."""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction

from ledger import append
from ledger.checkpoint import read, text
from ledger.log import proofs
from ledger.models_log import Checkpoint, Key, Log, Rollback
from ledger.signer import line
from people import clock

# A little less than the minute that is promised, for the sequencer and the signer take their time, too.
EVERY = timedelta(seconds=45)
MOST = 10_000
KEYS = {"added": "checkpoint_key", "retired": "checkpoint_key_retired"}
log = structlog.get_logger(__name__)


class Refused(Exception):
    """The signer does not sign; the text is its code."""


def when_due(by) -> Checkpoint | None:
    """Take a checkpoint if there is anything new and the last one is old enough, or far enough behind."""
    book, last = Log.objects.filter(pk=1).first(), read.latest()
    if book is None or read.pending() or not _is_due(book, last, clock.now()):
        return None
    try:
        return take(by)
    except line.Away:
        return None  # the page shows the age; a supervisor starts the signer again
    except Refused as refusal:
        log.error("ledger.checkpoint_refused", why=str(refusal))
        return None


def _is_due(book, last, now):
    if last is None:
        return book.size > 0
    if book.size == last.size:
        return False
    # A log that is shorter than its last checkpoint is asked about at once: the signer says no, and that is noted.
    apart = now - last.at
    return book.size < last.size or book.size - last.size >= MOST or not timedelta(0) <= apart < EVERY


def take(by) -> Checkpoint:
    """Have the log signed as it stands."""
    book = Log.objects.get(pk=1)
    told = line.ask(settings.SIGNER_HOME, "state")
    at, was = clock.now(), told["size"]
    asked = {"origin": book.origin, "size": book.size, "root": _text(proofs.root(book.size)), "at": text.moment(at)}
    proof = [_text(one) for one in proofs.consistency(was, book.size)]
    answer = line.ask(settings.SIGNER_HOME, "sign", **asked, proof=proof)
    if "note" not in answer:
        _refused(answer, book, at)
    with transaction.atomic():
        keep_keys(answer["keys"], by, at)
        root = b64decode(asked["root"])
        return Checkpoint.objects.create(at=at, origin=book.origin, size=book.size, root=root, note=answer["note"])


def _refused(answer, book, at):
    if answer["error"] in ("shorter", "rewritten"):
        noticed(answer["was"], book.size, "signer", at)
    raise Refused(answer["error"])


def noticed(was: int, now: int, by: str, at) -> None:
    """Note once that the log went back; it stays on every page of the ledger until somebody accepts it."""
    if not read.pending():
        Rollback.objects.create(at=at, was=was, now=now, found_by=by)


def accept(by, reason: str) -> Rollback | None:
    """Go on from the log as it is. The history, and each checkpoint from now on, says so."""
    found = read.pending()
    if not found:
        return None
    book, at = Log.objects.get(pk=1), clock.now()
    answer = line.ask(
        settings.SIGNER_HOME,
        "accept",
        size=book.size,
        root=_text(proofs.root(book.size)),
        at=text.moment(at),
        reason=reason,
    )
    if "error" in answer:
        raise Refused(answer["error"])
    with transaction.atomic():
        append.system("log_rolled_back", by=by, at=at, fields={"was": found.was, "now": book.size, "why": reason})
        found.now, found.accepted_at, found.reason = book.size, at, reason
        found.save()
    return found


def rotate(by, old: str = "") -> str:
    """Add a key beside the present one, or retire `old`; both stand in the history."""
    at = clock.now()
    asked = {"do": "retire", "vkey": old} if old else {"do": "add"}
    answer = line.ask(settings.SIGNER_HOME, at=text.moment(at), **asked)
    if "error" in answer:
        raise Refused(answer["error"])
    with transaction.atomic():
        keep_keys(answer["keys"], by, at)
    return answer.get("vkey", "")


def keep_keys(rows, by, at) -> None:
    """Rows for the signer's public keys, and an event for each change: old keys stand in the log itself."""
    known = {row.vkey: row for row in Key.objects.all()}
    for row in rows:
        since, until = (moment and datetime.fromisoformat(moment) for moment in (row["since"], row["until"]))
        kept = known.get(row["vkey"])
        if kept is None:
            kept = Key.objects.create(vkey=row["vkey"], algorithm=row["algorithm"], since=since, until=None)
            _note("added", kept, by, at)
        if until and not kept.until:
            Key.objects.filter(pk=kept.pk).update(until=until)
            _note("retired", kept, by, at)


def _note(what, key, by, at):
    append.system(KEYS[what], by=by, at=at, fields={"key": key.vkey, "algorithm": key.algorithm})


def _text(raw):
    return b64encode(raw).decode()
