"""Who plays which part in a suggestion: parts that the case itself decides."""

from people import roles
from workflows import personal


def intake_unit():
    """The unit of the office, where suggestions are registered."""
    keepers = roles.holders("office")
    return next((person.unit for person in keepers if person.unit_id), None)


def _submitter(case):
    return [case.submitter_id] if case.submitter_id else []


def _clerk(case):
    """After a rebuttal another clerk studies it anew; a section with one clerk gets one of the office."""
    if not case.first_handler_id:
        return None
    own = _clerks(case, case.owner_unit)
    return own or _clerks(case, intake_unit())


def _clerks(case, unit):
    barred = {case.first_handler_id, *case.barred()}
    return [person.pk for person in roles.holders("clerk", unit=unit) if person.pk not in barred]


def _deputy(case):
    """A deputy minister decides a second objection, and signs what is declined. Otherwise nobody is called."""
    return None if _needs_deputy(case) else []


def _needs_deputy(case):
    if case.stage == "triaged":
        return case.objections >= 2
    return case.stage == "drafted" and case.disposition == "decline" and bool(case.concurred_by_id)


def _identity(case):
    """Who reads who made a suggestion, beside the office: they themselves and whoever handles it."""
    studying = case.players("clerk@owner_unit") if case.stage == "assigned" else ()
    return [pk for pk in (case.submitter_id, case.handler_id, case.first_handler_id, *studying) if pk]


NAMED = {"submitter": _submitter, "clerk": _clerk, "deputy_minister": _deputy, "identity": _identity}


def spares(case, role):
    """Who has nothing to do on entering the stage, although its moves name the role."""
    if role == "deputy_minister":
        return not _needs_deputy(case)
    if case.stage == "triaged" and role == "office":
        return case.objections >= 2
    if case.stage == "replied" and role.startswith("section_head"):
        return case.disposition not in ("adopt", "part")
    return False


def idle(case, act):
    """Acts that would change nothing now; nobody is offered them."""
    if act == "concur_decline":
        return case.disposition != "decline" or bool(case.concurred_by_id)
    if act == "mask_personal":
        return not personal.kinds(case.content)
    return act == "rate_reply" and not case.replied_at
