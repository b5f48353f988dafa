"""The history of one case in the reader's language: events store codes and data, words are made here. Reads only."""

from ledger import read
from people.memo import once
from workflows import wording

CHOICES = ("choices", "opinion_said")  # of one ballot; the counted result names them when all have voted


@once
def of(case):
    """Entries of a case, oldest first, each with `.words` for the page; two statements."""
    rules = case.rules
    entries = [_unchosen(entry) for entry in read.history(case.uid)]
    return [wording.Line(entry, wording.of(entry, rules)) for entry in entries]


def readable(case, lines, user):
    """The lines that `user` may read: all of them, or their own where the case is theirs only in part."""
    return [line for line in lines if line.entry.event.actor_id == user.pk] if case.in_part(user) else lines


def _unchosen(entry):
    """A ballot's event shows who voted and never what; it is kept to be proved, not to be read."""
    if entry.event.kind != "act.ballot":
        return entry
    return entry._replace(fields={name: value for name, value in entry.fields.items() if name not in CHOICES})
