"""How the evidence stands: of one case for its badge, and of the whole ledger for its page. Reads only."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, Subquery

from ledger.checkpoint import read
from ledger.models_log import Anchor, Checkpoint, Log, Place, Rollback, Verification
from people import clock


class Standing(NamedTuple):
    """Of one chain: how many events have their place, how many a checkpoint covers, and what the last check said."""

    placed: int
    covered: int
    verified_at: datetime | None
    verified_ok: bool | None
    why: str


def of(uid) -> Standing:
    """In two queries."""
    size = Subquery(Checkpoint.objects.order_by("-pk").values("size")[:1])
    found = Place.objects.filter(uid=uid).aggregate(placed=Count("pk"), covered=Count("pk", filter=Q(place__lt=size)))
    last = Verification.objects.order_by("-pk").first()
    return Standing(
        found["placed"], found["covered"], last and last.at, last and not last.faults, last.first if last else "",
    )  # fmt: skip


class Whole(NamedTuple):
    """Of the ledger."""

    log: Log | None
    checkpoint: Checkpoint | None
    age: timedelta | None  # of the last checkpoint
    behind: int  # events with a place that no checkpoint covers yet
    verified: Verification | None
    pending: Rollback | None  # nobody has accepted it yet
    rollbacks: list
    anchors: list


def whole() -> Whole:
    log, last = Log.objects.filter(pk=1).first(), read.latest()
    rollbacks = list(Rollback.objects.order_by("-pk"))
    return Whole(
        log, last, last and clock.now() - last.at, (log.size if log else 0) - (last.size if last else 0),
        Verification.objects.order_by("-pk").first(),
        next((row for row in rollbacks if not row.accepted_at), None), rollbacks, list(Anchor.objects.order_by("pk")),
    )  # fmt: skip
