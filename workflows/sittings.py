"""What a process's effects do to the sitting of a stage: open, close, adjourn, put off. Runs inside the move."""

from workflows.acts import notice, roster
from workflows.acts.minutes import digest


def current(case, *states):
    """The newest sitting in one of these states, or None."""
    return next((one for one in roster.sittings(case) if one.state in (states or ("planned", "open"))), None)


def begin(step):
    """The planned sitting is opened."""
    sitting = current(step.case, "planned")
    sitting.state, sitting.opened_at = "open", step.at
    sitting.save(update_fields=["state", "opened_at"])
    came = sitting.seats.filter(present=True).values_list("name", flat=True)
    step.fields |= {"sitting": sitting.pk, "present": list(came)}


def close(step):
    """The open sitting is closed; its minutes are locked under their hash."""
    sitting = current(step.case, "open")
    sitting.state, sitting.closed_at, sitting.minutes_locked_at = "closed", step.at, step.at
    sitting.minutes_hash = digest(sitting.minutes)
    sitting.save(update_fields=["state", "closed_at", "minutes_locked_at", "minutes_hash"])
    step.fields |= {"sitting": sitting.pk, "minutes_hash": sitting.minutes_hash}


def adjourn(step):
    """The sitting ends before its end; another is called. What was written stands under its hash."""
    sitting = current(step.case)
    if sitting is None:
        return
    sitting.state, sitting.closed_at = "adjourned", step.at
    if sitting.minutes:
        sitting.minutes_locked_at, sitting.minutes_hash = step.at, digest(sitting.minutes)
    sitting.save(update_fields=["state", "closed_at", "minutes_locked_at", "minutes_hash"])
    step.fields |= {"sitting": sitting.pk, "minutes_hash": sitting.minutes_hash}


def put_off(step, starts_at, place=""):
    """The planned sitting gets another time; everybody on the roster is told. Raises Refused if it is too early."""
    sitting = current(step.case, "planned")
    notice.demand(step.case, starts_at, step.at)
    step.fields |= {"sitting": sitting.pk, "starts_at": [sitting.starts_at.isoformat(), starts_at.isoformat()]}
    sitting.starts_at, sitting.place = starts_at, place or sitting.place
    sitting.save(update_fields=["starts_at", "place"])
    people = sitting.seats.filter(person__isnull=False).values_list("person", flat=True)
    step.tell("sitting.called", people, at=starts_at.isoformat(), place=sitting.place)
