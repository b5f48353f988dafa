"""Recusal applied for (F02): who is challenged, who decides, who may stand in. Reads only; `acts/recusing.py` writes.

A challenge stands as a flag on the person with the case as its source: `ASKED` until it is decided, `HELD` if it was
upheld. The moment `MOMENT` says that the case knows such flags at all, so that other cases pay nothing for the rule.
"""

from django.utils.translation import gettext as _

from people import roles
from people.memo import once
from people.models import User
from workflows import naming, staffing
from workflows.declare import Term
from workflows.models import Flag, Participant
from workflows.open_work import at_work
from workflows.rosters import roster, sittings

ASKED, HELD, MOMENT, CHOSEN = "recusal_asked", "recused", "recusal", "appointed"
KIND, DECIDER = "recusal", "recusal_decider"  # of the work item
LADDER = ("deputy_minister", "minister", "county_committee")
TERM = Term(n=3, unit="wd", start=MOMENT)
STAND_IN = "for:"  # before the role that somebody takes over, in Participant.role
# What a challenged person may still do: speak about themselves, confirm that papers came.
FREE = frozenset({"declare_interest", "acknowledge", "apply_recusal"})


def touched(case):
    """Whether a recusal was ever applied for or somebody chosen for a stage: then the case itself says who acts.

    The lock has read it already, a page reads the moments anyway.
    """
    known = case.__dict__.get("_touched")
    return not {MOMENT, CHOSEN}.isdisjoint(case.moments_known()) if known is None else known


@once
def flags(case):
    """Person id → ASKED or HELD."""
    if not touched(case):
        return {}
    rows = Flag.objects.filter(source=case.pk, code__in=(ASKED, HELD), until=None)
    return dict(rows.values_list("person", "code"))


def held(case):
    """Ids of people whose recusal was decided."""
    return {pk for pk, code in flags(case).items() if code == HELD}


def why_not(case, person):
    """Why this person may not act in the case now, or ""."""
    code = flags(case).get(person.pk)
    if code == ASKED:
        return _("有人申请你回避本事项，决定作出前你不能办理，这一步没有记入。请等待决定。")
    return _("你已被决定回避本事项，这一步没有记入。请由接替你的人员办理。") if code == HELD else ""


def level_of(person):
    """Where on the ladder it is decided: one level above the person (F02)."""
    of = roles.roles_of(person)
    if "minister" in of:
        return 2
    return 1 if of & {"deputy_minister", "exec_member"} else 0


def deciders(case, person, level, asker=None):
    """(level, ids) of those who decide, the first level from `level` on that has somebody free to."""
    out = {person.pk, asker} | case.barred() | set(flags(case))
    for n in range(level, len(LADDER)):
        people = [one.pk for one in roles.holders(LADDER[n]) if one.pk not in out]
        if people:
            return n, people
    return len(LADDER), []


def handling(case):
    """Those who handle, hear or vote: who holds open work, and who sits in the sitting of this stage."""
    found = {
        item.owner for item in at_work(case) if item.owner_id and item.kind in ("move", "sign", "seat", "delegate")
    }
    live = [one for one in sittings(case) if one.state in ("planned", "open")]
    found |= {seat.person for one in live for seat in roster(one) if seat.person_id and not seat.recused}
    return sorted((one for one in found if one.kind != User.Kind.SYSTEM), key=lambda one: one.pk)


def party(case):
    """Those who may apply: whose case it is, whom it is about, and who works or sits in it."""
    heads = [one.pk for one in roles.holders(roles.HEAD, unit=case.owner_unit)] if case.owner_unit_id else []
    return list({case.opened_by_id, *heads, *case.about(), *(one.pk for one in handling(case))})


def may_order(case, user, who=None):
    """Whether `user` may recuse somebody ex officio: the chair of the sitting, the office, or one level above them."""
    of = roles.roles_of(user)
    level = level_of(who) if who else 0
    fit = any(code in of for code in LADDER[level:]) or level == 0 and ("office" in of or _chairs(case, user, of))
    return fit and not (who and who.pk == user.pk) and user.pk not in case.barred() and user.pk not in flags(case)


def _chairs(case, user, of):
    """Whether a user who may be a chair is that of a sitting of this case."""
    live = [one for one in sittings(case) if one.state in ("planned", "open")] if "chair" in of else ()
    return any(seat.role == "chair" and seat.person_id == user.pk for one in live for seat in roster(one))


def orderers(case):
    """Ids of those who may recuse somebody ex officio."""
    posts = {one.pk: one for code in ("office", "chair", *LADDER) for one in roles.holders(code)}
    return [pk for pk, one in posts.items() if may_order(case, one)]


def asked(case):
    """Ids of people about whom a decision is waited for."""
    return [pk for pk, code in flags(case).items() if code == ASKED]


def deciding(case):
    return [item.owner_id for item in at_work(case) if item.kind == KIND]


def left_alone(case, person):
    """The open work of a person that nobody else holds as well: it needs somebody to stand in."""
    open_now = [item for item in at_work(case) if item.stage == case.stage and item.kind in ("move", "sign")]
    others = {item.role for item in open_now if item.owner_id != person.pk and item.kind == "move"}
    return [i for i in open_now if i.owner_id == person.pk and (i.kind == "sign" or i.role not in others)]


def may_stand_in(case, person):
    """Who may take the place of `person`: who holds the same office, else one level up after the other."""
    wanted = {name for item in left_alone(case, person) for name in naming.names(item.role)} or roles.roles_of(person)
    out = {person.pk, case.opened_by_id} | case.barred() | set(case.conflicted()) | set(flags(case))
    out |= {pk for item in left_alone(case, person) for pk in staffing.acted(case, case.rules.stages[item.stage].apart)}
    for names in (wanted, *({code} for code in LADDER)):
        found = {one.pk: one for name in sorted(names) for one in roles.holders(name) if one.pk not in out}
        if found:
            return list(found.values())
    return []


def stand_ins(case, role):
    """Ids of those who took over `role` from somebody who was recused."""
    return list(Participant.objects.filter(case=case, role=STAND_IN + role).values_list("person", flat=True))


def without_recused(case, role, people):
    """Those of `people` who are not recused; if that leaves nobody, who stands in for them."""
    out = held(case)
    rest = [pk for pk in people if pk not in out]
    return rest if rest or not out.intersection(people) else stand_ins(case, role)
