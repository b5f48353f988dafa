"""Dates, lights and names as the pages say them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from people import clock
from workflows import changes

TONES = {"red": "r", "yellow": "y", "green": "g", "grey": "x", "gray": "x", "accent": "a"}


def tone(colour):
    """Return the letter that the style sheet knows for a light's colour."""
    return TONES.get(str(colour), str(colour or ""))


def lamp(colour):
    """Return the word that a screen reader hears before a light."""
    return {"r": _("红灯"), "y": _("黄灯"), "g": _("绿灯"), "x": _("灰灯")}.get(tone(colour), "")


def as_date(value):
    """Return the local calendar day of a date or moment, or None."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


def day(value):
    """Say a day; the year only when it is not this one."""
    when = as_date(value)
    if not when:
        return ""
    same = when.year == clock.today().year
    return date_format(when, pgettext("日期", "n 月 j 日") if same else pgettext("日期", "Y 年 n 月 j 日"))


def fullday(value):
    """Say a day with its year, as records do."""
    when = as_date(value)
    return date_format(when, pgettext("日期", "Y 年 n 月 j 日")) if when else ""


def span(first, last):
    """Say the days from first to last; the month once when it is the same."""
    if first == last:
        return day(first)
    if (first.year, first.month) != (last.year, last.month):
        return f"{day(first)}—{day(last)}"
    return pgettext("日期", "%(month)s %(first)d—%(last)d 日") % {
        "month": date_format(first, pgettext("日期", "n 月")), "first": first.day, "last": last.day,
    }  # fmt: skip


def weekday(value):
    names = [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")]
    when = as_date(value)
    return names[when.weekday()] if when else ""


def moment(value):
    """Say a day and a time of day."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)} {local:%H:%M}"


def month(value):
    """Say a month with its year."""
    return date_format(value, pgettext("日期", "Y 年 n 月"))


def clock_time(value):
    """Say the time of day."""
    return f"{timezone.localtime(value):%H:%M}" if value else ""


def post(person):
    """Return a person's name without the mark of the demonstration, which every page says once."""
    return str(getattr(person, "name", "") or person or "").replace("（演示）", "").replace("(演示)", "")


def initial(name):
    """Return the one character that stands for a post in a round mark."""
    return post(name).strip().removeprefix("分管")[:1]


def owners(items, most=5):
    """Name those who hold these work items, the first few."""
    names = list(dict.fromkeys(post(item.owner) for item in items if item.owner_id))
    return _("、").join(names[:most]) + (_("等 %d 人") % len(names) if len(names) > most else "")


def boxed(label, most=12.5):
    """Break a stage's name into at most two lines that fit the diagram's box; a Han character counts two."""
    if _width(label) <= most:
        return [label]
    words = label.split(" ") if " " in label else list(label)
    joint = " " if " " in label else ""
    first = []
    while words and (not first or _width(joint.join([*first, words[0]])) <= most):
        first.append(words.pop(0))
    second = joint.join(words)
    while _width(second) > most:
        second = second[:-2] + "…"
    return [joint.join(first), second] if second else [joint.join(first)]


def _width(text):
    return sum(2 if ord(letter) > 0x2E7F else 1.1 for letter in text)


def gap():
    """What stands between two sentences: a blank, but nothing between Han characters."""
    return " " if (get_language() or "").startswith("en") else ""


def secrecy(code):
    """Say who may know of a case."""
    return changes.word("classification", code)


def sitting_state(code):
    """Say how far a sitting is."""
    said = {"planned": _("已排定"), "open": _("进行中"), "closed": _("已结束"), "adjourned": _("休会")}
    return said.get(code, code)
