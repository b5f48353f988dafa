"""Changes of people and units."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people import clock, links, roles
from people.errors import NotDone
from people.models import Role, Unit, User
from people.pinyin import spelled
from policy import three
from policy.trace import altered, entitled, saved, trace

PERSON = ("name", "unit", "email", "is_active")
UNIT = ("name", "name_en", "kind", "parent")


@transaction.atomic
def add_person(by, *, username: str, name: str, why: str, unit: Unit | None = None, email: str = "") -> User:
    """A new user without a password; they come in by a one-time link."""
    entitled(by, why)
    if User.objects.filter(username__iexact=username).exists():
        raise NotDone(_("没有新增：账号“%(name)s”已经有人使用。请换一个账号。") % {"name": username})
    person = User(username=username, name=name, unit=unit, email=email, date_joined=clock.now(), pinyin=spelled(name))
    person.set_unusable_password()
    saved(person)
    trace(
        "person_added", by, why, private=_mail(email),
        person=person.pk, username=username, name=name, unit=unit.code if unit else None,
    )  # fmt: skip
    return person


@transaction.atomic
def change_person(by, person: User, *, why: str, **new) -> User:
    """Change name, unit, mail address, or whether somebody may sign in."""
    entitled(by, why)
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    changed = altered(person, new, PERSON)
    if not changed:
        return person
    if "is_active" in changed and not person.is_active:
        _may_leave(by, person)
    person.pinyin = spelled(person.name)
    saved(person)
    # Where mail goes to is nobody else's business and must stay erasable.
    mail = changed.pop("email", ())
    trace("person_changed", by, why, private=_mail(*mail), person=person.pk, username=person.username, **changed)
    return person


@transaction.atomic
def set_password(person: User, password: str) -> User:
    """A person chooses a password; the event says that, not which."""
    try:
        validate_password(password, person)
    except ValidationError as wrong:
        raise NotDone(_("密码没有设置：%(what)s") % {"what": " ".join(wrong.messages)})
    person.set_password(password)
    person.password_at = clock.now()
    person.save(update_fields=["password", "password_at"])
    trace("password_set", person, "", person=person.pk, username=person.username)
    return person


def factor_set(person: User, on: bool) -> None:
    """A person set up a second factor or gave it up; call it in the transaction that does."""
    trace("factor_on" if on else "factor_off", person, "", person=person.pk, username=person.username)


def passkey_set(person: User, on: bool) -> None:
    """A person added a passkey or took one away; call it in the transaction that does."""
    trace("passkey_on" if on else "passkey_off", person, "", person=person.pk, username=person.username)


@transaction.atomic
def issue_link(by, person: User, *, why: str) -> str:
    """A one-time sign-in link's token; it is shown once and kept nowhere."""
    entitled(by, why)
    if not person.is_active or person.kind == User.Kind.SYSTEM:
        raise NotDone(_("没有发出链接：这个账号不能登录。请先启用账号。"))
    token = links.make(person, clock.now())
    trace("link_issued", by, why, person=person.pk, username=person.username)
    return token


@transaction.atomic
def add_unit(by, *, code: str, name: str, why: str, name_en: str = "", kind=Unit.Kind.SECTION, parent=None) -> Unit:
    """A new unit."""
    entitled(by, why)
    unit = saved(Unit(code=code, name=name, name_en=name_en, kind=kind, parent=parent))
    trace(
        "unit_added", by, why, unit=code, name=name, name_en=name_en, kind=str(kind),
        parent=parent.code if parent else None,
    )  # fmt: skip
    return unit


@transaction.atomic
def change_unit(by, unit: Unit, *, why: str, **new) -> Unit:
    """Rename a unit or put it elsewhere; its code stays."""
    entitled(by, why)
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    changed = altered(unit, new, UNIT)
    if not changed:
        return unit
    _no_circle(unit)
    saved(unit)
    trace("unit_changed", by, why, unit=unit.code, **changed)
    return unit


def last_administrator(person: User, role: str, on: date | None = None) -> bool:
    """Whether nobody else would hold one of the three administrators' functions on that day."""
    # Two who leave at the same moment must not each count on the other.
    Role.objects.select_for_update().get(pk=role)
    here = {user.pk for user in roles.holders(role)}
    then = {user.pk for user in roles.holders(role, on=max(on or clock.today(), clock.today()))}
    return person.pk in here and not then - {person.pk}


def _may_leave(by, person: User) -> None:
    if person.kind == User.Kind.SYSTEM:
        raise NotDone(_("没有停用：系统账号负责到期处理，不能停用。"))
    if person.pk == by.pk:
        raise NotDone(_("没有停用：不能停用自己。请由另一位管理员办理。"))
    for role in Role.objects.filter(pk__in=three.THREE):
        if last_administrator(person, role.pk):
            said = {"role": role.label}
            raise NotDone(_("没有停用：这是最后一名%(role)s。请先把这个角色授予另一个人。") % said)


def _no_circle(unit: Unit) -> None:
    above = unit.parent
    while above:
        if above.pk == unit.pk:
            raise NotDone(_("没有保存：单位不能隶属于自己或自己的下级。请另选上级单位。"))
        above = above.parent


def _mail(*addresses: str) -> dict | None:
    return {"email": list(addresses)} if any(addresses) else None
