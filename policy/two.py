"""What only two of the three administrators change together: one proposes with a reason, another confirms.

Each step is an event of the system chain; what is confirmed is done in the same transaction, by both. A kind is
registered by whoever can do it: `(what) -> None` may refuse it when it is proposed, `(two, what, why)` does it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import clock
from people.errors import NotDone
from people.models import Holding, Role, Unit, User
from policy import changes_calendar, changes_roles, three
from policy.models import Change
from policy.trace import trace

LEAST = 4  # characters of a reason
KINDS = {}


@dataclass(frozen=True)
class Kind:
    """What a kind of change is called, how it is told, and how it is done."""

    label: str
    told: Callable  # what → a sentence
    done: Callable  # (two, what, why)


def kind(code, label, told):
    """Register how a kind is done."""

    def mark(done):
        KINDS[code] = Kind(label, told, done)
        return done

    return mark


@transaction.atomic
def propose(by, code: str, what: dict, *, why: str) -> Change:
    """Propose a change; what could not be done is refused now, not when somebody confirms it."""
    _entitled(by)
    if len(why.strip()) < LEAST:
        raise NotDone(_("没有提出：请写明理由，至少 4 个字。"))
    if Change.objects.filter(kind=code, what=what, outcome="").exists():
        raise NotDone(_("没有提出：同样的变更已经在等待确认。"))
    _rehearsed(by, code, what, why)
    row = Change.objects.create(kind=code, what=what, reason=why.strip()[:500], by=by, at=clock.now())
    trace("change_proposed", by, why, change=row.pk, of=code, what=what)
    return row


@transaction.atomic
def decide(by, pk: int, outcome: str, *, note: str = "") -> Change:
    """Confirm, decline or take back; who proposed it may only take it back."""
    _entitled(by)
    row = Change.objects.select_for_update(of=("self",)).select_related("by").filter(pk=pk, outcome="").first()
    if row is None:
        raise NotDone(_("没有办理：这项变更已经处理。请刷新页面查看。"))
    if outcome == "taken_back" and row.by_id != by.pk:
        raise NotDone(_("没有收回：只有提出的人可以收回。"))
    if outcome == "declined" and (row.by_id == by.pk or len(note.strip()) < LEAST):
        raise NotDone(_("没有办理：不同意须由另一名管理员写明理由（至少 4 个字）。"))
    if outcome not in ("confirmed", "declined", "taken_back"):
        raise NotDone(_("没有办理：请选择确认、不同意或收回。"))
    if outcome == "confirmed":
        three.differ(row.by, by)
    row.outcome, row.decided_by, row.decided_at, row.note = outcome, by, clock.now(), note.strip()[:500]
    row.save(update_fields=["outcome", "decided_by", "decided_at", "note"])
    trace(f"change_{outcome}", by, note, change=row.pk, of=row.kind, proposed_by=row.by_id)
    if outcome == "confirmed":
        KINDS[row.kind].done(three.Two(row.by, by), row.what, row.reason)
    return row


def waiting():
    """What waits to be confirmed, oldest first."""
    return Change.objects.filter(outcome="").select_related("by").order_by("at", "pk")


def told(row) -> str:
    """A change in one sentence, in the reader's language."""
    return KINDS[row.kind].told(row.what) if row.kind in KINDS else row.kind


class _Undo(Exception):
    pass


def _rehearsed(by, code, what, why):
    """Do it and take it back: the confirmation finds the same rules."""
    if code not in KINDS:
        raise NotDone(_("没有提出：没有这种变更。请刷新页面后重试。"))
    try:
        with transaction.atomic():
            KINDS[code].done(three.Two(by, _somebody_else(by)), what, why)
            raise _Undo
    except _Undo:
        return


def _somebody_else(by):
    """An administrator of another function; without one nothing could ever be confirmed."""
    others = User.objects.filter(holdings__role__in=three.THREE, is_active=True).exclude(pk=by.pk).distinct()
    found = next((one for one in others if three.function(one) not in ("", three.function(by))), None)
    if found is None:
        raise NotDone(_("没有提出：没有另一职责的管理员可以确认。请先配齐三名管理员。"))
    return found


def _entitled(by):
    if not three.function(by):
        raise NotDone(_("没有办理：只有三名管理员可以提出和确认。"))


def _person(pk):
    return User.objects.filter(pk=pk).first() or _missing()


def _missing():
    raise NotDone(_("没有提出：所选的人员或任职不存在。请刷新页面后重试。"))


def _day(text):
    return date.fromisoformat(text) if text else None


def _told_role(what):
    person, role = _person(what["person"]), Role.objects.get(pk=what["role"])
    unit = Unit.objects.filter(pk=what.get("unit")).first()
    since = what.get("since") or _("确认之日")
    said = {"person": person.name, "role": role.label, "unit": unit or _("全单位"), "since": since}
    return _("授予%(person)s“%(role)s”（%(unit)s），自 %(since)s") % said


@kind("role_give", gettext_lazy("授予角色"), _told_role)
def _role_give(two, what, why):
    unit = Unit.objects.filter(pk=what["unit"]).first() if what.get("unit") else None
    if not Role.objects.filter(pk=what["role"]).exists():
        _missing()
    since, until = _day(what.get("since")), _day(what.get("until"))
    changes_roles.give_role(two, _person(what["person"]), what["role"], why=why, unit=unit, since=since, until=until)


def _told_end(what):
    held = Holding.objects.select_related("person", "role").filter(pk=what["holding"]).first()
    return _("终止%(person)s的“%(role)s”") % {
        "person": held.person.name if held else what.get("name", ""), "role": held.role.label if held else "",
    }  # fmt: skip


@kind("role_end", gettext_lazy("终止角色"), _told_end)
def _role_end(two, what, why):
    held = Holding.objects.filter(pk=what["holding"]).first() or _missing()
    changes_roles.end_role(two, held, why=why, until=_day(what.get("until")))


@kind("year", gettext_lazy("确认年度日历"), lambda what: _("确认 %(year)s 年日历：%(source)s") % what)
def _year(two, what, why):
    days = [(date.fromisoformat(day), state, name) for day, state, name in what["days"]] if what.get("days") else None
    changes_calendar.confirm_year(two, what["year"], source=what["source"], days=days, why=why)


@kind("factor_off", gettext_lazy("停用第二重验证"), lambda what: _("停用%(name)s的第二重验证") % what)
def _factor_off(two, what, why):
    person = _person(what["person"])
    gone, _rows = apps.get_model("mfa", "Authenticator").objects.filter(user=person).delete()
    if not gone:
        raise NotDone(_("没有提出：这个账号没有启用第二重验证。"))
    trace("factor_off", two, why, person=person.pk, username=person.username)


def _told_day(what):
    states = {"off": _("放假"), "work": _("上班"), None: _("按星期")}
    return _("%(day)s 改为%(state)s") % {"day": what["day"], "state": states.get(what["state"], what["state"])}


@kind("day", gettext_lazy("修改日历"), _told_day)
def _one_day(two, what, why):
    state, name = what["state"], what.get("name", "")
    changes_calendar.set_day(two, date.fromisoformat(what["day"]), state, why=why, name=name, source=why[:200])
