"""What the acts share: texts that are long enough, rows that exist, numbers that must not be written down."""

from django.utils.translation import gettext as _

from workflows import personal
from workflows.errors import Refused


def text(value, least, what, field=""):
    """The text without blanks at its ends; refused if it is too short or holds a number of a person (F20)."""
    said = (value or "").strip()
    if len(said) < least:
        raise Refused(_("没有保存：%(what)s至少 %(n)d 个字。请补充后再保存。") % {"what": what, "n": least}, field)
    return clean(said, field)


def clean(said, field=""):
    """Refuse a text in which somebody wrote an identity, telephone or bank number."""
    found = personal.kinds(said or "")
    if found:
        why = _("没有保存：文字里有%s。请删去号码，只写采用的证件种类或情况。") % "、".join(found)
        raise Refused(why, field)
    return said


def choice(value, choices, what, field=""):
    """A value that is one of the choices."""
    if value not in choices.values:
        raise Refused(_("没有保存：请选择%s。") % what, field)
    return value


def row(rows, no, what, **more):
    """The row of that number, or Refused."""
    found = rows.filter(no=int(no), **more).first() if str(no).isdigit() else None
    if found is None:
        raise Refused(_("没有这一条%s，没有改动。请刷新页面核对。") % what)
    return found


def target(case, unit):
    """The inspected unit that somebody means: a unit or its id."""
    pk = getattr(unit, "pk", unit)
    found = case.targets.filter(unit=pk).select_related("unit").first() if pk else None
    if found is None:
        raise Refused(_("没有保存：所选单位不在本次督查的对象中。请从对象单位里选择。"), "unit")
    return found


def topic(case, no):
    """The topic of that number; None if none is meant."""
    return row(case.topics, no, _("课题")) if no not in (None, "") else None
