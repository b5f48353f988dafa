"""The cockpit as a workbook: the same sums, and beside them every case that they count. Reads only."""

from django.utils.translation import gettext as _

from web import cockpit_rows, cockpit_sums, cockpit_times, cockpit_turns
from workflows import tally, workbooks

AT_ONCE = 500  # cases whose holders and risks are read together


def of(scope):
    """The bytes of the workbook; what no process counts has no sheet."""
    return workbooks.of([sheet for make in SHEETS if (sheet := make(scope))])


def _lights(title, head, lines):
    heads = [head, *(cockpit_sums.LABELS[light] for light in tally.ORDER), _("合计")]
    return title, heads, [[line.label, *(n for _light, n in line.numbers), line.total] for line in lines]


def _units(scope):
    return _lights(_("各单位亮灯"), _("单位"), cockpit_sums.by_unit(scope))


def _processes(scope):
    return _lights(_("各流程亮灯"), _("流程"), cockpit_sums.by_process(scope))


def _cases(scope):
    heads = (_("编号"), _("事项"), _("流程"), _("单位"), _("环节"), _("亮灯"), _("为什么"), _("在谁手上"), _("期限"))
    return _("在办事项"), heads, _each(scope)


def _each(scope):
    cases = cockpit_sums.chosen(scope, "open").order_by("due", "pk")
    pks = list(cases.values_list("pk", flat=True))
    for n in range(0, len(pks), AT_ONCE):
        for row in cockpit_rows.of(cases.filter(pk__in=pks[n : n + AT_ONCE]), scope.at):
            said = (row.process, row.unit, row.stage, row.light or _("无期限"), row.why, row.desk, row.until)
            yield [row.case.number, row.case.title, *said]


def _findings(scope):
    found = cockpit_sums.findings(scope)
    if not found:
        return None
    heads = [_("放了多久"), *(_(label) for _grade, label in found["grades"])]
    rows = [[label, *(n for _grade, _label, n in cells)] for _age, label, cells in found["rows"]]
    return _("未销号问题"), heads, rows


def _stays(scope):
    heads = (_("流程"), _("环节"), _("件次"), _("一半在此以内"), _("九成在此以内"), _("规定期限"))
    stays = cockpit_times.of(scope)
    rows = [(stay.process, stay.label, stay.n, stay.half, stay.most, stay.term_words) for stay in stays]
    return _("各环节用时"), heads, rows


def _turns(scope):
    heads = (_("流程"), _("登记"), _("退回过"), _("退回率（%）"), _("有人回避"), _("回避人次"))
    rows = [
        (line.label, line.registered, line.returned, line.rate, line.recused, line.people)
        for line in cockpit_turns.of(scope)
    ]
    return _("退回与回避"), heads, rows


def _burden(scope):
    rows = cockpit_sums.burden(scope)
    return None if rows is None else (_("督查负担"), (_("单位"), _("次数")), [(name, n) for _code, name, n in rows])


SHEETS = (_units, _processes, _cases, _findings, _stays, _turns, _burden)
