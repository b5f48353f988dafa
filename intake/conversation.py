"""What is said in a report, sealed: both sides write, each with the secret of its conversation in hand."""

import json
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from intake.models import Message, Report
from people import clock
from vault import boxes, safes
from workflows.errors import Refused

CONVERSATION, IDENTITY = "conversation", "identity"  # compartments
LONGEST = 10_000
MOST_SAID = 500


class Said(NamedTuple):
    """One message as it is read."""

    n: int
    from_reporter: bool
    on: object
    text: str
    files: list


def add(report, secret, text, from_reporter, files=()):
    """Put a message into the vault. Knowing the secret is being entitled: it is tried first."""
    text = text.strip()
    checked(text)
    return _added(report, proved(report, secret), text, from_reporter, files)


def put(report, text):
    """Put a message of the desk's side into the vault without reading it: anybody can close a box."""
    checked(text.strip())
    return _added(report, safes.find(report.pk, CONVERSATION), text.strip(), False, ())


def _added(report, safe, text, from_reporter, files):
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        n = held.messages.count() + 1
        if n > MOST_SAID:
            raise Refused(_("没有发出：这件举报的往来已满 %d 条。请另行提交，并写明与原来的关系。") % MOST_SAID)
        kept = [_filed(held, safe, one) for one in files]
        safes.put(safe, "message", json.dumps({"text": text, "files": kept}, ensure_ascii=False).encode(), version=n)
        Message.objects.create(report=held, n=n, from_reporter=from_reporter, on=clock.today())
        unread = "for_desk" if from_reporter else "for_reporter"
        Report.objects.filter(pk=held.pk).update(**{unread: F(unread) + 1}, last_on=clock.today())
    return n


def checked(text):
    if not text:
        raise Refused(_("没有发出：没有写内容。请写明后再发。"))
    if len(text) > LONGEST:
        raise Refused(_("没有发出：超过 %d 字。请精简，或分几次发。") % LONGEST)


def proved(report, secret):
    """The safe of the conversation, if the secret is its."""
    safe = safes.find(report.pk, CONVERSATION)
    if safe is None or secret is None or boxes.public_of(secret) != bytes(safe.public):
        raise Refused(_("没有打开：钥匙对不上。请重新解锁，或重新输入回执码。"))
    return safe


def _filed(report, safe, one):
    """Seal a clean copy for the conversation and the original for the vault; neither name is the sender's."""
    no = safes.put(safe, "file", one.copy)
    safes.put(safes.find(report.pk, IDENTITY), "original", one.original, version=no)
    safes.put(safes.find(report.pk, IDENTITY), "original_name", one.name.encode(), version=no)
    return {"no": no, "kind": one.media, "extension": one.extension, "size": len(one.copy)}


def read(report, secret):
    """Everything said, in order."""
    safe = proved(report, secret)
    words = safes.everything(safe, secret, "message")
    return [_said(row, words) for row in report.messages.order_by("n")]


def _said(row, words):
    told = json.loads(words[row.n]) if row.n in words else {"text": "", "files": []}
    return Said(row.n, row.from_reporter, row.on, told["text"], told["files"])


def file(report, secret, no):
    """(facts, bytes) of the clean copy of a file that was sent."""
    facts = next((one for said in read(report, secret) for one in said.files if one["no"] == no), None)
    data = facts and safes.get(proved(report, secret), secret, "file", no)
    if data is None:
        raise Refused(_("没有找到这个文件。"))
    return facts, data
