"""Evidence of findings and visits: staged uploads become rows of the case."""

from workflows import evidence


def about(kind, no):
    """The words under which the evidence of a row is kept."""
    return f"{kind}:{no}"


def take(case, step, client_ids, kind, no):
    """Take the actor's staged uploads as evidence of a finding, a visit or a person spoken to."""
    return evidence.take(case, step, client_ids, about=about(kind, no)) if client_ids else []


def of(case, kind, no):
    """The evidence of one row."""
    return evidence.of(case, about=about(kind, no))


def count(case, no, kind="finding"):
    """How many pieces of evidence a finding has."""
    return len(of(case, kind, no))
