"""候领: work that reached a group or several holders of a post, of which one takes it. Reads only."""

from functools import reduce
from operator import or_

from django.db.models import Q

from workflows import registry
from workflows.models import WorkItem

SHOWN = 200
COLUMNS = (
    "id", "case_uid", "case_kind", "stage", "title", "number", "role", "kind", "asked", "due", "warn_at", "provisional",
    "created", "status", "claimed_at", "process_id", "parent_id",
)  # fmt: skip


def stages():
    """(process, stage) of every pool that the processes of today state."""
    return [
        (code, stage) for code in registry.KINDS for stage, facts in registry.current(code).stages.items() if facts.pool
    ]


def posts():
    """Roles that take work from a pool."""
    return {role.partition("@")[0] for code, stage in stages() for role in registry.current(code).duties(stage)}


def of(person):
    """The work that this person may take, has taken, or that another has taken, the first due first; two statements."""
    places = [Q(case_kind=code, stage=stage) for code, stage in stages()]
    if not places:
        return []
    mine = WorkItem.objects.filter(reduce(or_, places), owner=person, kind="move")
    mine = mine.filter(Q(status="ASSIGNED") | Q(status="SCHEDULED", held="claimed"))
    rows = list(mine.order_by("due", "id").values(*COLUMNS)[:SHOWN])
    taken = WorkItem.objects.filter(process__in=[row["process_id"] for row in rows], status="ASSIGNED")
    names = dict(taken.exclude(claimed_at=None).values_list("process", "owner__name"))
    return [row | {"taken_by": names.get(row["process_id"], "")} for row in rows]
