"""What the background does for the ledger: places for new events, and a checkpoint when one is due."""

from contextlib import nullcontext

from ledger.anchors import deliver
from ledger.checkpoint import take
from ledger.log.sequence import Sequencer

_sequencer = Sequencer()


def keep(by, turn=nullcontext) -> None:
    """One round; safe to repeat, and in several processes at once. `turn` lets writers of one machine queue."""
    with turn():
        _sequencer.run()
    take.when_due(by)


def anchor() -> None:
    """Hand checkpoints out; apart from the round above, for a mail server may be slow."""
    deliver.due()
