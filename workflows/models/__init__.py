"""Every row the engine writes, one noun per file."""

from workflows.models.basis import Basis
from workflows.models.bundle import Bundle, BundleRow
from workflows.models.case import Case, Definition, new_uid
from workflows.models.defence import Clarification, Defence, DefencePoint, Released
from workflows.models.evidence import Evidence, Upload
from workflows.models.facts import Climb, Counter, Draft, Flag, Link, Moment, Paper, Participant, Service
from workflows.models.handover import Handover
from workflows.models.outbox import Outbox
from workflows.models.ruleset import RuleChange
from workflows.models.secrecy import Admission, Exclusion
from workflows.models.signing import BoxBallot, Signing, Voter
from workflows.models.sitting import AgendaItem, Ballot, Opinion, Seat, Sitting
from workflows.models.standing import Appointee, Detour, Pause, Phrase, Proposal
from workflows.models.work import WorkItem

__all__ = [
    "Admission",
    "AgendaItem",
    "Ballot",
    "Basis",
    "BoxBallot",
    "Bundle",
    "BundleRow",
    "Case",
    "Appointee",
    "Clarification",
    "Climb",
    "Counter",
    "Defence",
    "DefencePoint",
    "Definition",
    "Detour",
    "Draft",
    "Evidence",
    "Exclusion",
    "Flag",
    "Handover",
    "Link",
    "Moment",
    "Opinion",
    "Outbox",
    "Paper",
    "Participant",
    "Pause",
    "Phrase",
    "Proposal",
    "Released",
    "RuleChange",
    "Seat",
    "Service",
    "Signing",
    "Sitting",
    "Upload",
    "Voter",
    "WorkItem",
    "new_uid",
]
