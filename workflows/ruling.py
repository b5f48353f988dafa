"""Changing rules by two people: one proposes with a reason and a day, another confirms. Each step is an event.

Nobody confirms what they proposed; the day lies ahead when it is confirmed, so no case that is being opened can meet
two sets of rules; what a law states is not changed here; a definition that would be unsound is refused.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ledger import append
from people import roles
from people.errors import NotDone
from people.models import Role
from policy import rules as policy
from policy import three
from workflows import assign, clock, moves, registry, rulesets, soundness, versions
from workflows.errors import NotFound, Refused
from workflows.models import Definition, RuleChange

LONGEST = 400  # days, months or working days of one term
REASON = 10  # characters
PAST = "past"  # in the result of a migration that is under way: the case up to which it has come


def propose(process, values, *, by, reason, effective):
    """Propose new values for some slots of a process, from the day `effective` on. Returns the RuleChange."""
    _entitled(by)
    stated = rulesets.ruled(registry.current(process))
    known = {slot.key: slot for slot in rulesets.slots(stated)}
    changed = {key: value for key, value in values.items() if key in known and _is_new(known[key], value)}
    if not changed:
        raise Refused(_("没有提出：没有改动任何规则。请先修改要调整的项目。"))
    for key, value in changed.items():
        _possible(known[key], value)
    _worded(reason)
    _ahead(effective)
    broken = list(soundness.faults(rulesets.applied(stated, changed)))
    if broken:
        raise Refused(_("没有提出：改动后流程会走不通（%s）。请调整后再提。") % "；".join(broken[:3]))
    return _kept(process, by, reason, effective, values=changed, fields={"values": changed})


def _kept(process, by, reason, effective, *, fields, **what):
    try:
        with transaction.atomic():
            row = RuleChange.objects.create(
                process=process, reason=reason.strip(), effective=effective, by=by, at=clock.now(), **what
            )
            _note("rules.proposed", row, by, fields | {"reason": row.reason, "effective": effective.isoformat()})
    except IntegrityError:
        raise Refused(_("没有提出：这个流程已有一项改动等待确认。请先处理那一项。")) from None
    return row


def decide(pk, outcome, *, by, note=""):
    """Confirm or decline a proposed change; its proposer may only take it back. Returns the RuleChange."""
    _entitled(by)
    with transaction.atomic():
        row = RuleChange.objects.select_for_update().filter(pk=pk, outcome="").first()
        if row is None:
            raise Refused(_("没有办理：这项改动已经处理。请刷新页面查看。"))
        _by_another(row, by, outcome)
        if outcome == "confirmed":
            _ahead(row.effective)
        elif outcome == "declined":
            _worded(note)
        row.outcome, row.decided_by, row.decided_at, row.note = outcome, by, clock.now(), note.strip()
        row.save(update_fields=["outcome", "decided_by", "decided_at", "note"])
        _note(f"rules.{outcome}", row, by, {"proposed_by": row.by.name, "note": row.note})
    rulesets.forget()
    return row


def _by_another(row, by, outcome):
    if outcome not in ("confirmed", "declined", "taken_back"):
        raise Refused(_("没有办理：请选择确认或不同意。"))
    if outcome == "taken_back" and row.by_id != by.pk:
        raise Refused(_("没有收回：只有提出的人可以收回。"))
    if outcome != "taken_back" and row.by_id == by.pk:
        raise Refused(_("没有办理：规则改动须由另一名管理员确认，提出的人不能自己确认。"))
    if outcome == "confirmed":
        _of_two_functions(row.by, by)


def _of_two_functions(proposer, by):
    """The second is another of the three: two of the same function are one hand."""
    try:
        three.differ(proposer, by)
    except NotDone as refused:
        raise Refused(str(refused)) from None


def _note(kind, row, by, fields):
    append.system(kind, by=by, at=clock.now(), fields={"process": row.process, "change": row.pk} | fields)


def _entitled(by):
    if not policy.is_admin(by):
        raise NotFound()


def _worded(reason):
    if len(reason.strip()) < REASON:
        raise Refused(_("没有办理：请写明理由，至少 %d 个字。") % REASON, "reason")


def _ahead(effective):
    if not isinstance(effective, date) or effective <= clock.today():
        raise Refused(_("没有办理：生效日期须在今天之后，已受理的事项才不会遇到两套规则。请改日期。"), "effective")


def _is_new(slot, value):
    old = slot.value if isinstance(slot.value, dict) else {"": slot.value}
    new = value if isinstance(value, dict) else {"": value}
    return any(new.get(name) != old[name] for name in old)


def _possible(slot, value):
    """Refuse a value that its slot cannot take."""
    if slot.fixed:
        raise Refused(_("没有提出：“%(label)s”的期限由%(clause)s规定，不能在这里改。") % _said(slot), slot.key)
    checks = {
        "limit": _limit,
        "floor": _count,
        "quorum": _share,
        "threshold": _share,
        "by": _roles,
        "signers": _roles,
        "notice": _roles,
    }
    checks.get(slot.what.partition(":")[0], _length)(slot, value)


def _said(slot):
    return {"label": slot.label, "clause": slot.clause}


def _length(slot, value):
    n, unit = value.get("n"), value.get("unit")
    if unit not in ("wd", "cd", "m") or not isinstance(n, int) or not 0 <= n <= LONGEST:
        raise Refused(_("没有提出：“%(label)s”的期限应是 0 至 400 的整数。请修改。") % _said(slot), slot.key)


def _share(slot, value):
    if len(value) != 2 or not all(isinstance(n, int) for n in value) or not 0 < value[0] <= value[1]:
        raise Refused(_("没有提出：“%(label)s”的比例应写成三分之二这样的真分数。请修改。") % _said(slot), slot.key)


def _count(slot, value):
    if not isinstance(value, int) or not 1 <= value <= 99:
        raise Refused(_("没有提出：“%(label)s”的最少人数应是 1 至 99 的整数。请修改。") % _said(slot), slot.key)


def _limit(slot, value):
    if not isinstance(value, int) or not 1 <= value <= LONGEST:
        raise Refused(_("没有提出：“%(label)s”应是 1 至 400 的整数。请修改。") % _said(slot), slot.key)


def _roles(slot, value):
    """Posts that exist, or roles that the process itself names already."""
    named = {role for role in slot.value}
    known = set(Role.objects.values_list("code", flat=True)) | set(assign.BOUND) | {"opened_by"}
    wrong = [role for role in value if role not in named and role.partition("@")[0] not in known]
    if wrong or not value:
        raise Refused(_("没有提出：“%(label)s”须至少写明一个已有的角色。请修改。") % _said(slot), slot.key)


def propose_migration(process, target, *, by, reason, effective):
    """Propose that the open cases of a process go on under the stored version `target`; also the way back."""
    _entitled(by)
    row = Definition.objects.filter(process=process, pk=target).first()
    if row is None:
        raise Refused(_("没有提出：没有这一版规则。请刷新页面后重新选择。"))
    _worded(reason)
    _ahead(effective)
    if not versions.affected(process, target).exists():
        raise Refused(_("没有提出：没有在办事项需要改用这一版规则。"))
    fields = {"to": row.hash[:12], "number": row.number}
    return _kept(process, by, reason, effective, target=row, fields=fields)


def carry_out(limit=500):
    """Move cases of every confirmed migration whose day has come; called by the clock. Returns how many moved."""
    begun = Q(result={}) | Q(result__has_key=PAST)
    rows = RuleChange.objects.filter(begun, outcome="confirmed", effective__lte=clock.today()).exclude(target=None)
    return sum(_carried(row, limit) for row in rows)


def _carried(row, limit):
    """One piece: at most `limit` cases; the next piece begins after them, whether or not they could be moved."""
    found = {"moved": 0, "left": {}} | row.result
    piece = list(versions.affected(row.process, row.target_id).filter(pk__gt=found.pop(PAST, 0))[:limit])
    refused = dict(filter(None, (_moved(row, case) for case in piece)))
    moved = len(piece) - len(refused)
    row.result = {"moved": found["moved"] + moved, "left": found["left"] | refused}
    if len(piece) == limit:
        row.result[PAST] = piece[-1].pk
    row.save(update_fields=["result"])
    return moved


def _moved(row, case):
    """Move one case; (case, why) if it could not be."""
    try:
        moves.act(case.own, "migrate", by=roles.system_user(), definition=row.target_id, reason=row.reason,
                  change=row.pk)  # fmt: skip
    except Refused as refusal:
        return str(case), refusal.why
