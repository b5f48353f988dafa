"""What waits for a person: open work by due date, one table, keyset pages. Reads only."""

from dataclasses import dataclass

from django.db.models import Q

from workflows.models import WorkItem

SIZE, CAP = 20, 100
COLUMNS = (
    "id", "title", "number", "case_uid", "case_kind", "stage", "kind", "role", "due", "warn_at", "provisional",
    "created",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page of rows and the key of the next, or None."""

    rows: list
    next: tuple | None


def _open(person, only=None):
    # The literal lets PostgreSQL choose the partial index under a generic plan.
    found = WorkItem.objects.filter(**only) if only else WorkItem.objects
    return found.filter(owner=person).extra(where=["workflows_workitem.status = 'ASSIGNED'"])


def page(person, after=None, size=SIZE, only=None):
    """Open work of `person`, soonest due first, undated last; `after` is the key a page gave as `next`.

    `only` narrows it by columns of the work item, as a saved view does: {"kind__in": ("sign", "seat")}.
    """
    if after and after[0] is None:
        return _undated(person, after[1], size, only)
    dated = _open(person, only).filter(due__isnull=False)
    if after:
        dated = dated.filter(due__gte=after[0]).filter(Q(due__gt=after[0]) | Q(id__gt=after[1]))
    rows = list(dated.order_by("due", "id").values(*COLUMNS)[: size + 1])
    if len(rows) > size:
        return Page(rows[:size], (rows[size - 1]["due"], rows[size - 1]["id"]))
    rest = _undated(person, 0, size - len(rows), only)
    return Page(rows + rest.rows, rest.next)


def _undated(person, after, size, only=None):
    # Ordered by the index's columns; by the id alone PostgreSQL would sort.
    found = _open(person, only).filter(due__isnull=True, id__gt=after).order_by("due", "id")
    rows = list(found.values(*COLUMNS)[: size + 1])
    more = len(rows) > size
    last = rows[size - 1]["id"] if more and size else after
    return Page(rows[:size], (None, last) if more else None)


def count(person, cap=CAP):
    """How many open items, counted up to `cap`: no list is counted to its end for a badge."""
    return len(_open(person).values_list("id", flat=True)[:cap])


def done(person, size=50):
    """Work the person has finished, newest first."""
    found = WorkItem.objects.filter(owner=person).extra(where=["workflows_workitem.status = 'DONE'"])
    return list(found.order_by("-finished").values(*COLUMNS, "finished", "decision")[:size])
