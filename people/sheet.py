"""An organisation's units and people out of a spreadsheet, every mistake named by row and column."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from people.errors import NotDone
from people.seed import catalogue

COLUMNS = {
    "unit_code": ("单位代码", "单位编码"),
    "unit_name": ("单位名称", "单位"),
    "username": ("账号", "用户名"),
    "name": ("姓名",),
    "roles": ("角色",),
}
MOST_ROWS, MOST_BYTES = 20_000, 10 * 1024 * 1024
CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")
USERNAME = re.compile(r"[\w.@+-]{1,150}")
RESERVED = {"system"}


class Wrong(NotDone):
    """Everything that is wrong with a spreadsheet, one sentence each."""

    def __init__(self, mistakes: list[str]):
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True)
class Row:
    """One person of the spreadsheet."""

    line: int
    unit_code: str
    unit_name: str
    username: str
    name: str
    roles: tuple[str, ...]


def read(path, taken: set[str] = frozenset()) -> list[Row]:
    """The people of a file, or all that is wrong with it; `taken` are accounts that already exist."""
    lines = _lines(Path(path))
    columns = _columns(next(lines, (1, []))[1])
    rows, mistakes, seen = [], [], _Seen({}, {name.lower(): 0 for name in RESERVED | set(taken)})
    for line, cells in lines:
        texts = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        if not any(texts.values()):
            continue
        row, wrong = _row(line, texts, seen)
        rows.append(row)
        mistakes += wrong
    if mistakes or not rows:
        raise Wrong(mistakes or [_("表格里没有人员。请从第 2 行起每人一行。")])
    return rows


@dataclass
class _Seen:
    units: dict[str, str]
    names: dict[str, int]


def _row(line: int, texts: dict[str, str], seen: _Seen) -> tuple[Row, list[str]]:
    roles, strange = _roles(texts["roles"])
    said = [
        ("unit_code", _about_unit_code(texts["unit_code"])),
        ("unit_name", _about_unit_name(texts["unit_code"], texts["unit_name"], seen.units)),
        ("username", _about_username(texts["username"], seen.names)),
        ("name", _about_name(texts["name"])),
        ("roles", strange or _about_roles(roles)),
    ]
    seen.units.setdefault(texts["unit_code"], texts["unit_name"])
    seen.names.setdefault(texts["username"].lower(), line)
    wrong = [_("第 %(line)s 行“%(column)s”列：%(what)s") % {"line": line, "column": c, "what": w} for c, w in said if w]
    return Row(line, **{name: texts[name] for name in list(COLUMNS)[:4]}, roles=roles), wrong


def _about_unit_code(code: str) -> str:
    if CODE.fullmatch(code):
        return ""
    return _("“%(code)s”不能作单位代码。请用 1 至 20 个字母、数字、横线或下划线。") % {"code": code}


def _about_unit_name(code: str, name: str, units: dict[str, str]) -> str:
    if not name:
        return _("没有单位名称。请填写。")
    if units.get(code, name) != name:
        return _("单位 %(code)s 前面写作“%(name)s”。请统一名称，或另用代码。") % {"code": code, "name": units[code]}
    return _too_long(name, 120)


def _about_username(username: str, names: dict[str, int]) -> str:
    if not USERNAME.fullmatch(username):
        return _("“%(name)s”不能作账号。请用字母、数字或 . @ + - _，不含空格。") % {"name": username}
    if username.lower() not in names:
        return ""
    if first := names[username.lower()]:
        return _("账号“%(name)s”与第 %(line)s 行重复。请换一个账号。") % {"name": username, "line": first}
    return _("账号“%(name)s”已被占用。请换一个账号。") % {"name": username}


def _about_name(name: str) -> str:
    if not name:
        return _("没有姓名。请填写。")
    return _too_long(name, 80) if name.isprintable() else _("姓名里有看不见的字符。请重新输入。")


def _about_roles(roles: tuple[str, ...]) -> str:
    kinds = [role["kind"] for role in catalogue() if role["code"] in roles]
    if "admin" in kinds and len(kinds) > 1:
        return _("管理员、审计员不能兼任其他角色。请只留一个角色，或另设账号给另一个人。")
    return ""


def _too_long(text: str, most: int) -> str:
    return _("超过 %(most)s 个字。请缩短。") % {"most": most} if len(text) > most else ""


def _roles(text: str) -> tuple[tuple[str, ...], str]:
    """The codes of the roles, and what is wrong with the first strange one."""
    given = {role["code"]: role["code"] for role in catalogue() if role["kind"] not in ("derived", "engine")}
    given |= {role[name]: role["code"] for role in catalogue() if role["code"] in given for name in ("zh", "zh_hant")}
    # Some names of roles contain 、 themselves, so a whole cell is tried first.
    asked = [text] if text in given else [part for part in re.split(r"[;；,，、\s]+", text) if part]
    strange = next((one for one in asked if one not in given), None)
    if strange is None:
        return tuple(dict.fromkeys(given[one] for one in asked)), ""
    near = "、".join(get_close_matches(strange, given, n=3, cutoff=0.5)) or _(
        "经办人（clerk）、科室负责人（section_head）"
    )
    return (), _("角色“%(role)s”不认识。请用角色名称或代码，例如：%(near)s。") % {"role": strange, "near": near}


def _columns(head: list[str]) -> dict[str, int]:
    found = {}
    for at, cell in enumerate(head):
        for name, others in COLUMNS.items():
            if cell.lower() == name or cell in others:
                found.setdefault(name, at)
    missing = [f"{name}（{others[0]}）" for name, others in COLUMNS.items() if name not in found]
    if missing:
        raise Wrong([_("第 1 行缺少列：%(columns)s。请补上列名。") % {"columns": "、".join(missing)}])
    return found


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    kinds = {".csv": _csv, ".xlsx": _xlsx}
    if path.suffix.lower() not in kinds:
        raise Wrong([_("“%(file)s”不是 .xlsx 或 .csv 文件。请另存为其中一种。") % {"file": path.name}])
    try:
        content = path.read_bytes()
    except OSError:
        raise Wrong([_("打不开“%(file)s”。请检查文件名和读取权限。") % {"file": path.name}])
    if len(content) > MOST_BYTES:
        raise Wrong([_("“%(file)s”超过 10 MB。请分成几份。") % {"file": path.name}])
    for line, cells in enumerate(kinds[path.suffix.lower()](content, path.name), 1):
        if line > MOST_ROWS + 1:
            raise Wrong([_("超过 20000 行。请分成几份。")])
        yield line, [_text(cell) for cell in cells]


def _csv(content: bytes, name: str):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return csv.reader(io.StringIO(content.decode(encoding), newline=""))
        except UnicodeDecodeError:
            continue
    raise Wrong([_("“%(file)s”的编码认不出。请另存为 UTF-8 的 CSV，或 .xlsx。") % {"file": name}])


def _xlsx(content: bytes, name: str):
    # openpyxl takes a third of a second to import, and only an import needs it.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return book.worksheets[0].iter_rows(values_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError):
        raise Wrong([_("“%(file)s”打不开，可能已损坏。请用表格软件打开后另存为 .xlsx。") % {"file": name}])


def _text(cell) -> str:
    # A spreadsheet turns an account like 1001 into a number.
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
