"""The panel of an appeal: at least three who have touched nothing of the matter (F08)."""

from django.utils.translation import gettext as _

from people import roles
from people.models import User
from processes.accountability import parts
from workflows import registry
from workflows.acts.common import participate
from workflows.recusals import held
from workflows.touched import refuse_touched


def free(case):
    """Holders of the review role who may sit on the panel of this case."""
    return [person for person in roles.holders("appeal_officer") if not why_not(case, person)]


def why_not(case, person):
    """Why somebody may not review this case, or ""."""
    if person.pk in parts.concerned(case) | parts.tied(case) or person.pk in held(case):
        return _("%s与本事项有利害关系或已回避，不能参加复核。请另选。") % person.name
    return refuse_touched(case, person)


def fault(case, people):
    """Why these people are no panel for this case, or ""."""
    found = list(User.objects.filter(pk__in=parts.pks(people), is_active=True).order_by("pk"))
    if len(found) < parts.PANEL:
        return _("复核组没有组成：至少三人，且都没有参与过本事项。请补选。")
    known = {person.pk for person in roles.holders("appeal_officer")}
    if any(person.pk not in known for person in found):
        return _("复核组没有组成：复核人员要从名册中选择。请重新选择。")
    # Who already sits on it has acted in the review, and in nothing else.
    return next(filter(None, (why_not(case, person) for person in found if person.pk not in case.panel)), "")


def call(case, step, starts_at, place):
    """Call the panel to a sitting of its own."""
    participate(case, case.panel, "panel")
    seats = [{"person": pk} for pk in case.panel]
    registry.ACTS["convene"](case, step, kind="appeal_panel", starts_at=starts_at, place=place, seats=seats)
