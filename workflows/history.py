"""The history of one case in the reader's language: events store codes and data, words are made here. Reads only."""

from ledger import read

from workflows import wording


def of(case):
    """Entries of a case, oldest first, each with `.words` for the page; two statements."""
    rules = case.rules
    entries = read.history(case.uid)
    return [wording.Line(entry, wording.of(entry, rules)) for entry in entries]
