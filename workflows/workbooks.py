"""Workbooks (.xlsx) that are taken out of the house. What people wrote stays text: no cell becomes a formula."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text):
    """A text that a spreadsheet reads as text."""
    text = str(text if text is not None else "")
    return f"'{text}" if text.startswith(FORMULA) else text


def put(sheet, values, bold=False):
    """Append a row; numbers stay numbers."""
    sheet.append([value if isinstance(value, int) else safe(value) for value in values])
    if bold:
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)


def of(sheets):
    """The bytes of a workbook of (title, heads, rows)."""
    book = Workbook()
    book.remove(book.active)
    for title, heads, rows in sheets:
        sheet = book.create_sheet(str(title))
        put(sheet, heads, bold=True)
        for row in rows:
            put(sheet, row)
        sheet.freeze_panes = "A2"
    return saved(book)


def saved(book):
    """The bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()
