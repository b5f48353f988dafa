"""What admonitions add up to: by kind and by clause, never by unit or person, and no small group (F11, F26)."""

from dataclasses import dataclass

from django.db.models import Count, Q

from processes.admonition import clauses
from processes.admonition.choices import EXPLAINED, Measure
from processes.admonition.models import Admonition
from processes.admonition.words import Stage
from workflows.figures import Figure, Share


@dataclass(frozen=True)
class Summary:
    """All figures of the page."""

    kinds: list
    clauses: list
    explained: Share
    in_time: Share
    open: Figure


def of():
    """The figures over all cases that were issued, in two statements."""
    issued = Admonition.objects.exclude(issued_at=None)
    answered, settled = Q(replied_in_time__isnull=False), Q(told_at__isnull=False)
    wanted = {f"of_{code}": Count("pk", filter=Q(measure=code)) for code in Measure.values}
    wanted |= {
        "answered": Count("pk", filter=answered), "timely": Count("pk", filter=Q(replied_in_time=True)),
        "settled": Count("pk", filter=settled), "explained": Count("pk", filter=settled & Q(view__in=EXPLAINED)),
        "running": Count("pk", filter=~Q(stage__in=(Stage.CLOSED, Stage.UPGRADED, Stage.WITHDRAWN))),
    }  # fmt: skip
    found = issued.aggregate(**wanted)
    by_clause = dict(issued.order_by().values_list("clause").annotate(n=Count("pk")))
    return Summary(
        kinds=[Figure(label, found[f"of_{code}"]) for code, label in Measure.choices],
        clauses=[Figure(clauses.title(code), by_clause.get(code, 0)) for code in clauses.catalogue()],
        explained=Share(found["explained"], found["settled"]), in_time=Share(found["timely"], found["answered"]),
        open=Figure("", found["running"]),
    )  # fmt: skip
