"""Who is let in to one case, and who is kept out whatever else they are (知悉范围). Conditions for `rules.visible`.

Keeping out goes before everything: the person, who works under them, and who acts for them.
"""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from people import clock, lines, roles

LEVELS = ("public", "internal", "restricted", "sealed")
GUARDED = ("restricted", "sealed")


def admitted(user):
    """Cases to which the person or one of their units was let in, while it lasts."""
    rows = apps.get_model("workflows", "Admission").objects.filter(until__gte=clock.today())
    mine = rows.filter(Q(person=user) | Q(unit__in=roles.units(user)))
    return Q(pk__in=mine.values("case"))


def let_in(user):
    """Cases from which nobody keeps the person out."""
    return ~Exists(_against(user).filter(case=OuterRef("pk")))


def _against(user):
    """Exclusions that reach a person: their own, of those they work under, of those they act for."""
    reaching = Q(person=user) | Q(person__in=lines.chiefs(user))
    if acts_for := lines.principals(user):
        reaching |= Q(person__in=acts_for)
    return apps.get_model("workflows", "Exclusion").objects.filter(reaching, ended=None)


def kept_from(user):
    """The cases from which the person is kept out, as a queryset: for lists that are read by work and not by case."""
    return _against(user).values("case")


def kept_out(case) -> frozenset[int]:
    """Ids of everybody who is kept out of a case. Nobody is ever kept out of an open one, so most cost no statement."""
    if case.classification not in GUARDED:
        return frozenset()
    if "_kept_out" not in case.__dict__:
        case._kept_out = reached(excluded(case))
    return case._kept_out


def forget(case) -> None:
    """The list of a case has changed."""
    case.__dict__.pop("_kept_out", None)


def excluded(case) -> tuple[int, ...]:
    """Ids of the people named on the list of a case, without those who follow from them."""
    rows = apps.get_model("workflows", "Exclusion").objects.filter(case=case.pk, ended=None)
    return tuple(rows.order_by("pk").values_list("person", flat=True))


def reached(people) -> frozenset[int]:
    """Ids of everybody whom keeping these people out reaches."""
    return lines.under(tuple(people)) if people else frozenset()
