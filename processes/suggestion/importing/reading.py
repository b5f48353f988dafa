"""From a file to rows of text. Whatever is not plainly a table of text is refused with the way out."""

import csv
import hashlib
import io
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from processes.suggestion.importing import columns, workbook
from workflows.errors import Refused

LARGEST = 20 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_BLANK, LONGEST_CELL = 10_000, 60, 1000, 20_000
MAGIC = {b"PK\x03\x04": "xlsx", b"\xd0\xcf\x11\xe0": "xls", b"%PDF": "pdf", b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}


@dataclass
class Table:
    """A file that was read: rows of {column code: text}, each with its line in the file."""

    sha256: str
    encoding: str
    rows: list = field(default_factory=list)  # [(line, {code: text}, [columns with a formula])]
    ignored: list = field(default_factory=list)  # headings that are not taken in


def too_large(size):
    """Refuse by size, before anything is read."""
    if size > LARGEST:
        raise Refused(_("没有导入：文件超过 20 MB。请分成几个文件后再上传。"))


def read(name, data):
    """Read the bytes of a file. Raises Refused."""
    too_large(len(data))
    if not data.strip():
        raise Refused(_("没有导入：文件是空的。请选择有内容的文件。"))
    kind, said = _kind(data), name.rpartition(".")[2].lower()
    if kind != said or kind == "xls":
        raise Refused(_wrong_kind(kind, said))
    encoding, grid = _csv(data) if kind == "csv" else ("", workbook.grid(data))
    table = Table(hashlib.sha256(data).hexdigest(), encoding)
    _fill(table, grid)
    return table


def _kind(data):
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            return kind
    return "csv"


def _wrong_kind(kind, said):
    if "xls" in (kind, said):
        return _("没有导入：这是旧版 Excel 文件。请在 Excel 中另存为 .xlsx 后再上传。")
    if said not in ("csv", "xlsx"):
        return _("没有导入：只接受 .csv 和 .xlsx 文件。请另存为其中一种后再上传。")
    return _("没有导入：文件名是 .%(said)s，内容却不是。请用表格软件另存为 .%(said)s 后再上传。") % {"said": said}


def _csv(data):
    encoding, text = _decoded(data)
    head = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=head.count)
    return encoding, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _decoded(data):
    """UTF-8 with or without a mark, UTF-16 with a mark, else GB18030, as Chinese spreadsheets write it."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return encoding, text
    raise Refused(_("没有导入：看不出文件的文字编码。请另存为“CSV UTF-8”后再上传。"))


def _fill(table, grid):
    codes, last, blank = None, 0, 0
    try:
        for line, cells in enumerate(grid, start=1):
            last = line
            blank = 0 if any(_text(cell).strip() for cell in cells) else blank + 1
            if blank > MOST_BLANK:
                raise Refused(_("没有导入：数据中间或后面有太多空行。请删去空行后再上传。"))
            if blank:
                continue
            if codes is None:
                codes = _headings(table, cells)
                continue
            _row(table, line, codes, cells)
    except csv.Error:
        raise Refused(_("没有导入：第 %d 行附近的引号或分隔符不成对。请修改后再上传。") % (last + 1)) from None
    if not table.rows:
        raise Refused(_("没有导入：表头下面没有数据。请核对文件。"))


def _headings(table, cells):
    texts = [_text(cell).strip() for cell in cells]
    if any(texts[MOST_COLUMNS:]):
        raise Refused(_("没有导入：超过 60 列。请删去不需要的列。"))
    codes = [columns.known(text) for text in texts]
    table.ignored = [text for text, code in zip(texts, codes, strict=True) if text and not code]
    double = next((code for code in codes if code and codes.count(code) > 1), "")
    if double:
        raise Refused(_("没有导入：有两列都是“%s”。请只保留一列。") % columns.label(double))
    lacking = [str(column.label) for column in columns.COLUMNS if column.needed and column.code not in codes]
    if lacking:
        raise Refused(_("没有导入：第一行缺少这些列：%s。请补上列名后再上传。") % "、".join(lacking))
    return codes


def _row(table, line, codes, cells):
    if len(table.rows) >= MOST_ROWS:
        raise Refused(_("没有导入：超过 10000 行。请分成几个文件后再上传。"))
    found, formulas = {}, []
    for code, cell in zip(codes, cells, strict=False):
        if not code:
            continue
        text = _text(cell)
        if getattr(cell, "formula", False) or _is_formula(text):
            formulas.append(code)
        found[code] = text.strip()[:LONGEST_CELL]
    table.rows.append((line, found, formulas))


def _text(cell):
    return cell.text if isinstance(cell, workbook.Cell) else cell


def _is_formula(text):
    """What a spreadsheet would compute when somebody opens it: = and @ begin one, + and - before a word."""
    text = text.lstrip()
    return text[:1] in ("=", "@") or (text[:1] in ("+", "-") and text[1:2].isascii() and text[1:2].isalpha())
