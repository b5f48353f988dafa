"""Effects on persons (影响标记): what a case means for somebody for a while.

An effect ends by itself on its day; from then on no question about eligibility knows of it (F24, L9). The person
concerned reads their own; to others it is only said that somebody is not eligible.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from people.memo import once
from workflows import clock
from workflows.models import Flag

EFFECT = "effect:"  # before the code of a flag that is an effect; other flags serve the engine


def lay(step, person, code, until):
    """Lay the effect `code` on `person` (id) until the moment `until`; the step's case is its source."""
    step.fields.setdefault("effects", []).append({"effect": code, "until": until.isoformat()})
    return Flag.objects.create(person_id=person, code=EFFECT + code, source_id=step.case.pk, since=step.at, until=until)


def lift(step, code):
    """The effect `code` that the step's case laid ends now, if it has not ended by itself."""
    standing = Flag.objects.filter(source=step.case.pk, code=EFFECT + code)
    ended = standing.filter(Q(until=None) | Q(until__gt=step.at)).update(until=step.at)
    if ended:
        step.fields["effect_lifted"] = code
    return ended


@once
def standing(at=None):
    """Ids of people on whom an effect stands at a moment: they preside over and sit in nothing until it ends."""
    return set(_of(at or clock.now()).values_list("person", flat=True))


def own(person, at=None):
    """The effects that stand on one person, for their own eyes, the one that ends first before others."""
    return _of(at or clock.now()).filter(person=person).select_related("source").order_by("until", "pk")


def not_eligible(person, at=None):
    """Why somebody may not be named now, or ""; the reason itself is nobody else's business."""
    return _("%s目前不在可选范围内，请另选。") % person.name if person.pk in standing(at) else ""


def _of(at):
    return Flag.objects.filter(Q(until=None) | Q(until__gt=at), code__startswith=EFFECT, since__lte=at)
