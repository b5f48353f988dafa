"""The mail channel: claim, send, note. Nothing is locked while a mail server is talking."""

import smtplib
from datetime import timedelta
from email.utils import parseaddr

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from notifications import cases, pace, texts
from notifications.models import Delivery
from people import clock

BATCH = 20  # few enough that a slow server does not outlast the lease
SENT, FAILED, AWAY = "sent", "failed", "away"
log = structlog.get_logger(__name__)


def post(limit=BATCH, at=None) -> tuple[int, int]:
    """Send what is due; return how many were sent and how many failed."""
    at = at or clock.now()
    due = Delivery.objects.filter(next_at__lte=at).order_by("next_at").values_list("pk", flat=True)
    mailed = failed = 0
    link = None
    for pk in list(due[: min(limit, BATCH)]):
        link = link or get_connection()
        outcome = _send(pk, link, at)
        mailed, failed = mailed + (outcome is SENT), failed + (outcome in (FAILED, AWAY))
        if outcome is AWAY:
            break  # the others would only wait as long; they stay due
    return mailed, failed


def _send(pk, link, at):
    row = _claim(pk, at)
    return _try(row, link, at) if row else None


def _lease():
    # After a kill in the middle the letter is tried again when this is over, with the same Message-ID.
    return timedelta(seconds=getattr(settings, "MAIL_LEASE", 300))


def _claim(pk, at):
    """Take one row for the length of the lease; None if another relay was first."""
    if _note(pk, {"next_at": at + _lease(), "tries": F("tries") + 1}, next_at__lte=at):
        return Delivery.objects.select_related("person").get(pk=pk)
    return None


def _note(pk, values, **condition):
    with pace.turn():
        return Delivery.objects.filter(pk=pk, **condition).update(**values)


def _try(row, link, at):
    try:
        letter = message(row)
        if letter:
            letter.connection = link
            letter.send()
    except Exception as error:
        _failed(row, error, at)
        return AWAY if _server_away(error) else FAILED
    _note(row.pk, {"sent_at": at, "next_at": None, "error": "" if letter else "not entitled"})
    return SENT


def _server_away(error):
    # smtplib's answers about one letter are OSErrors as well.
    lost = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)
    return isinstance(error, lost) or (isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException))


def _failed(row, error, at):
    log.warning("mail.failed", delivery=row.pk, tries=row.tries, error=type(error).__name__)
    over = row.tries >= pace.TRIES
    _note(
        row.pk,
        {
            "next_at": None if over else at + pace.pause(row.tries),
            "dead_at": at if over else None,
            "error": f"{type(error).__name__}: {error}"[:300],
        },
    )


def again(pk, at) -> bool:
    """Give a dead letter a new life; an administrator asks for it."""
    return bool(_note(pk, {"next_at": at, "tries": 0, "dead_at": None}, dead_at__isnull=False))


def message(row):
    """The letter in the person's language, or None when they may not see the case any more."""
    case = cases.seen_by(row.person, [row.uid]).get(row.uid)
    room = not case and row.uid in cases.in_room_of(row.person, [row.uid])
    if not (case or room) or not row.person.is_active or not row.person.email:
        return None
    with translation.override(row.person.language):
        if room:  # to whom a case is about a letter says as little as about a secret one
            subject, detail = texts.sealed_words(row.number)
        elif row.secret:
            subject, detail = texts.sealed_words(case.number or row.number)
        else:
            subject, detail = texts.words(row.topic, cases.params(case, row.params))
    return EmailMessage(
        " ".join(subject.split()),
        f"{detail}\n\n{_address(row, 'web:room' if room else 'web:case')}".strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [row.person.email],
        headers={"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"},
    )


def message_id(row) -> str:
    """The same for every attempt, so that a mailbox can tell a repeat."""
    house = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<notice-{row.outbox_id}-{row.person_id}@{house}>"


def _address(row, page):
    site = getattr(settings, "PUBLIC_URL", "")
    try:
        return site and site.rstrip("/") + reverse(page, args=[row.uid])
    except NoReverseMatch:
        return site
