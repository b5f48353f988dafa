"""Reading an .xlsx file safely: it is an archive, and an archive may lie about its size."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from workflows.errors import Refused

UNPACKED, RATIO, MEMBERS = 100 * 1024 * 1024, 200, 500
SMALL = 1024 * 1024  # below this a high ratio harms nobody
# A table has no document type; whoever adds one wants the reader to expand it. Also as UTF-16.
DOCTYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)")


@dataclass(frozen=True)
class Cell:
    """The text of a cell, and whether it is computed."""

    text: str
    formula: bool = False


def grid(data):
    """Rows of cells of the first sheet."""
    try:
        _inspect(data)
        yield from _rows(data)
    except Refused:
        raise
    except Exception:  # whatever a damaged workbook makes the reader raise
        raise Refused(_("没有导入：Excel 文件已损坏或有密码。请另存一份无密码的 .xlsx 再上传。")) from None


def _inspect(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        size = sum(member.file_size for member in members)
        if len(members) > MEMBERS or size > UNPACKED or (size > SMALL and size > RATIO * len(data)):
            raise Refused(_("没有导入：文件解压后过大，可能有问题。请只保留数据，另存为新文件后再上传。"))
        if "xl/workbook.xml" not in archive.namelist():
            raise Refused(_("没有导入：这不是 Excel 工作簿。请用表格软件另存为 .xlsx 后再上传。"))
        for member in members:
            if member.filename.endswith((".xml", ".rels")) and DOCTYPE.search(archive.read(member)):
                raise Refused(_("没有导入：文件里有不允许的内容。请用表格软件另存为新的 .xlsx 后再上传。"))


def _rows(data):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        for row in book.worksheets[0].iter_rows(max_col=61):
            yield [_cell(cell) for cell in row]
    finally:
        book.close()


def _cell(cell):
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f":
        return Cell(str(value), formula=True)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Cell(value.isoformat())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Cell(str(value))
