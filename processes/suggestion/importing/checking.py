"""Checking one row: what is wrong, in which column, and what to do about it. Pure."""

import re
from datetime import date

from django.utils.translation import gettext as _

from processes.suggestion import taxonomy
from processes.suggestion.choices import WRITTEN
from processes.suggestion.importing.columns import COLUMNS, label
from processes.suggestion.intake import LONGEST, SHORTEST
from workflows import numbers, personal, textclean

DAYS = re.compile(r"^\d{1,4}$", re.ASCII)
DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
TITLE = 40
FREE = ("content", "expected_effect", "title", "submitter_role", "township", "submitter_name", "contact")


def check(row, formulas):
    """(fields for the case, [[column, sentence]], notes) of one row of text."""
    errors = [[code, _("是公式。请改成文字或数字。")] for code in formulas]
    notes, given = [], dict(row)
    for code in FREE:
        given[code], changed = textclean.clean(given.get(code, ""))
        if changed:
            notes.append(_("%s：已去掉夹注拼音或全角字母") % label(code))
    errors += [[c, why] for c, why in _faults(given) if c not in formulas]
    return _fields(given, row) if not errors else {}, errors, notes + _warnings(given)


def _faults(given):
    for column in COLUMNS:
        text = given.get(column.code, "")
        if column.needed and not text:
            yield column.code, _("是空的。请填写。")
        if column.longest and len(text) > column.longest:
            yield column.code, _("超过 %d 个字。请缩短。") % column.longest
    for code, known in WRITTEN.items():
        if given.get(code) and given[code] not in known:
            yield code, _unknown(given[code], known)
    yield from _subject(given)
    yield from _content(given)
    yield from _signature(given)
    yield from _counted(given)


def _subject(given):
    category, aspect = (taxonomy.WRITTEN.get(given.get(code, "")) for code in ("category", "aspect"))
    if given.get("category") and category not in taxonomy.TREE:
        yield "category", _unknown(given["category"], _named(taxonomy.TREE))
    elif given.get("aspect") and category and not taxonomy.fits(category, aspect):
        yield "aspect", _unknown(given["aspect"], _named(taxonomy.TREE[category][1]))


def _named(codes):
    return [name for name, code in taxonomy.WRITTEN.items() if code in codes]


def _unknown(text, known):
    return _("“%(text)s”不在可选范围内。可以填：%(known)s。") % {"text": text[:20], "known": "、".join(known)}


def _content(given):
    text = given.get("content", "")
    if text and not SHORTEST <= len(text) <= LONGEST:
        yield "content", _("应有 10 至 2000 个字，现有 %d 个。请补充或删减。") % len(text)
    found = personal.kinds(text)
    if found:
        yield "content", _("有%s。请删去或遮盖。") % "、".join(found)


def _signature(given):
    if given.get("submitter_kind") == "匿名":
        for code in ("submitter_name", "contact"):
            if given.get(code):
                yield code, _("署名方式是匿名，却有内容。请清空，或改为“署名不公开”。")


def _counted(given):
    if given.get("no") and not numbers.SHAPE.match(given["no"]):
        yield "no", _("格式不对。应写成：建〔2026〕0001号；没有编号的请留空。")
    if given.get("received_on") and not _day(given["received_on"]):
        yield "received_on", _("不是日期。应写成：2026-01-22。")
    if given.get("reply_days") and not DAYS.match(given["reply_days"]):
        yield "reply_days", _("不是天数。请填写整数。")


def _day(text):
    found = DATE.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _warnings(given):
    return [_("可能有乱码：%s") % spot for spot in textclean.noise(given.get("content", ""))[:3]]


def _fields(given, original):
    """The fields of the case. What the file says of earlier dates and results is kept apart and starts nothing."""
    text = given["content"]
    received = _day(given.get("received_on", ""))
    return {
        "title": given.get("title") or headline(text),
        "channel": WRITTEN["channel"][given["channel"]],
        "category": taxonomy.WRITTEN[given["category"]],
        "aspect": taxonomy.WRITTEN[given["aspect"]],
        "content": text,
        "original_text": original["content"] if original["content"] != text else "",
        "expected_effect": given.get("expected_effect", ""),
        "submitter_kind": WRITTEN["submitter_kind"][given["submitter_kind"]],
        "submitter_name": given.get("submitter_name", ""),
        "contact": given.get("contact", ""),
        "unit_text": given.get("township", ""),
        "submitter_role": given.get("submitter_role", ""),
        "imported_on": received.isoformat() if received else None,
        "imported_disposition": given.get("disposition", ""),
        "imported_reply_days": int(given["reply_days"]) if given.get("reply_days") else None,
    }


def headline(text):
    """The first sentence, short enough for a list."""
    first = re.split(r"[。！？!?\n]", text.strip(), maxsplit=1)[0]
    return first if len(first) <= TITLE else first[: TITLE - 1] + "…"
