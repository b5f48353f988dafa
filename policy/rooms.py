"""People whom a case is about: they are told what was served on them, in a room of their own, and nothing else (F11).

A process names the roles in `Process.confined`. Whoever is a participant in such a role does not see the case: not its
page, history, files, lists, search, counts or exports, whatever other ground they have. Once something was served on
them the case stands in their room; before that nothing says that there is one.
"""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

CONFINED = {}  # process code → roles whose people are confined to their room


def declare(process, roles=()):
    """State which roles of a process are confined. Called when processes are discovered."""
    if roles:
        CONFINED[process] = frozenset(roles)
    else:
        CONFINED.pop(process, None)


def confined(user):
    """Condition on cases: those that the person may know from the room alone, or not yet at all."""
    found = Q(pk__in=())
    for process, roles in CONFINED.items():
        found |= Q(kind=process) & Exists(_parts(user).filter(case=OuterRef("pk"), role__in=roles))
    return found


def of(user):
    """The cases that stand in the person's room, as a queryset."""
    cases = apps.get_model("workflows", "Case").objects.all()
    if not (CONFINED and user.is_authenticated and user.is_active):
        return cases.none()
    served = apps.get_model("workflows", "Service").objects.filter(case=OuterRef("pk"), person=user)
    return cases.filter(confined(user)).filter(Exists(served))


def holds(user, case) -> bool:
    """Whether the case stands in the person's room."""
    return case.kind in CONFINED and of(user).filter(pk=case.pk).exists()


def roles_in(user, case) -> frozenset[str]:
    """The confined roles that a person has in a case."""
    roles = CONFINED.get(case.kind)
    found = _parts(user).filter(case=case.pk, role__in=roles).values_list("role", flat=True) if roles else ()
    return frozenset(found)


def is_confined(user, case) -> bool:
    """Whether the person knows the case from the room alone, or not yet at all."""
    return bool(roles_in(user, case))


def people(case) -> tuple[int, ...]:
    """Ids of everybody whom the case confines to a room."""
    rows = _case_parts(case)
    return tuple(dict.fromkeys(rows.order_by("pk").values_list("person", flat=True))) if rows is not None else ()


def unaware(case) -> frozenset[int]:
    """Ids of those confined on whom nothing was served yet: no notice may reach them."""
    rows = _case_parts(case)
    if rows is None:
        return frozenset()
    served = apps.get_model("workflows", "Service").objects.filter(case=case.pk, person=OuterRef("person"))
    return frozenset(rows.exclude(Exists(served)).values_list("person", flat=True))


def _case_parts(case):
    roles = CONFINED.get(case.kind)
    return apps.get_model("workflows", "Participant").objects.filter(case=case.pk, role__in=roles) if roles else None


def _parts(user):
    return apps.get_model("workflows", "Participant").objects.filter(person=user)
