"""Whose name a paper prints under what was done: an agent's with whom they acted for, 某某（代某某）."""

from ledger.models import Event


def named(name, principal=""):
    """A name as it is printed."""
    return f"{name}（代{principal}）" if principal else name


def of_event(event):
    """Who did what stands in the history."""
    return named(event.actor_name, event.for_name)


def of_step(step):
    """Who takes the step that issues the paper; it is no event yet."""
    owner = step.item.owner if step.item and step.item.owner_id not in (None, step.actor.pk) else None
    principal = step.principal or owner
    return named(step.actor.name, principal.name if principal else "")


def who(case, person, *kinds):
    """Who took the last of these steps; `person`'s own name where the history has none of them."""
    if case.step and case.step.kind in kinds:
        return of_step(case.step)
    event = Event.objects.filter(uid=case.uid, kind__in=kinds).order_by("-seq").first() if person else None
    mine = event and person.pk in (event.actor_id, event.for_id)
    return of_event(event) if mine else person.name if person else ""
