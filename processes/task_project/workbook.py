"""The ledger as a workbook."""

from django.utils.translation import gettext as _
from openpyxl import Workbook

from workflows.workbooks import put, saved


def of(rows, span, year):
    """The bytes of a workbook with the matrix and the lines of the ledger."""
    book = Workbook()
    matrix = book.active
    matrix.title = _("%d 年台账") % year
    put(matrix, [_("编号"), _("项目"), _("牵头单位"), _("进度"), _("完成期限"), *span, _("未报月数")], bold=True)
    for row in rows:
        case = row.case
        head = [case.number, case.title, case.owner_unit, f"{case.progress}%", case.due_on]
        put(matrix, [*head, *map(_said, row.cells), row.missing])
    _lines(book.create_sheet(_("反馈内容")), rows, span)
    matrix.freeze_panes = "C2"
    return saved(book)


def _said(cell):
    progress = f" {cell.progress}%" if cell.progress is not None else ""
    return f"{cell.words}{progress}"


def _lines(sheet, rows, span):
    heads = (_("编号"), _("月份"), _("进度"), _("完成情况"), _("问题"), _("下步打算"), _("佐证"), _("更正"))
    put(sheet, heads, bold=True)
    for row in rows:
        fixed = {}
        for one in row.case.corrections.all():
            fixed.setdefault(one.month, []).append(f"{one.text}（{one.reason}）")
        for line in row.case.entries.all():
            if line.month in span:
                told = [line.month, f"{line.progress}%", line.done, line.problem, line.next, line.evidence]
                put(sheet, [row.case.number, *told, "；".join(fixed.get(line.month, ()))])
