"""Past outcomes nearest to a case, without names, units or numbers (F27)."""

from django.utils.translation import gettext as _

from processes.accountability.choices import Form, Ground, Mitigation, Responsibility, Severity
from processes.accountability.words import Stage

LEAST, MOST = 3, 5
SETTLED = (Stage.SERVED, Stage.EXECUTING, Stage.EFFECTIVE, Stage.ENDED, Stage.NO_LIABILITY)
NOTHING = "none"


def nearest(case):
    """The nearest of what was decided and stands: same object, then by severity, responsibility, source, and date."""
    rows = type(case).objects.filter(object_kind=case.object_kind, stage__in=SETTLED).exclude(pk=case.pk)
    found = sorted(rows.exclude(severity=""), key=lambda one: (-_near(case, one), -one.stage_since.timestamp()))
    return [_plain(one) for one in found[:MOST]]


def _near(case, one):
    same = [getattr(case, name) == getattr(one, name) for name in ("severity", "responsibility", "trigger")]
    shared = set(case.mitigation) & set(one.mitigation)
    return 4 * same[0] + 2 * same[1] + same[2] + len(shared) / 10


def _plain(one):
    """What may be told of a past case. A year and its features identify nobody."""
    return {
        "year": (one.decided_on or one.stage_since).year, "severity": one.severity,
        "responsibility": one.responsibility, "mitigation": list(one.mitigation),
        "form": one.form or NOTHING, "months": one.effect_months, "ground": one.exempted.get("ground", ""),
    }  # fmt: skip


def told(row):
    """One past outcome in words."""
    words = [str(row["year"]), Severity(row["severity"]).label, Responsibility(row["responsibility"]).label]
    words += [Mitigation(one).label for one in row["mitigation"]]
    if row["form"] == NOTHING:
        words.append(_("不予问责（%s）") % (Ground(row["ground"]).label if row["ground"] else _("未写明情形")))
    else:
        words.append(Form(row["form"]).label)
    if row["months"]:
        words.append(_("影响期 %d 个月") % row["months"])
    return " · ".join(map(str, words))
