"""What a paper is made of, in the order of reading. Plain data: what is printed is never spliced into a program."""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils import timezone

KEPT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d:\d\d)\S*)?")  # a day, or a minute of it, as it is kept


@dataclass(frozen=True)
class Heading:
    """一、 (level 1), （一） (level 2): the numbering is part of the text."""

    level: int
    text: str


@dataclass(frozen=True)
class Para:
    """A paragraph; line breaks in the text begin new ones."""

    text: str


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, printed as they are."""

    text: str
    who: str = ""


@dataclass(frozen=True)
class Facts:
    """Rows of a label and its value."""

    rows: tuple


@dataclass(frozen=True)
class Table:
    """A table; `widths` are shares of the width, equal ones when left out."""

    head: tuple
    rows: tuple
    widths: tuple = ()


@dataclass(frozen=True)
class Signatures:
    """Who signed, how, and when: (name, 同意 | 拒签：理由 | …, date as text), in the order of signing."""

    rows: tuple


@dataclass(frozen=True)
class Picture:
    """An image; `file` is the stored file that is shown, `caption` says time and place."""

    file: object
    caption: str = ""


@dataclass(frozen=True)
class Sheet:
    """One official paper in the parts of GB/T 9704—2012.

    `organ` is the issuing organ of the red head; without it the paper is a form or record with no head. `number` is
    its number, `to` whom it is addressed to, `signer` and `date` stand below the text, `cc` in the imprint.
    """

    title: str
    blocks: tuple = ()
    organ: str = ""
    number: str = ""
    to: str = ""
    signer: str = ""
    date: object = None  # datetime.date
    cc: str = ""
    secrecy: str = ""
    urgency: str = ""
    attachments: tuple = ()


def as_data(sheet):
    """(data ready for JSON, pictures by the name under which the data speaks of them)."""
    pictures = {}
    data = {name: getattr(sheet, name) for name in Sheet.__dataclass_fields__}
    data["date"] = chinese_date(sheet.date) if sheet.date else ""
    data["attachments"] = [str(name) for name in sheet.attachments]
    data["blocks"] = [_block(block, pictures) for block in sheet.blocks]
    return _texts(data), pictures


def chinese_date(day):
    """2026年11月20日, without leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_minute(moment):
    """2026年11月20日 9:30, of a moment where we are."""
    there = timezone.localtime(moment)
    return f"{chinese_date(there)} {there.hour}:{there:%M}"


def written(text):
    """A text that is nothing but a day, or a minute, as papers write it; any other as it stands."""
    found = KEPT.fullmatch(text)
    if not found:
        return text
    year, month, day, minute = found.groups()
    return f"{int(year)}年{int(month)}月{int(day)}日" + (f" {minute.removeprefix('0')}" if minute else "")


def _block(block, pictures):
    if isinstance(block, Picture):
        name = f"picture{len(pictures)}"
        pictures[name] = block.file
        return {"kind": "picture", "name": name, "caption": block.caption}
    return {"kind": type(block).__name__.lower()} | asdict(block)


def _texts(value):
    """Whatever is not a number, list or mapping becomes text, so that lazy words and dates are printed as such."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(one) for one in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return chinese_date(value)
    if isinstance(value, datetime):
        return chinese_minute(value)
    return value if isinstance(value, int) else "" if value is None else written(str(value))
