"""Joining two cases: a link says why and waits for nothing."""

from django.db.models import Q

from workflows.models import Link

TAKERS = {}  # process → what opens its case when another means it
SEALED = {}  # process → what opens its case of words that only its own desk may read


def takes_up(process):
    """Register what opens a case of `process` when another case means one: `(step, reason, **handed) -> case`."""
    return _into(TAKERS, process)


def takes_sealed(process):
    """Register what opens a case of `process` of words that are sealed: `(title, words, identity, source) -> case`."""
    return _into(SEALED, process)


def _into(table, process):
    def mark(function):
        table[process] = function
        return function

    return mark


def sealed_for(process, **said):
    """The case of a process that took over what must be sealed, or None where it is not served or not ready."""
    opens = SEALED.get(process)
    return opens and opens(**said)


def join(step, *, kind, reason, target=None, intended="", **handed):
    """Link the step's case to `target`, or to one of the process `intended`, which opens it if it takes things up.

    `handed`: what is given along, by name, to a process that asks for it; nothing else of the case goes there.
    """
    target = target or (TAKERS[intended](step, reason, **handed) if intended in TAKERS else None)
    Link.objects.create(
        source_id=step.case.pk, target_id=target and target.pk, kind=kind, reason=reason, intended=intended, at=step.at
    )
    to = target.number or str(target.uid) if target else intended
    step.fields.setdefault("links", []).append({"kind": kind, "to": to, "reason": reason})


def meet(link, case):
    """A link that named a process has found its case: the one that was opened because of it."""
    link.target_id = case.pk
    link.save(update_fields=["target"])


def between(case, other):
    """Whether a link joins the two cases, whichever of them it started from."""
    ways = Q(source=case.pk, target=other.pk) | Q(source=other.pk, target=case.pk)
    return Link.objects.filter(ways).exists()


def told(fields):
    """The links that an event tells of, in their order. Events written before kept only the last, as `link`."""
    return fields.get("links") or [link for link in [fields.get("link")] if link]


def begin(step, source, *, kind, reason):
    """The step's case comes from the case `source` (id), unless they are joined already; call it once it is written."""
    meant = Link.objects.filter(source_id=source, intended=step.case.kind, target=None).first()
    if meant:
        meet(meant, step.case)
    elif not Link.objects.filter(source_id=source, target_id=step.case.pk).exists():
        Link.objects.create(source_id=source, target_id=step.case.pk, kind=kind, reason=reason, at=step.at)


def look_up(step, target, *, kind, reason):
    """The step's case has to do with the case `target` (id), whose answers it needs; call it once it is written."""
    known = Link.objects.filter(source_id=step.case.pk, target_id=target, kind=kind)
    if not known.exists():
        Link.objects.create(source_id=step.case.pk, target_id=target, kind=kind, reason=reason, at=step.at)
