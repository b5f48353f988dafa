"""What the report can take from the field work instead of having it typed again. Pure: a case in, texts out."""

from django.utils.translation import gettext as _

from processes.inspection import clauses, parts


def of(case):
    """Part of the report → text that visits, topics and findings give for it."""
    found = {"situation": situation(case), "problems": problems(case)}
    return {name: text for name, text in found.items() if text}


def situation(case):
    """Where one was, what was seen by topic, what was done well."""
    visits = list(case.visits.select_related("unit"))
    lines = []
    if visits:
        units = "、".join(dict.fromkeys(str(visit.unit) for visit in visits))
        lines.append(_("督查组走访 %(n)d 次，到过%(units)s。") % {"n": len(visits), "units": units})
    lines += [f"{topic.title}：{topic.note.strip()}" for topic in case.topics.all() if topic.note.strip()]
    good = case.practices.filter(dropped=False).select_related("unit")
    lines += [_("好做法：%(unit)s，%(text)s") % {"unit": row.unit, "text": row.text.strip()} for row in good]
    return "\n".join(lines)


def problems(case):
    """The findings that stand, one to a line."""
    return "\n".join(_line(n, row) for n, row in enumerate(parts.standing(case), 1))


def _line(n, row):
    words = {
        "n": n, "unit": row.unit, "fact": row.fact.strip().rstrip("。"), "severity": row.get_severity_display(),
        "clause": clauses.title(row.clause),
    }  # fmt: skip
    return _("%(n)d．%(unit)s：%(fact)s（%(severity)s，依据 %(clause)s）。") % words
