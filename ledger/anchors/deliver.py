"""Hands the newest checkpoint to each anchor that is due, and notes how that went."""

from datetime import timedelta

import structlog
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from ledger.anchors import file
from ledger.checkpoint import read, take
from ledger.models_log import Anchor
from people import clock

LANGUAGE = "zh-hans"
AGAIN = timedelta(minutes=5)  # after a failure
log = structlog.get_logger(__name__)


def due() -> int:
    """Serve every anchor that is due; returns how many got the checkpoint."""
    checkpoint = read.latest()
    if checkpoint is None:
        return 0
    waiting = Anchor.objects.filter(active=True).exclude(kind=Anchor.Kind.QR).order_by("pk")
    return sum(hand(anchor, checkpoint) for anchor in waiting if _is_due(anchor, checkpoint, clock.now()))


def _is_due(anchor, checkpoint, now):
    if anchor.last_size == checkpoint.size:
        return False
    if anchor.error:
        return anchor.last_try is None or now - anchor.last_try >= AGAIN
    return anchor.last_success is None or now - anchor.last_success >= timedelta(minutes=anchor.every)


def hand(anchor, checkpoint) -> bool:
    """Hand a checkpoint to an anchor; a failure is noted and shown, and stops nothing."""
    at, error = clock.now(), ""
    try:
        WAYS[anchor.kind](anchor.target, checkpoint)
    except file.Other as other:
        take.noticed(other.was, checkpoint.size, "file", at)
        error = _("文件里留存的检查点与日志不一致")
    except Exception as failure:  # a mail server or a disk may fail in any way
        error = f"{type(failure).__name__}: {failure}"[:300]
        log.warning("ledger.anchor_failed", anchor=anchor.pk, why=error)
    said = {"error": error, "last_try": at}
    if not error:
        said |= {"last_success": at, "last_size": checkpoint.size}
    Anchor.objects.filter(pk=anchor.pk).update(**said)
    return not error


def printed(checkpoint) -> None:
    """Somebody has printed a checkpoint and put it away."""
    kept = Anchor.objects.filter(active=True, kind=Anchor.Kind.QR)
    kept.update(last_success=clock.now(), last_size=checkpoint.size)


def mail(address, checkpoint):
    """The signed text as it stands; whoever keeps the letter keeps the proof."""
    with translation.override(LANGUAGE):
        subject = _("留痕检查点 %(size)s") % {"size": checkpoint.size}
        about = _(
            "以下是督办系统留痕日志的签名检查点，请原样保存。以后核验时，用它可以发现此前的留痕是否被改动、删除或回退。"
        )
    EmailMessage(subject, f"{about}\n\n{checkpoint.note}", to=[address]).send()


WAYS = {Anchor.Kind.FILE: lambda target, checkpoint: file.append(target, checkpoint), Anchor.Kind.MAIL: mail}
