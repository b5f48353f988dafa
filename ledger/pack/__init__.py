"""Case packs: a ZIP with events, proofs, files and the kit that verifies it; `docs/case-pack.md` has the layout."""

from ledger.pack.proving import NotYet, proofs
from ledger.pack.writing import File, check, write

__all__ = ["File", "NotYet", "check", "proofs", "write"]
