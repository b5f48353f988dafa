"""Files with their proof: staged on receipt, taken by an act, read under the policy of their case."""

from workflows.evidence.reading import of, seen_elsewhere
from workflows.evidence.taking import cite, take

__all__ = ["cite", "of", "seen_elsewhere", "take"]
