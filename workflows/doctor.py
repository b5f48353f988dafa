"""What is wrong with the people and the stored data, each with its remedy. Reads only.

The code of processes is checked by workflows.checks; here is what only the tables can tell.
"""

from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from people import roles
from people.models import CalendarYear, Role, Unit, User
from workflows import clock, naming, registry
from workflows.models import Case, Definition

SHOWN = 5  # names in one sentence
DECEMBER = 12


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong and what to do about it."""

    what: str
    remedy: str


def findings():
    """Everything that is wrong, worst first."""
    return [finding for look in LOOKS for finding in look()]


def _clock_user():
    if not User.objects.filter(username=roles.SYSTEM).exists():
        yield Finding(_("没有系统用户，期限届满时无人流转。"), _("请运行 manage.py migrate。"))


def _vanished():
    """Stored rules name code that is not there any more, or a process whose folder is gone."""
    for row in Definition.objects.order_by("pk"):
        lost = sorted(keys_of(row.rules) - {*registry.GUARDS, *registry.EFFECTS, *registry.ACTS})
        if lost:
            where = {"process": row.process, "number": row.number, "keys": "、".join(lost)}
            yield Finding(
                _("%(process)s 规则第 %(number)d 版用到的代码不见了：%(keys)s。") % where,
                _("请恢复这些键；已存的规则还在使用。"),
            )
    for kind in sorted(set(Case.objects.values_list("kind", flat=True).distinct()) - set(registry.KINDS)):
        yield Finding(_("有 %s 的事项，但没有这个流程的目录。") % kind, _("请放回 processes/%s 后重新启动。") % kind)


def keys_of(rules):
    """Every guard, effect and act that stored rules name."""
    moves = [move for facts in rules.stages.values() for move in facts.moves]
    acts = {name for facts in rules.stages.values() for name in facts.acts}
    return acts | {key for move in moves for key in (*move.guards, *move.effects)}


def _vacant():
    """Posts that a process needs and nobody holds."""
    posts = dict(Role.objects.filter(kind=Role.Kind.POST).values_list("code", "zh"))
    needed = {}
    for code in registry.KINDS:
        for role in roles_of(registry.current(code)):
            for name in naming.names(role):
                needed.setdefault(name, registry.kind(code).process.label)
    for role in sorted(needed.keys() & posts.keys()):
        if not roles.holders(role):
            yield Finding(
                _("没有人担任%(role)s，“%(process)s”会停在需要这一职务的环节。")
                % {"role": posts[role], "process": _(needed[role])},
                _("请系统管理员在“人员与职务”中指定。"),
            )


def roles_of(rules):
    """Every role that moves, acts or signs."""
    found = set()
    for facts in rules.stages.values():
        found |= {role for move in facts.moves for role in move.by}
        found |= {role for by in facts.acts.values() for role in by}
        found |= set(facts.signing.by if facts.signing else ())
    return found


def _headless():
    """Units that own open cases and have no head."""
    owning = Unit.objects.filter(pk__in=Case.objects.filter(finished=None).values("owner_unit"))
    bare = [unit.name for unit in owning if not roles.holders(roles.HEAD, unit=unit)]
    if bare:
        names = "、".join(bare[:SHOWN])
        yield Finding(_("%s 有未办结事项，但没有负责人。") % names, _("请系统管理员指定该单位负责人。"))


def _stuck():
    """Open cases in a stage that asks for work, in which nobody has any."""
    idle = Case.objects.filter(finished=None, open_items=0).only("number", "title", "stage", "definition")
    found = [case for case in idle.iterator() if case.rules.duties(case.stage)]
    if found:
        names = "、".join(case.number or case.title for case in found[:SHOWN])
        which = {"n": len(found), "names": names}
        yield Finding(_("%(n)d 件事项没有人在办：%(names)s。") % which, _("请办公室转办给其他人员。"))


def _calendar():
    today = clock.today()
    years = [today.year] + ([today.year + 1] if today.month == DECEMBER else [])
    confirmed = set(CalendarYear.objects.filter(year__in=years, confirmed=True).values_list("year", flat=True))
    for year in years:
        if year not in confirmed:
            yield Finding(
                _("%d 年的放假安排没有确认，落在该年的期限都是约数，不会自动流转。") % year,
                _("请在国务院办公厅通知公布后，由系统管理员确认日历。"),
            )


def _letters():
    """Mail leaves the house, but says nothing of where to go, or comes from nobody who could be answered."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return
    if not getattr(settings, "PUBLIC_URL", ""):
        yield Finding(
            _("没有设置 PUBLIC_URL，寄出的邮件里没有事项链接。"),
            _("请把 PUBLIC_URL 设为大家打开本系统用的网址，再重新启动。"),
        )
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if sender.endswith("@localhost"):
        yield Finding(
            _("邮件的发件人是 %s，外面的邮箱多半会拒收，也没有人能回复。") % sender,
            _("请把 MAIL_FROM 设为本单位的邮箱地址，再重新启动。"),
        )


LOOKS = (_clock_user, _vanished, _vacant, _headless, _stuck, _calendar, _letters)
