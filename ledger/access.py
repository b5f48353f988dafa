"""The access log: what was looked at, and what was refused."""

from ledger.models import AccessEntry


def note(person, what, path, case_uid=None, why="", at=None) -> AccessEntry:
    """Add an entry. Call it outside a transaction that is about to be rolled back."""
    from people import clock

    return AccessEntry.objects.create(
        at=at or clock.now(),
        person_id=getattr(person, "pk", person),
        what=what[:80],
        path=path[:500],
        case_uid=case_uid,
        why=str(why)[:500],
    )
