"""Backups of database and files while work goes on, tried out by restoring them.

A backup holds neither the signer's key nor what the signer remembers: so that it notices when one is brought back.
"""

from ledger.backup.making import make
from ledger.backup.restoring import Damaged, bring_back, try_out

__all__ = ["Damaged", "bring_back", "make", "try_out"]
