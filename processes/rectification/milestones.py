"""Work items of those who own a measure, each due when their next measure is."""

from processes.rectification import remedies
from processes.rectification.stages import HEAD, OWNER
from workflows import due, handing, work
from workflows.acts.common import participate
from workflows.declare import Term

DAY = Term(n=0, unit="cd", start="due")  # due on the day itself


def give(step):
    """Everybody with a measure left gets work and hears of it; the head of the unit has the whole case already."""
    case = step.case
    heads = case.players(HEAD)
    people = [pk for pk in remedies.owners(remedies.left(case.measures)) if pk not in heads]
    participate(case, people, OWNER)
    step.born += [work.item(case, case.stage, owner_id=pk, role=OWNER, **_times(case, pk)) for pk in people]
    case.open_items += len(people)
    step.tell("rectification.owner", people)


def follow(step, owner):
    """After one of somebody's measures is done: the work is due with the next one, or is over."""
    case = step.case
    if remedies.next_due(case.measures, owner) is None:
        handing.done(step, OWNER, owner=owner)
    else:
        _redate(case, owner)


def recount(case):
    """Dates of measures stay when the term of the whole is moved."""
    for owner in remedies.owners(remedies.left(case.measures)):
        _redate(case, owner)


def _redate(case, owner):
    if case.held_since:
        return
    handing.redate(case, OWNER, term=DAY, start=_end(case, owner), owner=owner)


def _end(case, owner):
    return due.end_of(remedies.next_due(case.measures, owner))


def _times(case, owner):
    found = due.of_term(DAY, _end(case, owner))
    return {"due": found.due, "warn_at": found.warn_at, "provisional": found.provisional}
