"""Topics of an inspection: what was approved and waits to be looked into, and what people add."""

from datetime import datetime, time

from django.utils import timezone

from processes.inspection import checklist, parts
from processes.inspection.rows import Topic
from workflows import links
from workflows.models import Link


def intended(quarter):
    """The next link of each case that asks for an inspection and asked before the quarter began, one per case."""
    start = timezone.make_aware(datetime.combine(parts.first_day(quarter), time.min))
    rows = Link.objects.filter(intended="inspection", target=None, at__lt=start).select_related("source")
    found = {}
    for link in rows.order_by("pk"):
        found.setdefault(link.source_id, link)
    return list(found.values())


def asked_by(case, step):
    """The event of opening names what the quarter's inspection was asked for."""
    told = [{"kind": link.kind, "to": str(link.source), "reason": link.reason} for link in intended(case.quarter)]
    step.fields["links"] = told


def take(case):
    """What waits becomes a topic of the quarter's inspection; its link now names this case."""
    for link in intended(case.quarter):
        add(case, link.source.title, link.source_id)
        links.meet(link, case)


def add(case, title, source=None):
    """One more topic, with an empty checklist."""
    no = parts.next_no(case.topics)
    return Topic.objects.create(case=case, no=no, title=title[:120], source_id=source, checklist=checklist.empty())
