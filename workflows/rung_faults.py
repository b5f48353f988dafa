"""What is wrong with a declared ladder of rungs: sentences for `manage.py check`."""

from workflows import ladder, topics

DONE = ("remind", "urge", "escalate", "reassign", "propose")


def of(place, rungs):
    """Faults of one ladder; `place` is the stage or the process. A rung is told from others by its day."""
    days = [rung.days for rung in rungs]
    yield from (
        f"two rungs of {place} stand on the same day, {day}" for day in sorted(set(days)) if days.count(day) > 1
    )
    for rung in rungs:
        yield from _rung(place, rung)


def _rung(place, rung):
    name = f"the rung of {place} on day {rung.days}"
    if rung.does not in DONE:
        yield f"{name} does {rung.does!r}, which is none of {', '.join(DONE)}"
    elif not topics.known(ladder.topic(rung)):
        yield f"{name} has the topic {ladder.topic(rung)}, which nobody has put into words"
    if rung.does in ("remind", "urge", "propose") and not rung.to:
        yield f"{name} tells nobody"
    if rung.does == "escalate" and rung.level < 1:
        yield f"{name} names no level of superiors"
    if rung.does == "reassign" and (rung.level < 1) == (not rung.to):
        yield f"{name} must name either a level of superiors or roles"
    if rung.does == "reassign" and rung.days < 0:
        yield f"{name} takes work away that is not late"
