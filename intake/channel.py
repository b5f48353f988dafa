"""The side of who reports: no account, a receipt, and nothing else by which they could be known."""

import json

from django.db import transaction
from django.utils.translation import gettext as _

from intake import conversation, receipts
from intake.conversation import CONVERSATION, IDENTITY
from intake.models import Report
from people import clock
from policy import reports as policy
from vault import boxes, keepers, marks, safes
from workflows import numbers
from workflows.errors import Refused
from workflows.store.queue import turn

SERIES = "密"
NOBODY = {"name": "", "contact": ""}


def ready(desk):
    """Whether a report to a desk can be sealed so that somebody reads it and two can find the reporter."""
    return bool(_readers(desk)) and len(_identity_keepers()) >= 2


def _readers(desk):
    return keepers.among(policy.readers(desk))


def _identity_keepers():
    paper = keepers.paper()
    return keepers.among(policy.keepers()) + ([paper] if paper else [])


def submit(desk, text, files=(), identity=None):
    """Take a report; returns the receipt, which is shown once and kept nowhere."""
    if desk not in policy.DESKS or not ready(desk):
        raise Refused(_("没有提交：这个渠道还没有开通，你写的内容没有保存。请改打 12380 或当面反映。"))
    conversation.checked(text.strip())
    digits = receipts.read(receipt := receipts.fresh())
    found = receipts.derived(digits)
    with turn(), transaction.atomic():
        report = _made(desk, found)
        _sealed(report, found, identity)
        conversation.add(report, opened(report, found), text, True, files)
    return receipt


def _made(desk, found):
    today = clock.today()
    return Report(
        desk=desk, number=numbers.take(SERIES, clock.now()), received_on=today, last_on=today, locator=found.locator
    )


def _sealed(report, found, identity):
    """Two safes: one for those who read, one that needs two keepers. An anonymous report fills the second alike."""
    safe, secret = safes.make(report.pk, CONVERSATION, _readers(report.desk), 1)
    report.kept = boxes.wrap(found.key, secret, _place(report))
    report.save(force_insert=True)
    hidden, _lost = safes.make(report.pk, IDENTITY, _identity_keepers(), 2)
    mark, compares = safes.begin(report.pk, marks.PART, 1)
    if able := keepers.among(policy.checkers()):
        safes.share(mark, compares, able)
    _named(report, identity)
    # Should every reader be lost, two keepers can give the conversation to new ones; likewise what is compared.
    safes.put(hidden, "conversation_key", secret)
    safes.put(hidden, "mark_key", compares)


def find(found):
    """The report of a pass, or None; an unknown receipt and a mistyped one are the same."""
    return found and Report.objects.filter(locator=found.locator).first()


def opened(report, found):
    """The secret of the conversation. Raises Refused."""
    try:
        return boxes.unwrap(found.key, report.kept, _place(report))
    except boxes.Closed:
        raise Refused(_("没有打开：回执码不对。请逐位核对后重新输入。")) from None


def _place(report):
    return boxes.bound("receipt", report.pk)


def say(report, found, text, files=(), identity=None):
    """The reporter adds something, and may give a name, which cannot be read back, not even with the receipt."""
    with turn(), transaction.atomic():
        said = conversation.add(report, opened(report, found), text, True, files)
        _named(report, identity)
    return said


def _named(report, identity):
    """A name or none, with each message, and marks of it: that one was given shall not show."""
    known = NOBODY | (identity or {})
    safes.put(safes.find(report.pk, IDENTITY), "identity", json.dumps(known, ensure_ascii=False).encode())
    if mark := safes.find(report.pk, marks.PART):  # none, if the report is older than marks are
        marks.keep(mark, known)


def look(report, found):
    """(messages, how many are new); looking marks them as read."""
    said = conversation.read(report, opened(report, found))
    new = report.for_reporter
    if new:
        Report.objects.filter(pk=report.pk).update(for_reporter=0)
    return said, new
