"""Checkpoints: those of the database among themselves, and beside those that somebody holds outside."""

from ledger.checkpoint import read, text
from ledger.checkpoint.verifying import signers
from ledger.models import Checkpoint, Log
from ledger.verification.faults import Fault


class Signed:
    """Collects what was signed at which size, and the faults of the notes themselves."""

    def __init__(self, held=(), keys=()):
        """`held`: texts of signed checkpoints kept outside; `keys`: public keys from outside, else the database's."""
        self.keys = list(keys) or read.keys()
        self.origin = Log.objects.values_list("origin", flat=True).first() or ""
        self.at_size, self.faults, self._sizes = {}, [], set()
        self._stored()
        for note in held:
            self._held(note)
        self._join()

    def _stored(self):
        before = (0, None)
        for row in Checkpoint.objects.order_by("pk").iterator(chunk_size=500):
            note = self._opened(row.note, row.size)
            if note is None:
                continue
            moment = f"at {text.moment(row.at)}"
            if (note.origin, note.size, note.root, note.more[:1]) != (row.origin, row.size, bytes(row.root), (moment,)):
                self._fault("columns", row.size)
            if (row.size, row.at) < before and not _rolled_back(note) and before[1]:
                self._fault("order", row.size)
            before = (row.size, row.at)
            self._sizes.add((note.size, note.root))
            self._note(note, row.at)

    def _held(self, raw):
        note = self._opened(raw, None)
        if note is None:
            return
        self._note(note, None)
        if (note.size, note.root) not in self._sizes:
            self._fault("removed", note.size)

    def _opened(self, raw, size):
        try:
            note = text.parse(raw)
        except text.Bad:
            self._fault("signature", size)
            return None
        if not signers(note, self.keys):
            self._fault("signature", note.size)
            return None
        if note.origin != self.origin:
            self._fault("origin", note.size)
            return None
        return note

    def _note(self, note, at):
        known = self.at_size.get(note.size)
        if known and known[0] != note.root:
            self._fault("root", note.size)
        elif not known or at:
            self.at_size[note.size] = (note.root, at)

    def _join(self):
        """Each size learns the one before it, so that a fault can say between which two it lies."""
        before = 0
        for size in sorted(self.at_size):
            self.at_size[size] += (before,)
            before = size

    def _fault(self, why, size):
        self.faults.append(Fault(why, place=size))


def _rolled_back(note):
    return any(line.startswith("rolled back from") for line in note.more)


def notes_in(file: str) -> list[str]:
    """The checkpoints of a file: one, or many as an append-only file has them."""
    found, taken = [], []
    for line in file.splitlines():
        if taken and not line.startswith(text.DASH) and taken[-1].startswith(text.DASH):
            found.append("\n".join(taken) + "\n")
            taken = []
        if line or taken:
            taken.append(line)
    return [*found, *(["\n".join(taken).rstrip("\n") + "\n"] if taken else [])]
