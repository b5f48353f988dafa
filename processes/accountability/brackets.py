"""Which form may follow from what (F15), and who decides it (F17). The table is data, `data/brackets.csv`.

The table states the lightest and the heaviest form of each row; both are limits of the process, so an organisation
changes them as rule-set data and an open case keeps the version it was opened under.
"""

import csv
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_noop as _

from processes.accountability.bracket_labels import LABELS
from processes.accountability.choices import Form, Object, Responsibility, Severity
from workflows.declare import Limit

TABLE = Path(__file__).parent / "data" / "brackets.csv"
WEIGHTS = {
    Object.PERSON: {Form.CIRCULAR: 1, Form.ADMONISH: 2, Form.ADJUSTMENT: 3, Form.SANCTION: 4},
    Object.UNIT: {Form.REVIEW: 1, Form.CIRCULAR: 2, Form.REORGANISATION: 3},
}
SAID = {
    "一般": Severity.MINOR, "较重": Severity.SERIOUS, "严重": Severity.GRAVE, "直接": Responsibility.DIRECT,
    "主要领导": Responsibility.MAIN, "重要领导": Responsibility.IMPORTANT, "个人": Object.PERSON, "组织": Object.UNIT,
}  # fmt: skip
OWN, APPROVED, PROPOSE, TRANSFER = "own", "own with committee approval", "propose", "transfer"
EFFECT, MONTHS = "effect_admonish", 6
LOCAL = _("本地规定：责任追究量责参照表")


@cache
def rows():
    """The table as dicts."""
    with TABLE.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


def severity(form, kind):
    """How heavy a form is for a person or a unit; 0 for no form at all."""
    return WEIGHTS[kind].get(form, 0)


def forms(kind):
    """The forms there are for a person or a unit, the lightest first."""
    return tuple(WEIGHTS[kind])


@cache
def stated():
    """(severity, responsibility, object) → (lightest, heaviest) weight, as the table states them."""
    found = {}
    for row in rows():
        key = SAID[row["severity"]], SAID[row["responsibility"]], SAID[row["object"]]
        weight = severity(row["form_code"], key[2])
        least, most = found.get(key, (weight, weight))
        found[key] = min(least, weight), max(most, weight)
    return found


def code(end, key):
    return "_".join((end, *map(str, key)))


def limits():
    """The table as limits of the process: lightest and heaviest form of each row, and the effect of an admonition."""
    found = {EFFECT: Limit(n=MONTHS, label=_("诫勉的影响期（月）"), clause=LOCAL)}
    for key, (least, most) in stated().items():
        light, heavy = LABELS[key]
        found[code("least", key)] = Limit(n=least, label=light, clause=LOCAL)
        found[code("most", key)] = Limit(n=most, label=heavy, clause=LOCAL)
    return found


def span(case):
    """(lightest, heaviest) weight that the rules of this case have for what was found."""
    key = Severity(case.severity), Responsibility(case.responsibility), Object(case.object_kind)
    least, most = stated()[key]
    return case.rules.limit(code("least", key), least), case.rules.limit(code("most", key), most)


def inside(case, form):
    """Whether a form lies in the bracket of what was found."""
    least, most = span(case)
    return least <= severity(form, case.object_kind) <= most


def listed(case):
    """The forms of the bracket of this case, the lightest first."""
    return [form for form in forms(Object(case.object_kind)) if inside(case, form)]


def authority(form, kind, committee_managed):
    """Who decides a form: own, own with committee approval, propose or transfer (R6a)."""
    column = "authority_committee_managed" if committee_managed else "authority"
    found = {row[column] for row in rows() if row["form_code"] == form and SAID[row["object"]] == kind}
    return min(found, key=[OWN, APPROVED, PROPOSE, TRANSFER].index) if found else TRANSFER


def effect_months(case, form):
    """For how long the effect stands; an admonition's is rule-set data, other forms of our own have none."""
    return case.rules.limit(EFFECT, MONTHS) if form == Form.ADMONISH else 0
