"""What waits for a person: open work by due date, one table, keyset pages. Reads only."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q

from workflows import agency
from workflows.models import WorkItem

SIZE, CAP = 20, 100
COLUMNS = (
    "id", "title", "number", "case_uid", "case_kind", "stage", "kind", "role", "due", "warn_at", "provisional",
    "created", "asked", "owner", "parent_id",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page of rows and the key of the next, or None."""

    rows: list
    next: tuple | None


def _open(whose, only=None, but=None):
    # The literal lets PostgreSQL choose the partial index under a generic plan.
    found = WorkItem.objects.filter(**only) if only else WorkItem.objects
    found = found.filter(whose).extra(where=["workflows_workitem.status = 'ASSIGNED'"])
    found = found.exclude(process__in=but) if but is not None else found
    # A copy is for information: it is read in its own view and is nothing to do.
    return found if only and any(name.startswith("kind") for name in only) else found.exclude(kind="copy")


def _owners(person, lent):
    """Whose open work it is: the person's own, then what each mandate lends."""
    return [Q(owner=person), *(Q(owner=one.principal) & _lendable(one) for one in lent)]


def owned(person, lent=()):
    """Whose open work stands in a person's inbox, as a condition."""
    return reduce(or_, _owners(person, lent))


def _lendable(one):
    personal = Q(kind__in=agency.KINDS) | Q(role__in=agency.ROLES) | Q(signing__mode="vote") | Q(signing__secret=True)
    kinds = Q(case_kind__in=one.processes) if one.processes else Q()
    return kinds & ~personal


def page(person, after=None, size=SIZE, only=None, lent=(), but=None):
    """Open work of `person`, soonest due first, undated last; `after` is the key a page gave as `next`.

    `only` narrows it by columns of the work item, as a saved view does: {"kind__in": ("sign", "seat")}. `lent`: for
    whom the person may act, from `people.mandates`; their work stands among the person's own. `but`: cases from which
    the person is kept out, as a queryset from `policy.secrecy`, so that it costs no statement of its own.
    """
    owners = _owners(person, lent)
    if after and after[0] is None:
        return _undated(owners, after[1], size, only, but)
    found = Q(due__isnull=False)
    if after:
        found &= Q(due__gte=after[0]) & (Q(due__gt=after[0]) | Q(id__gt=after[1]))
    rows = _first(owners, found, size + 1, only, but)
    if len(rows) > size:
        return Page(_from_whom(rows[:size]), (rows[size - 1]["due"], rows[size - 1]["id"]))
    rest = _undated(owners, 0, size - len(rows), only, but)
    return Page(_from_whom(rows) + rest.rows, rest.next)


def _undated(owners, after, size, only=None, but=None):
    rows = _first(owners, Q(due__isnull=True, id__gt=after), size + 1, only, but)
    more = len(rows) > size
    last = rows[size - 1]["id"] if more and size else after
    return Page(_from_whom(rows[:size]), (None, last) if more else None)


def _from_whom(rows):
    """Rows that came from somebody else's work say from whom; no statement where none did."""
    wanted = {row["parent_id"] for row in rows if row["parent_id"]}
    names = dict(WorkItem.objects.filter(pk__in=wanted).values_list("pk", "owner__name")) if wanted else {}
    return [row | {"from": names.get(row["parent_id"], "")} for row in rows]


def _first(owners, found, size, only, but):
    """The first rows of several people's work in one order; of each person no more are read than could be shown."""
    # Ordered by the index's columns; by the id alone PostgreSQL would sort.
    if len(owners) > 1 and not connection.features.supports_slicing_ordering_in_compound:
        owners = [reduce(or_, owners)]
    parts = [_open(whose, only, but).filter(found).order_by("due", "id").values(*COLUMNS)[:size] for whose in owners]
    several = parts[0].union(*parts[1:], all=True).order_by("due", "id")[:size] if len(parts) > 1 else parts[0]
    return list(several)


def count(person, cap=CAP, lent=(), but=None):
    """How many open items, counted up to `cap`: no list is counted to its end for a badge."""
    return len(_open(reduce(or_, _owners(person, lent)), but=but).values_list("id", flat=True)[:cap])


def first(person, size, lent=(), but=None):
    """Ids of the first open items, in the order of the inbox."""
    return [row["id"] for row in page(person, None, size, lent=lent, but=but).rows]


def done(person, size=50, but=None):
    """Work the person has finished, newest first."""
    found = WorkItem.objects.filter(owner=person).extra(where=["workflows_workitem.status = 'DONE'"])
    found = found.exclude(process__in=but) if but is not None else found
    return list(found.order_by("-finished").values(*COLUMNS, "finished", "decision")[:size])


def given(person, size=50, but=None):
    """Work the person gave to others: handed on for good, or waiting for an opinion; newest first."""
    # As the partial index states it.
    found = WorkItem.objects.filter(owner=person).extra(
        where=["(workflows_workitem.closed_why = 'transferred' OR workflows_workitem.held = 'delegated')"]
    )
    found = found.exclude(held="delegated", status__in=("CANCELED", "DONE"))  # nobody is asked any more
    found = found.exclude(process__in=but) if but is not None else found
    rows = list(found.order_by("-id").values(*COLUMNS, "finished", "held", "process_id")[:size])
    children = WorkItem.objects.filter(
        process__in={row["process_id"] for row in rows},
        parent__in=[row["id"] for row in rows],
        asked__in=("transfer", "delegate"),
    )
    to = dict(children.order_by("id").values_list("parent", "owner__name")) if rows else {}
    return [row | {"to": to.get(row["id"], "")} for row in rows]
