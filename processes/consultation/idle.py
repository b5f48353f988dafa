"""Acts that have nothing to do now: a page does not offer them, and their door says why."""

from workflows import clock, sittings
from workflows.models import Service

CONFIRMING = ("confirm_seat", "note_reply", "open_session")
SIGNING = ("sign_record", "amend_record", "note_signature")
OPENED = ("give_opinion", "reveal_opinions", "note_dissent", "write_table", "record", *SIGNING)


def idle(case, name, user):
    """Whether `name` waits for something else first, or is over."""
    if name in CONFIRMING:
        return _confirming(case, name, user)
    if name in OPENED:
        return not sittings.current(case, "open") or _opened(case, name, user)
    if name in ("call_session", "describe_self"):
        return case.stage == "session" and bool(sittings.current(case, "open"))
    if name == "acknowledge":
        return not Service.objects.filter(case=case, person=user, read_at=None).exists()
    if name in ("convene", "vote_on_measures") and case.stage == "opinion":
        return not case.needs_vote or name == "vote_on_measures" and not sittings.current(case, "planned")
    return name == "confirm_cure" and not case.measures_reached


def _confirming(case, name, user):
    found = sittings.current(case, "planned")
    if not found or name == "open_session":
        return not found or case.stage != "session"
    if name == "note_reply":
        return not found.seats.filter(person=None).exists()
    return not found.seats.filter(person=user.pk).exists()  # who changes their mind may say so


def _opened(case, name, user):
    if name == "give_opinion":
        return bool(case.revealed_at)
    if name == "reveal_opinions":
        return bool(case.revealed_at) or not case.opinions_until or clock.now() <= case.opinions_until
    if name in ("note_dissent", "write_table"):
        return not case.revealed_at
    minutes = sittings.current(case, "open").minutes
    return name in SIGNING and not minutes
