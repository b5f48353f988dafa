"""What the report can take from the field work instead of having it typed again. Pure: a case in, texts out.

The report is an official paper: its words are simplified Chinese, whatever language the page speaks.
"""

from django.utils.translation import override

from processes.inspection import clauses, parts


def of(case):
    """Part of the report → text that visits, topics and findings give for it."""
    with override("zh-hans"):
        found = {"situation": situation(case), "problems": problems(case)}
    return {name: text for name, text in found.items() if text}


def situation(case):
    """Where one was, what was seen by topic, what was done well."""
    visits = list(case.visits.select_related("unit"))
    lines = []
    if visits:
        units = "、".join(dict.fromkeys(str(visit.unit) for visit in visits))
        lines.append(f"督查组走访 {len(visits)} 次，到过{units}。")
    lines += [f"{topic.title}：{topic.note.strip()}" for topic in case.topics.all() if topic.note.strip()]
    good = case.practices.filter(dropped=False).select_related("unit")
    lines += [f"好做法：{row.unit}，{row.text.strip()}" for row in good]
    return "\n".join(lines)


def problems(case):
    """The findings that stand, one to a line."""
    return "\n".join(_line(n, row) for n, row in enumerate(parts.standing(case), 1))


def _line(n, row):
    clause, fact = clauses.title(row.clause), row.fact.strip().rstrip("。")
    return f"{n}．{row.unit}：{fact}（{row.get_severity_display()}，依据 {clause}）。"
