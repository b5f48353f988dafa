"""Changes of who holds which role, who is away, and who has a conflict of interest."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from people import clock
from people.errors import NotDone
from people.models import Absence, Conflict, Holding, Role, User
from policy import three
from policy.changes_mandates import no_ring
from policy.changes_people import last_administrator
from policy.trace import entitled, entitled_together, own_or_entitled, saved, trace


@transaction.atomic
def give_role(by, person: User, role: str, *, why: str, unit=None, since: date | None = None, until=None) -> Holding:
    """Let a person hold a role; a role of a unit is held in the person's own unit unless another is named."""
    entitled_together(by, why)
    person = User.objects.select_for_update(of=("self",)).select_related("unit").get(pk=person.pk)
    given = Role.objects.get(pk=role)
    unit = unit or (person.unit if given.in_unit else None)
    since = since or clock.today()
    _may_be_given(by, person, given, unit)
    _without_end(given, until)
    _fits(given, _overlapping(person, since, until), unit)
    held = saved(Holding(person=person, role=given, unit=unit, since=since, until=until))
    if given.is_admin and not person.is_staff:
        person.is_staff = True
        person.save(update_fields=["is_staff"])
    trace("role_given", by, why, **_held(held))
    return held


@transaction.atomic
def end_role(by, holding: Holding, *, why: str, until: date | None = None) -> Holding | None:
    """The last day somebody holds a role; yesterday unless another is named. A role of today then never was."""
    entitled_together(by, why)
    held = Holding.objects.select_for_update(of=("self",)).select_related("person", "role", "unit").get(pk=holding.pk)
    before, held.until = held.until, until or clock.today() - timedelta(days=1)
    if held.role_id in three.THREE and last_administrator(held.person, held.role_id, held.until + timedelta(days=1)):
        said = {"role": held.role.label}
        raise NotDone(_("角色没有终止：这是最后一名%(role)s。请先把这个角色授予另一个人。") % said)
    fields = _held(held) | {"before": before}
    _cut(held, held.until < held.since)
    trace("role_ended", by, why, **fields)
    return held if held.pk else None


@transaction.atomic
def set_absence(by, person: User, *, starts: date, ends: date, why: str, substitute: User | None = None) -> Absence:
    """State that a person is away, and who stands in."""
    own_or_entitled(by, person, why)
    if substitute and (substitute.pk == person.pk or not substitute.is_active):
        raise NotDone(_("没有保存：代理人须是另一名在用人员。请另选代理人。"))
    if Absence.objects.filter(person=person, starts__lte=ends, ends__gte=starts).exists():
        raise NotDone(_("没有保存：这段时间与已登记的外出重叠。请先结束原来的登记。"))
    gone = saved(Absence(person=person, substitute=substitute, starts=starts, ends=ends))
    no_ring(person, starts, ends)
    trace("absence_set", by, why, sensitive=True, **_absent(gone))
    return gone


@transaction.atomic
def end_absence(by, absence: Absence, *, why: str, ends: date | None = None) -> Absence | None:
    """The person is back: the absence ends the day before, or never was."""
    gone = Absence.objects.select_for_update(of=("self",)).select_related("person", "substitute").get(pk=absence.pk)
    own_or_entitled(by, gone.person, why)
    before, gone.ends = gone.ends, ends or clock.today() - timedelta(days=1)
    fields = _absent(gone) | {"before": before}
    _cut(gone, gone.ends < gone.starts)
    trace("absence_ended", by, why, sensitive=True, **fields)
    return gone if gone.pk else None


@transaction.atomic
def declare_conflict(
    by, person: User, *, kind: str, why: str, other=None, unit=None, note="", since=None, until=None
) -> Conflict:
    """State a conflict of interest. What it consists in stays erasable."""
    own_or_entitled(by, person, why)
    since = since or clock.today()
    conflict = saved(Conflict(person=person, other=other, unit=unit, kind=kind, note=note, since=since, until=until))
    hidden = {"relation": kind, "note": note}
    trace("conflict_declared", by, why, private=hidden, sensitive=True, **_conflicting(conflict))
    return conflict


@transaction.atomic
def end_conflict(by, conflict: Conflict, *, why: str, until: date | None = None) -> Conflict:
    """A conflict has ceased. Only an administrator may say so: nobody clears themselves."""
    entitled(by, why, three.SYSTEM, three.SECURITY)
    ceased = Conflict.objects.select_for_update(of=("self",)).select_related("unit").get(pk=conflict.pk)
    if by.pk in (ceased.person_id, ceased.other_id):
        raise NotDone(_("没有解除：不能解除与自己有关的利益冲突。请由另一位管理员办理。"))
    before, ceased.until = ceased.until, until or max(clock.today(), ceased.since)
    saved(ceased)
    trace("conflict_ended", by, why, sensitive=True, **_conflicting(ceased), before=before)
    return ceased


def _cut(row, empty: bool) -> None:
    # A span that would end before it began was a mistake; the events remember it.
    row.delete() if empty else saved(row)


def _may_be_given(by, person: User, role: Role, unit) -> None:
    if person.pk in (by.pk, by.second.pk if isinstance(by, three.Two) else None):
        raise NotDone(_("角色没有授予：不能给自己授予角色。请由另一位管理员办理。"))
    if person.kind == User.Kind.SYSTEM or not person.is_active:
        raise NotDone(_("角色没有授予：这个账号不在用。请先启用账号。"))
    if role.kind in (Role.Kind.DERIVED, Role.Kind.ENGINE):
        raise NotDone(_("角色没有授予：“%(role)s”由岗位或系统产生。请授予相应的岗位。") % {"role": role.label})
    if role.in_unit and unit is None:
        raise NotDone(_("角色没有授予：“%(role)s”须在某个单位担任。请选择单位。") % {"role": role.label})


def _without_end(role: Role, until) -> None:
    """One of the three is that until two others end it: a day fixed in advance could leave nobody."""
    if role.pk in three.THREE and until:
        raise NotDone(_("角色没有授予：管理员角色不预设截止日。需要时由两名管理员终止。"))


def _fits(role: Role, held: list[Holding], unit) -> None:
    """Once only, and administrators and auditors hold nothing else (F30)."""
    if any(one.role_id == role.pk and one.unit_id == (unit.pk if unit else None) for one in held):
        raise NotDone(_("角色没有授予：这段时间已经担任“%(role)s”。") % {"role": role.label})
    others = [one.role for one in held if one.role_id != role.pk]
    if any(role.is_admin or one.is_admin for one in others):
        raise NotDone(_("角色没有授予：管理员、审计员不能兼任其他角色。请先终止原有角色，或另设账号给另一个人。"))


def _overlapping(person: User, since: date, until: date | None) -> list[Holding]:
    lasting = Q(until__isnull=True) | Q(until__gte=since)
    begun = Q(since__lte=until) if until else Q()
    return list(Holding.objects.filter(lasting & begun, person=person).select_related("role"))


def _held(held: Holding) -> dict:
    return {
        "holding": held.pk, "person": held.person_id, "username": held.person.username, "role": held.role_id,
        "unit": held.unit.code if held.unit else None, "since": held.since, "until": held.until,
    }  # fmt: skip


def _absent(gone: Absence) -> dict:
    return {"person": gone.person_id, "substitute": gone.substitute_id, "starts": gone.starts, "ends": gone.ends}


def _conflicting(conflict: Conflict) -> dict:
    return {
        "conflict": conflict.pk, "person": conflict.person_id, "other": conflict.other_id,
        "unit": conflict.unit.code if conflict.unit else None, "since": conflict.since, "until": conflict.until,
    }  # fmt: skip
