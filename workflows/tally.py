"""Counting cases by their light, in the database: the same comparison as in `lights`, so that sums agree with lists."""

from django.db.models import Count, Q

from workflows import clock, registry

RED, YELLOW, GREEN, GREY, NONE = "red", "yellow", "green", "grey", "none"
ORDER = (RED, YELLOW, GREEN, GREY, NONE)
OPEN = Q(finished=None)


def paused():
    """Cases that stand still: each process says in which stages, as `paused` on its model."""
    found = Q(suspended_at__isnull=False) | Q(waits_since__isnull=False, due=None)
    for code, model in sorted(registry.KINDS.items()):
        if stages := getattr(model, "paused", ()):
            found |= Q(kind=code, stage__in=[str(stage) for stage in stages])
    return found


def by_light(at=None):
    """Light → the open cases that show it; each open case is under exactly one."""
    at = at or clock.now()
    moving = OPEN & ~paused()
    warned = Q(warn_at__isnull=False, warn_at__lte=at)
    return {
        RED: moving & Q(due__lt=at),
        YELLOW: moving & warned & (Q(due=None) | Q(due__gte=at)),
        GREEN: moving & Q(due__gte=at) & ~warned,
        GREY: OPEN & paused(),
        NONE: moving & Q(due=None) & ~warned,
    }


def counts(at=None):
    """The aggregates that count each light, for `annotate` or `aggregate`."""
    return {light: Count("pk", filter=q) for light, q in by_light(at).items()}
