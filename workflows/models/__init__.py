"""Every row the engine writes, one noun per file."""

from workflows.models.case import Case, Definition, new_uid
from workflows.models.evidence import Evidence, Upload
from workflows.models.facts import Climb, Counter, Draft, Flag, Link, Moment, Paper, Participant, Service
from workflows.models.outbox import Outbox
from workflows.models.signing import Signing
from workflows.models.sitting import AgendaItem, Ballot, Opinion, Seat, Sitting
from workflows.models.work import WorkItem

__all__ = [
    "AgendaItem",
    "Ballot",
    "Case",
    "Climb",
    "Counter",
    "Definition",
    "Draft",
    "Evidence",
    "Flag",
    "Link",
    "Moment",
    "Opinion",
    "Outbox",
    "Paper",
    "Participant",
    "Seat",
    "Service",
    "Signing",
    "Sitting",
    "Upload",
    "WorkItem",
    "new_uid",
]
