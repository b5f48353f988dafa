"""Who plays which part in an investigation: parts that the case itself decides."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people import clock, roles
from people.memo import once
from people.models import Conflict
from processes.investigation.choices import FOUND, SERIOUS, Outcome

ABOUT = _("本人是被反映人，依规回避")
TIED = _("与被反映人有利害关系，依规回避")
HANDLED = _("参加过本事项的核查，依规回避")
REGISTRAR = "intake_reader"
AGAINST = {Outcome.ADMONISH, Outcome.ACCOUNT}
# Whoever leads the department, or reads its reports, does not look into a clue about themselves (F13).
CHIEFS = ("minister", "deputy_minister", REGISTRAR)


def number(person):
    """The id of a person, given as a row, a number or its text."""
    return int(getattr(person, "pk", person))


def day(moment):
    return timezone.localdate(moment)


@once
def intake_unit():
    """The unit of those who read the desk of the department, where clues are registered."""
    readers = roles.holders(REGISTRAR)
    return next((person.unit for person in readers if person.unit_id), None)


def accounts(case):
    """Ids of the respondents who have an account."""
    return tuple(row["person"] for row in case.respondents if row.get("person"))


def of_person(case, pk):
    """The respondent's row of an account, or None."""
    return next((row for row in case.respondents if row.get("person") == pk), None)


NAMED = {
    "case_officer": lambda case: [case.officer_id] if case.officer_id else [],
    "investigator": lambda case: list(case.team),
    # Whom a clue is about does not send it up: then nobody here plays the part, and the liaison does.
    "minister": lambda case: [] if case.chief else None,
}


def spares(case, role):
    """Either the clerk registers a clue or it goes up: only one of them has work."""
    if case.stage == "received":
        return case.goes_up != role.startswith("minister")
    return False


def chief(pk):
    """Whether somebody leads the department or reads its reports."""
    return any(pk in {person.pk for person in roles.holders(role)} for role in CHIEFS)


def stands_in(case, role, person):
    """Somebody takes over from one who was recused."""
    if role == "case_officer":
        case.officer_id = person.pk
    elif role == "investigator":
        recused = case.step.fields.get("person_id")
        case.team = [pk for pk in case.team if pk != recused and pk != person.pk] + [person.pk]


@once
def interested(case):
    """Person id → why they may neither judge, verify nor vote (F01)."""
    about, today = accounts(case), clock.today()
    if not about:
        return {}
    live = Q(since__lte=today) & (Q(until=None) | Q(until__gte=today))
    ties = Conflict.objects.filter(live).filter(Q(person__in=about) | Q(other__in=about))
    tied = {pk for tie in ties for pk in (tie.person_id, tie.other_id) if pk}
    return dict.fromkeys(tied, TIED) | dict.fromkeys(about, ABOUT)


def kept_out(case):
    """Who investigated does not vote on what comes of it."""
    team = (*case.team, case.officer_id) if case.stage == "concluded" else ()
    return dict.fromkeys(filter(None, team), HANDLED) | interested(case)


def members(case):
    """The members of the executive meeting; who sits in the triage is chosen for each clue."""
    return [person.pk for person in roles.holders("exec_member")] if case.stage == "concluded" else None


def found(case):
    """Whether anything that was said has proved so, in whole or in part."""
    return any(row.get("finding") in FOUND for row in case.allegations)


def meant(case, outcome):
    """Whom an outcome is about, one case for each: who was found to have done something (F14).

    [None], a case that names nobody yet, where nobody has an account, or two adverse outcomes were chosen together
    and it is for a person to say which is whose.
    """
    if {*case.outcomes} & AGAINST != {outcome}:
        return [None]
    found = {pk for row in case.allegations if row.get("finding") in FOUND for pk in blamed(case, row)}
    return [pk for pk in accounts(case) if pk in found] or [None]


def blamed(case, row):
    """Ids of the accounts of those whom an allegation concerns: all, where it names none of them."""
    wanted = row.get("concerns") or [one["n"] for one in case.respondents]
    return [one["person"] for one in case.respondents if one["n"] in wanted and one.get("person")]


def serious(case):
    """Whether the proposal is one on which the executive meeting votes."""
    wanted = set(case.proposal.get("outcomes", ()))
    return bool(wanted & set(SERIOUS)) or bool(case.proposal.get("serious"))


def withheld(case, evidence):
    """Statements of who told something, and what was sealed, are never shown to whom the case is about (F06)."""
    row = item(case, evidence.about)
    return row is None or row["kind"] == "statement"


def item(case, about):
    """The evidence row that a file belongs to ("item:3"), or None."""
    kind, _colon, n = about.partition(":")
    return next((row for row in case.items if kind == "item" and str(row["n"]) == n), None)
