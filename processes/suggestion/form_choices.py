"""Lists and checks that forms need from the database; read late, because forms are known before the tables."""

from django.apps import apps
from django.forms import ValidationError
from django.utils.translation import gettext as _

from people import roles
from people.models import Holding, Unit
from processes.suggestion import rounds
from workflows import personal


def sections():
    """(id, name) of the units with a head and a clerk."""
    today = roles.in_force()
    held = (Holding.objects.filter(today, role=role).values("unit") for role in ("section_head", "clerk"))
    units = Unit.objects.all()
    for units_of_role in held:
        units = units.filter(pk__in=units_of_role)
    return [(unit.pk, unit.label) for unit in units]


def alike(case):
    """(id, words) of the suggestions that say nearly the same."""
    return [(like.pk, f"{like.number} {like.title}（{like.percent}%）") for like in case.similar]


def numbered(number):
    """The id of the suggestion with this number."""
    found = (
        apps.get_model("suggestion", "Suggestion").objects.filter(number=number.strip()).values_list("pk", flat=True)
    )
    if not found:
        raise ValidationError(_("没有这个编号的建议，请核对。"))
    return found[0]


def rounds_for(person):
    """(id, name) of the rounds in which a person may answer now."""
    return [(found.pk, found.name) for found in rounds.open_for(person)] if person else []


def checked_open(form, given):
    """Warn of numbers that identify a person before anything is kept (F20)."""
    chosen = given.pop("solicitation", "")
    if chosen:
        given["solicitation_id"] = int(chosen)
    found = personal.kinds(given.get("content") or "")
    if found:
        masked = personal.mask(given["content"])
        form.add_error("content", _("内容里有%(what)s，请遮盖，例如：%(masked)s") % {
            "what": "、".join(found), "masked": masked[:120]})  # fmt: skip
    return given
