"""Derives everything anew: chains, places, tiles, checkpoints, and what other parts of the house add to that."""

from ledger.verification.faults import Fault
from ledger.verification.run import Report, run

__all__ = ["Fault", "Report", "run"]
