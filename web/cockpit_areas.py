"""The parts of the county that a cockpit may be narrowed to: the department itself, the townships."""

from django.utils.translation import gettext_lazy as _

from people.models import Unit

KINDS = {
    "department": (Unit.Kind.ORGANISATION, Unit.Kind.BODY, Unit.Kind.SECTION, Unit.Kind.INSTITUTION),
    "townships": (Unit.Kind.TOWNSHIP,),
}
LABELS = {"": _("全县"), "department": _("部机关"), "townships": _("乡镇")}


def within(cases, area, unit="owner_unit"):
    """Those of the rows whose unit lies in the area; all of them when none is chosen."""
    return cases.filter(**{f"{unit}__kind__in": KINDS[area]}) if area else cases
