"""The effect of a decision on a person: laid, lifted, and gone by itself on its day (F24, L9)."""

from django.utils.translation import gettext as _

from workflows import due, flags
from workflows.models import Flag
from workflows.store.orm import retitle

CODE = "accountability"


def lay(case, step):
    """Lay the effect on the person until its day; nothing is laid where it has no length or is over."""
    until = due.end_of(case.effect_until) if case.effect_until else None
    if case.effect_months and until and until > step.at and case.object_kind == "person":
        flags.lay(step, case.respondent_id, CODE, until)


def lift(case, step):
    """The effect ends now."""
    found = Flag.objects.filter(source=case.pk, code=flags.EFFECT + CODE, until__gt=step.at)
    if found.update(until=step.at):
        step.fields["lifted"] = True


def unname(case):
    """The title, by which a case is searched, names the person no more."""
    name = case.respondent.name if case.respondent_id else ""
    if name and name in case.title:
        case.title = case.title.replace(name, _("某同志"))
        retitle(case)
