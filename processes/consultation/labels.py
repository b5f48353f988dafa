"""What the case page says of a consultation in a few lines."""

from django.utils.translation import gettext as _

from processes.consultation import projects, table
from processes.consultation.choices import Trigger, word
from workflows import clock


def facts(case):
    """(label, value) pairs."""
    ref = case.work_ref
    rows = [
        (_("会诊的工作"), ref and (ref.number or ref.title)), (_("起因"), word(Trigger.choices, case.trigger)),
        (_("症状"), case.symptoms), (_("依据和材料"), case.evidence_note), (_("新的事实"), case.new_facts),
        (_("主持人"), case.chair), (_("承办人"), case.officer), (_("收集资料清单"), case.gather_list),
        (_("承办单位自述"), case.self_description), (_("轮次"), case.round or ""),
        (_("会诊结论"), case.conclusion), (_("问效日期"), case.metric_due), (_("办结说明"), case.outcome_note),
        (_("转报报告"), case.escalation_report),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def risk(case):
    """Why followed work may not be cured in time, or ""."""
    if case.stage != "following":
        return ""
    missed = [row for row in table.taken(case.measures) if row.get("reached") is False]
    if missed:
        return _("有 %d 条对策的效果指标没有达到") % len(missed)
    today, known = clock.today(), getattr(case, "known_projects", None)
    over = [row for row in table.taken(case.measures) if table.day(row["final"]["due"]) < today]
    late = [row for row in over if not projects.is_done(row, known)]
    return _("有 %d 条对策到期没有完成") % len(late) if late else ""
