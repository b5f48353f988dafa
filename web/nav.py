"""The side bar: one list, to which every application may add its pages. Each page is offered to those who use it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from people import roles
from policy import three
from policy.reports import CHECKERS, DESKS, KEEPER
from policy.rules import ADMINS, AUDITORS
from retention.deciding import HOLDERS
from web.cockpit_sums import WHOLE
from workflows import pools, registry

TERMS = HOLDERS | AUDITORS
OWN, WORK, WATCH, AUDIT, ADMIN = "", _("办事"), _("督查"), _("审计"), _("管理")
ORDER = (OWN, WORK, WATCH, AUDIT, ADMIN)


@dataclass(frozen=True)
class Item:
    """One page in the side bar. `shown` says from the codes of a person's roles whether they use it."""

    name: str  # URL name
    label: str
    icon: str
    section: str = OWN
    count: str = ""  # attribute of the shell that counts
    shown: Callable = lambda held: True  # noqa: E731
    asks: str = ""  # attribute of the shell that says whether there is anything for this person

    @property
    def url(self):
        """The page's address, or nothing when no application serves it."""
        return _served(self.name)


def works(held):
    """Whether somebody takes part in cases; administrators do not (F30)."""
    return not held & ADMINS


def starts(held):
    """Whether somebody may start anything; auditors and guests may not."""
    return works(held) and any(held & set(model.process.starters) for model in registry.KINDS.values())


def suggests(held):
    """Whether somebody reads suggestions or may make one."""
    kind = registry.KINDS.get("suggestion")
    return works(held) and bool(kind and held & {*kind.process.starters, *kind.process.readers})


def inspects(held):
    """Whether somebody may be called into an inspection team."""
    return works(held) and bool(held & {"inspector", "inspector_lead", "ext_supervisor"})


def overviews(held):
    """The processes whose overview somebody may open."""
    kinds = (model.process for model in registry.KINDS.values())
    return [kind for kind in kinds if held & set(kind.readers) and _served(f"web:{kind.code}:overview")]


def _served(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _watches(held):
    return bool(held & WHOLE) or "section_head" in held


def _reads_bulletins(held):
    return works(held) and (_watches(held) or inspects(held))


def _reads_reports(held):
    return works(held) and any(held & readers for readers in DESKS.values())


def _checks(held):
    return works(held) and bool(held & CHECKERS)


def _keeps_identities(held):
    return works(held) and (KEEPER in held or _reads_reports(held))


def _keeps_terms(held):
    return works(held) and bool(held & TERMS)


def _audits(held):
    return bool(held & AUDITORS)


def _administers(held):
    return bool(held & ADMINS)


def _configures(held):
    return bool(held & {three.SYSTEM, three.SECURITY})


def _watches_administrators(held):
    return any(code in held for code in three.watchers())


ITEMS = [
    Item("web:inbox", _("待办"), "inbox", count="waiting"),
    Item("web:pool", _("候领"), "users", shown=lambda held: works(held) and bool(held & pools.posts())),
    Item("web:done", _("已办"), "circle-check", shown=works),
    Item("web:sent", _("我发起"), "send", shown=starts),
    Item("web:notices", _("通知"), "mail", count="unread"),
    Item("web:rooms", _("与我有关"), "user", asks="has_room"),
    Item("web:drafts", _("草稿"), "pencil", shown=works),
    Item("web:start", _("发起事项"), "plus", WORK, shown=starts),
    Item("web:suggestion:rounds", _("征集轮次"), "speakerphone", WORK, shown=suggests),
    Item("web:inspection:mine", _("我的督查"), "clipboard-check", WORK, shown=inspects),
    Item("web:imports", _("导入建议"), "upload", WORK, shown=lambda held: "office" in held),
    Item("web:search", _("查找事项"), "search", WORK, shown=works),
    Item("web:sittings", _("会议"), "calendar-event", WORK, shown=works),
    Item("web:reports", _("举报受理"), "message-dots", WORK, count="reports", shown=_reads_reports),
    Item("web:checks", _("合规复核"), "shield-check", WORK, count="checks", shown=_checks),
    Item("web:sealed", _("身份封存"), "lock", WORK, shown=_keeps_identities),
    Item("web:cockpit", _("督查驾驶舱"), "layout-dashboard", WATCH, shown=_watches),
    Item("web:inspection:bulletins", _("督查通报"), "file-text", WATCH, shown=_reads_bulletins),
    Item("web:overviews", _("统计"), "report-search", WATCH, shown=lambda held: works(held) and overviews(held)),
    Item("web:retention", _("保管期限"), "history", AUDIT, shown=_keeps_terms),
    Item("audit:explorer", _("留痕查阅"), "history", AUDIT, shown=_audits),
    Item("audit:access", _("查阅记录"), "lock", AUDIT, shown=_audits),
    Item("web:changes", _("管理变更"), "users", ADMIN, shown=_administers),
    Item("web:trail", _("管理留痕"), "history", ADMIN, shown=_watches_administrators),
    Item(
        "web:ledger", _("日志与检查点"), "shield-check", AUDIT, shown=lambda held: _audits(held) or _administers(held)
    ),
    Item("web:rulesets", _("规则管理"), "list-check", ADMIN, shown=_administers),
    Item("web:undelivered", _("没有送出的通知"), "mail-forward", ADMIN, shown=_configures),
    Item("admin:index", _("人员与规则"), "settings", ADMIN, shown=_administers),
]


def add(item):
    """Add a page; an application calls it when it is ready. Twice is once."""
    if item not in ITEMS:
        ITEMS.append(item)


def sections(user, shell=None):
    """(title, items) of the side bar for this user; pages that nobody serves are left out."""
    held = roles.roles_of(user)
    shown = [
        item
        for item in ITEMS
        if item.shown(held) and item.url and (not item.asks or shell and getattr(shell, item.asks))
    ]
    grouped = [(title, [item for item in shown if item.section == title]) for title in ORDER]
    return [(title, items) for title, items in grouped if items]
