"""Measures that were taken become projects of their own, in the transaction of the decision (L10)."""

from people.models import Unit
from processes.consultation.choices import CAMPAIGN, PROJECT
from processes.consultation.projects import L10
from processes.consultation.table import day, taken
from workflows import moves, registry
from workflows.links import join

SOURCE = "会诊对策"


def open_all(case, step):
    """Each measure taken becomes a project, or a campaign that is meant (L10)."""
    rows = [dict(row) for row in case.measures]
    for row in taken(rows):
        reason = f"会诊对策：{row['final']['content']}"[:200]
        if row["way"] == PROJECT and PROJECT in registry.KINDS:
            unit = Unit.objects.filter(pk=row["final"]["owner"]).first()
            opened = moves.open_case(PROJECT, licensed=True, by=step.actor, unit=unit, **_fields(row))
            join(step, kind=L10, reason=reason, target=opened)
            row["project"] = opened.pk
        else:
            join(step, kind=L10, reason=reason, intended=CAMPAIGN if row["way"] == CAMPAIGN else PROJECT)
            row["project"] = None
    case.measures = rows


def _fields(row):
    final = row["final"]
    known = {field.name for field in registry.kind(PROJECT)._meta.get_fields()}
    said = {
        "title": final["content"][:120], "source": SOURCE, "metric": final["metric"], "due_on": day(final["due"]),
    }  # fmt: skip
    return {name: value for name, value in said.items() if name in known}
