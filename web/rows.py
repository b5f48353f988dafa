"""Rows of work made ready for a list: light, words, groups by due day. Pure but for the cached calendar."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people import calendar
from web import asked, words
from workflows import clock, lights, why


@dataclass
class Row:
    """One thing to do, as the list shows it."""

    item: int
    uid: object
    title: str
    number: str
    process: str
    icon: str
    ask: str
    why: str
    due: object
    colour: str
    light: str
    until: str
    waited: str
    acting: str = ""  # for whom, if the work is another's


@dataclass
class Group:
    """Rows that are due in the same stretch of days."""

    key: str
    title: str
    note: str = ""
    rows: list = field(default_factory=list)


def of(values, at=None, acting=None):
    """Make a Row of what `workflows.inbox` read; `acting`: id of a principal → the words that say so."""
    at = at or clock.now()
    found = asked.process(values["case_kind"])
    colour, light = lights.light(values["due"], values["warn_at"], at, values["provisional"])
    return Row(
        item=values["id"], uid=values["case_uid"], title=values["title"], number=values["number"] or "",
        process=_(found.label) if found else values["case_kind"], icon=found.icon if found else "file-text",
        ask=asked.ask(values), why=asked.from_whom(values) or why.short(values),
        due=values["due"], colour=colour, light=light,
        until=until(values["due"], values["provisional"]), waited=waited(values["created"], at),
        acting=(acting or {}).get(values.get("owner"), ""),
    )  # fmt: skip


def until(due, provisional=False):
    """The due day in words, with the reason when it may still change."""
    if not due:
        return ""
    said = _("%(day)s（%(weekday)s）到期") % {"day": words.day(due), "weekday": words.weekday(due)}
    doubt = _("，%d 年放假安排未确认") % words.as_date(due).year if provisional else ""
    return said + doubt


def waited(since, at):
    """How long an item has been here: minutes never, then hours, then working days."""
    days = calendar.load().working_days_between(words.as_date(since), words.as_date(at))
    hours = int((at - since).total_seconds() // 3600)
    if days < 1 or hours < 12:
        return ngettext("%d 小时", "%d 小时", hours) % hours if hours > 0 else _("刚到")
    return ngettext("%d 个工作日", "%d 个工作日", days) % days


def groups(rows, today=None):
    """Rows in their order, under the headings of the days in which they are due."""
    today = today or clock.today()
    found = []
    for row in rows:
        key = _stretch(words.as_date(row.due), today)
        if not found or found[-1].key != key:
            found.append(Group(key, *_heading(key, today)))
        found[-1].rows.append(row)
    return found


def _stretch(day, today):
    sunday = today + timedelta(days=6 - today.weekday())
    edges = ((today - timedelta(days=1), "late"), (today, "today"), (today + timedelta(days=1), "tomorrow"))
    edges += ((sunday, "week"), (sunday + timedelta(days=7), "next"))
    return "none" if day is None else next((key for edge, key in edges if day <= edge), "later")


def _heading(key, today):
    tomorrow = today + timedelta(days=1)
    return {
        "late": (_("已逾期"), _("先办")),
        "today": (_("今天"), f"{words.day(today)} {words.weekday(today)}"),
        "tomorrow": (_("明天"), f"{words.day(tomorrow)} {words.weekday(tomorrow)}"),
        "week": (_("本周"), ""),
        "next": (_("下周"), ""),
        "later": (_("以后"), ""),
        "none": (_("无期限"), _("没有规定期限，或期限从下一步起算")),
    }[key]
