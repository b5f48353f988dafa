"""The side bar: one list, to which every application may add its pages."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

OWN, WORK, WATCH, AUDIT, ADMIN = "", _("办事"), _("督查"), _("审计"), _("管理")
ORDER = (OWN, WORK, WATCH, AUDIT, ADMIN)


@dataclass(frozen=True)
class Item:
    """One page in the side bar; `staff` pages are shown to administrators only."""

    name: str  # URL name
    label: str
    icon: str
    section: str = OWN
    count: str = ""  # attribute of the shell that counts
    staff: bool = False

    @property
    def url(self):
        """The page's address, or nothing when no application serves it."""
        try:
            return reverse(self.name)
        except NoReverseMatch:
            return ""


ITEMS = [
    Item("web:inbox", _("待办"), "inbox", count="waiting"),
    Item("web:done", _("已办"), "circle-check"),
    Item("web:sent", _("我发起"), "send"),
    Item("web:notices", _("通知"), "mail", count="unread"),
    Item("web:drafts", _("草稿"), "pencil"),
    Item("web:start", _("发起事项"), "plus", WORK),
    Item("web:search", _("查找事项"), "search", WORK),
    Item("web:sittings", _("会议"), "calendar-event", WORK),
    Item("audit:cockpit", _("督查驾驶舱"), "layout-dashboard", WATCH),
    Item("audit:explorer", _("留痕查阅"), "history", AUDIT),
    Item("audit:access", _("查阅记录"), "lock", AUDIT),
]


def add(item):
    """Add a page; an application calls it when it is ready. Twice is once."""
    if item not in ITEMS:
        ITEMS.append(item)


def sections(user):
    """(title, items) of the side bar for this user; pages that nobody serves are left out."""
    shown = [item for item in ITEMS if item.url and (user.is_staff or not item.staff)]
    grouped = [(title, [item for item in shown if item.section == title]) for title in ORDER]
    return [(title, items) for title, items in grouped if items]
