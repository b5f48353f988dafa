"""The table of causes and measures: what a row needs, how it is decided, what became of it. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from processes.consultation import limits
from processes.consultation.choices import ACCEPTED, CAUSE_KINDS, CHANGED, CONFIDENCE, CROSS, DECLINED, PROJECT, RULINGS

CAUSE, MEASURE = ("cause", "kind", "confidence"), ("content", "owner", "due", "metric", "cross")
TAKEN = (ACCEPTED, CHANGED)
CHANGEABLE = ("content", "owner", "due", "metric")


def day(text):
    """A date from its ISO text, or None."""
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None


def kept(rows, parts):
    """Rows with nothing but the parts of the table, blank ones left out."""
    found = [{part: _plain(row.get(part, "")) for part in parts} for row in rows]
    return [row for row in found if any(str(row[part]).strip() for part in parts if part != "cross")]


def _plain(value):
    return value.strip() if isinstance(value, str) else value


def wrong_words(causes, measures):
    """The first word that no list has, in a sentence; half-written rows are no fault yet."""
    if len(causes) > limits.MOST_ROWS or len(measures) > limits.MOST_ROWS:
        return _("原因、对策各至多 %d 行，没有保存。请合并相近的内容。") % limits.MOST_ROWS
    for n, row in enumerate(causes, start=1):
        if row["kind"] not in _codes(CAUSE_KINDS) or row["confidence"] not in _codes(CONFIDENCE):
            return _("原因第 %d 行的类型或把握不在可选范围内，没有保存。请重新选择。") % n
    for n, row in enumerate(measures, start=1):
        if row["due"] and not day(row["due"]):
            return _("对策第 %d 行的期限请写成 2027-03-31 这样，没有保存。") % n
        if row["cross"] not in _codes(CROSS):
            return _("对策第 %d 行“跨单位经费或编制”请选择涉及或不涉及，没有保存。") % n
    return ""


def _codes(choices):
    return {"", *(code for code, _label in choices)}


def lacking(causes, measures, today):
    """Why the table is not complete yet, or "": each row names its number."""
    if len(causes) < limits.CAUSES or len(measures) < limits.MEASURES:
        return _("原因、对策各至少一条，没有形成意见。请先填写原因和对策表。")
    for n, row in enumerate(causes, start=1):
        if len(row["cause"]) < 4 or not row["kind"] or not row["confidence"]:
            return _("原因第 %d 行还没有写清：原因、类型和把握都要填，没有形成意见。") % n
    return next(filter(None, (_measure_lacks(n, row, today) for n, row in enumerate(measures, start=1))), "")


def _measure_lacks(n, row, today):
    if len(row["content"]) < 4 or not row["owner"] or len(row["metric"]) < 2:
        return _("对策第 %d 行还没有写清：对策、责任单位和效果指标都要填，没有形成意见。") % n
    due = day(row["due"])
    if not due or due <= today:
        return _("对策第 %d 行的完成期限没有填，或者不在今天之后，没有形成意见。请选择以后的日期。") % n
    return ""


def crossing(measures):
    """Measures that touch money or staff of several units."""
    return [row for row in measures if row.get("cross")]


def taken(measures):
    """Measures that were accepted, as they are or changed."""
    return [row for row in measures if row.get("ruling") in TAKEN]


def ruled(measures, rulings, names=None):
    """The measures with what was decided of each. `names`: id → name of the units that may answer for one."""
    return [row | _ruling(row, said, names or {}) for row, said in zip(measures, rulings, strict=True)]


def _ruling(row, said, names):
    final = {part: row[part] for part in (*CHANGEABLE, "owner_name")}
    if said["ruling"] == CHANGED:
        final |= {part: value for part in CHANGEABLE if (value := said.get(part))}
        if said.get("owner"):
            final["owner"] = int(said["owner"])
            final["owner_name"] = names.get(final["owner"], "")
    more = {
        "ruling": said["ruling"],
        "ruling_reason": said.get("reason", "").strip(),
        "way": said.get("way") or PROJECT,
    }
    return more | {"final": final}


def bad_ruling(measures, rulings, today):
    """Why what was said of the measures is not enough, or ""."""
    if len(rulings) != len(measures):
        return _("共有 %(all)d 条对策，只决定了 %(n)d 条，没有定策。请逐条决定。") % {
            "all": len(measures), "n": len(rulings)}  # fmt: skip
    for n, said in enumerate(rulings, start=1):
        if said.get("ruling") not in _codes(RULINGS) - {""}:
            return _("对策第 %d 条还没有决定，没有定策。请选择采纳、修改后采纳或不采纳。") % n
        if said["ruling"] in (CHANGED, DECLINED) and len(said.get("reason", "").strip()) < 4:
            return _("对策第 %d 条修改或不采纳，须写明理由，没有定策。") % n
        if said["ruling"] == CHANGED and not any(said.get(part) for part in CHANGEABLE):
            return _("对策第 %d 条选了修改后采纳，却没有写改了什么，没有定策。") % n
        if said.get("due") and day(said["due"]) <= today:
            return _("对策第 %d 条新的期限不在今天之后，没有定策。请重新选择。") % n
    if all(said["ruling"] == DECLINED for said in rulings):
        return _("没有采纳任何对策，不能定策。都不可行的，请退回再会诊并写明理由。")
    return ""


def last_due(measures, rulings=()):
    """The latest date among the measures taken."""
    rows = taken(ruled(measures, rulings)) if rulings else [row | {"final": row} for row in measures]
    return max((found for row in rows if (found := day(row["final"]["due"]))), default=None)


def stripped(measures):
    """The measures as they stood before anybody decided on them: the start of another round."""
    return [{part: row.get(part, "") for part in (*MEASURE, "owner_name")} for row in measures]
