"""What matters of accountability add up to: forms by year, mitigation, appeals. Never by unit or person (F11, F26)."""

from collections import Counter
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext_lazy as _

from processes.accountability.choices import Form, Mitigation
from processes.accountability.models import Accountability
from processes.accountability.words import Stage
from workflows.figures import FEWEST, Figure, Share


@dataclass(frozen=True)
class Summary:
    """All figures of the page. Whole years only tell how often something was done, nobody is compared."""

    years: list  # (year, [Figure for each form and for none])
    mitigation: list
    appeals: Share
    reversals: Share
    days: float | None  # median from the opening to the decision


def of():
    """The figures over everything that was decided."""
    cases = list(Accountability.objects.exclude(decided_on=None).only(
        "decided_on", "form", "mitigation", "appeal_text", "outcome", "stage", "created"
    ))  # fmt: skip
    decided = [case for case in cases if case.form]
    appealed = [case for case in decided if case.appeal_text]
    answered = [case for case in appealed if case.outcome]
    return Summary(
        years=[(year, _forms([case for case in cases if case.decided_on.year == year])) for year in _years(cases)],
        mitigation=_mitigation(cases),
        appeals=Share(len(appealed), len(decided), _("申诉率")),
        reversals=Share(sum(case.stage == Stage.CORRECTED for case in answered), len(answered), _("撤销变更率")),
        days=median((case.decided_on - case.created.date()).days for case in cases) if len(cases) >= FEWEST else None,
    )


def _years(cases):
    return sorted({case.decided_on.year for case in cases}, reverse=True)


def _forms(cases):
    found = Counter(case.form for case in cases)
    return [*(Figure(form.label, found[form]) for form in Form if form != Form.SANCTION),
            Figure(_("不予问责"), found[""])]  # fmt: skip


def _mitigation(cases):
    found = Counter(code for case in cases for code in case.mitigation)
    return [Figure(one.label, found[one]) for one in Mitigation]
