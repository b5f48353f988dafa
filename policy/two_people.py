"""Accounts and units changed by two administrators. Addresses of mail are not among it: a proposal stays in history."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.errors import NotDone
from people.models import Unit, User
from policy import changes_people
from policy.two import kind


def _unit(code):
    if not code:
        return None
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise NotDone(_("没有提出：没有这个代码的单位。请核对。"))
    return found


def _named(code):
    found = Unit.objects.filter(code=code or "").first()
    return found.name if found else code or _("不填")


def _told_person(what):
    said = {"username": what["username"], "name": what["name"], "unit": _named(what["unit"])}
    return _("新增账号 %(username)s：%(name)s，%(unit)s") % said


@kind("person_add", gettext_lazy("新增账号"), _told_person)
def _person_add(two, what, why):
    unit = _unit(what["unit"])
    changes_people.add_person(two, username=what["username"], name=what["name"], unit=unit, why=why)


def _told_change(what):
    said = {"username": what["username"], "name": what["name"], "unit": _named(what["unit"])}
    if not what["active"]:
        return _("停用账号 %(username)s（%(name)s）") % said
    return _("账号 %(username)s 改为：%(name)s，%(unit)s，在用") % said


@kind("person_change", gettext_lazy("修改账号"), _told_change)
def _person_change(two, what, why):
    person = User.objects.filter(username=what["username"], kind=User.Kind.PERSON).first()
    if person is None:
        raise NotDone(_("没有提出：没有这个账号。请核对。"))
    new = {"name": what["name"], "unit": _unit(what["unit"]), "is_active": what["active"]}
    changes_people.change_person(two, person, why=why, **new)


def _told_unit(what):
    said = {"code": what["code"], "name": what["name"], "parent": _named(what["parent"])}
    return _("单位 %(code)s：%(name)s，上级 %(parent)s") % said


@kind("unit_add", gettext_lazy("新增单位"), _told_unit)
def _unit_add(two, what, why):
    parent = _unit(what["parent"])
    changes_people.add_unit(two, code=what["code"], name=what["name"], kind=what["kind"], parent=parent, why=why)


@kind("unit_change", gettext_lazy("修改单位"), _told_unit)
def _unit_change(two, what, why):
    unit, parent = _unit(what["code"]), _unit(what["parent"])
    changes_people.change_unit(two, unit, name=what["name"], kind=what["kind"], parent=parent, why=why)
