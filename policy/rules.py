"""One policy: who may see a case, and who may act in it. Deny first."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from people import lines, mandates, memo, roles
from policy import rooms, secrecy

# The three who run the system (三员): none of them sees a case or acts in one.
ADMINS = frozenset({"system_admin", "security_admin", "audit_admin"})
AUDITORS = frozenset({"auditor"})
OPEN = ("public", "internal")
LOST = ("recused", "removed")  # why work was closed that nobody is entitled by any more
READERS = {}  # process code → office roles that read its cases


@dataclass(frozen=True)
class Answer:
    """Whether something may be done and, if not, the sentence that says why."""

    ok: bool
    why: str = ""
    note: str = ""  # what the access log calls this refusal


YES = Answer(True)


def declare(process, readers=frozenset()):
    """State which office roles read the cases of a process. Called when processes are discovered."""
    READERS[process] = readers


def is_admin(user):
    """Whether the person administers the system, and so does nothing in cases (F30)."""
    return bool(ADMINS & roles.roles_of(user))


def configures(user):
    """Whether the person keeps accounts or who is away for others; the audit administrator changes nothing."""
    return bool({"system_admin", "security_admin"} & roles.roles_of(user))


def is_auditor(user):
    """Whether the person reads for audit: everything but sealed values, and changes nothing."""
    return bool(AUDITORS & roles.roles_of(user))


def apart():
    """Ids of all who take no part in cases: who administers the system, and who reads for audit (F30)."""
    each = roles.holders_of_each(ADMINS | AUDITORS)
    return {one.pk for people in each.values() for one in people}


def visible(user):
    """The cases `user` may see, as a queryset."""
    cases = apps.get_model("workflows", "Case").objects.all()
    if not user.is_authenticated or not user.is_active:
        return cases.none()
    with memo.briefly():
        return _seen_by(user, cases)


def _seen_by(user, cases):
    held = roles.roles_of(user)
    if held & ADMINS:
        return cases.none()
    found = cases.filter(secrecy.let_in(user))
    if rooms.CONFINED:
        found = found.exclude(rooms.confined(user))
    if held & AUDITORS:
        return found.exclude(classification="sealed")
    return found.filter(_concerned(user) | _by_office(user, held) | secrecy.admitted(user))


def _concerned(user):
    """Opened by, worked by, or named in the case. Work that was taken from somebody opens no secret case to them."""
    items = apps.get_model("workflows", "WorkItem").objects.filter(process=OuterRef("pk"), owner=user)
    part = apps.get_model("workflows", "Participant").objects.filter(case=OuterRef("pk"), person=user)
    kept = Exists(items.exclude(closed_why__in=LOST)) | Q(classification__in=OPEN) & Exists(items)
    return Q(opened_by=user) | kept | Exists(part) | _acted_for(user)


def _acted_for(user):
    """Open work of those for whom the user may act."""
    items = apps.get_model("workflows", "WorkItem").objects.filter(process=OuterRef("pk"), status="ASSIGNED")
    found = Q(pk__in=())
    for one in mandates.lent_to(user):
        kinds = Q(kind__in=one.processes) if one.processes else Q()
        found |= kinds & Exists(items.filter(owner=one.principal))
    return found


def _by_office(user, held):
    """Offices read the processes they keep; heads read what their unit undertakes; neither reads restricted cases."""
    kinds = [kind for kind, readers in READERS.items() if readers & held]
    return Q(classification__in=OPEN) & (Q(kind__in=kinds) | Q(owner_unit__in=roles.heads(user)))


def unlisted(user):
    """Cases that stand in no list of the person's, though there is work of theirs in them, as a queryset of ids.

    Lists of work are read by who owns it and not by case; what `visible` hides must not come in through them.
    """
    held, shut = roles.roles_of(user), secrecy.kept_from(user)
    if not held & (ADMINS | AUDITORS):
        return shut
    work = apps.get_model("workflows", "WorkItem").objects.filter(owner__in=[user.pk, *lines.principals(user)])
    hidden = Q() if held & ADMINS else Q(process__classification="sealed") | Q(process__in=shut)
    return work.filter(hidden).values("process")


def may_see(user, case):
    """Whether `user` may see this case."""
    return visible(user).filter(pk=case.pk).exists()


def knows(user, case):
    """Whether the person knows of the case at all: sees it, or finds it in their room."""
    return may_see(user, case) or rooms.holds(user, case)


def may(user, act, case):
    """Whether `user` may take a move or act in the stage the case is in. `case` answers for its own roles."""
    if not user.is_active:
        return Answer(False, _("你的账号已停用，不能办理。请联系系统管理员。"))
    wanted = case.roles_for(act)
    if wanted is None and (halted := case.halted()):
        return Answer(False, halted)
    if wanted is None:
        return Answer(False, _("事项现在处于“%s”，这一步不能办理。请刷新页面，看现在可以做什么。") % case.stage_label)
    return YES if plays(user, wanted, case) else _denied(user, case)


def plays(user, roles, case):
    """Whether `user` plays one of these roles in the case and may act at all."""
    return user.is_active and any(user.pk in case.players(role) for role in roles) and not is_admin(user)


def tied(user, case):
    """Why somebody with a tie to whom the case is about may not handle it (F01), or None."""
    if user.pk not in case.barred():
        return None
    why = _("你与本事项的当事人有利害关系，应当回避，这一步没有办理。请由其他人员办理。")
    return Answer(False, why, "recusal_block")


def _denied(user, case):
    why = _("这一步不由你办理，没有改动。需要时请联系本环节的承办人。")
    return tied(user, case) or Answer(False, why, "denied")
