"""The plan of today beside the plan as it was first accepted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Unit, User
from processes.task_project import tree
from workflows import clock


@dataclass
class Line:
    """One task, then and now."""

    code: str
    level: int
    heading: bool
    title: str
    was: dict
    now: dict
    late: bool = False

    @property
    def change(self):
        """What became of the task since the baseline."""
        if not self.was:
            return _("新增")
        if not self.now:
            return _("取消")
        return _("有改动") if self.was != self.now else ""


def of(case):
    """What the page shows: facts then and now, tasks then and now, the changes in between."""
    before = case.baseline.get("wbs", case.wbs)
    names = dict(User.objects.filter(pk__in={*tree.owners(before), *tree.owners(case.wbs)}).values_list("pk", "name"))
    return {
        "facts": _facts(case), "lines": _lines(before, case.wbs, names), "log": _log(case),
        "on": case.baseline.get("on"), "done": tree.done_weight(case.wbs),
        "planned": tree.planned_weight(case.wbs, clock.today()),
    }  # fmt: skip


def _facts(case):
    base = case.baseline
    rows = (
        (_("完成期限"), base.get("due_on"), case.due_on and case.due_on.isoformat()),
        (_("指标"), base.get("metric"), case.metric), (_("牵头单位"), base.get("unit"), str(case.owner_unit or "")),
    )  # fmt: skip
    return [(label, was or "—", now or "—", bool(was) and was != now) for label, was, now in rows]


def _lines(before, now, names):
    old = {node["code"]: (level, node) for level, node in tree.walk(before)}
    new = {node["code"]: (level, node) for level, node in tree.walk(now)}
    today = clock.today().isoformat()
    found = []
    for code in sorted({*old, *new}, key=lambda text: [int(part) for part in text.split(".")]):
        level, node = new.get(code) or old[code]
        was, is_now = (_told(table[code][1], names) if code in table else {} for table in (old, new))
        late = code in new and not node.get("parts") and not node.get("done") and node.get("due", "") < today
        line = Line(code, level, bool(node.get("parts")), node["title"], was, is_now, late)
        line.done, line.note = bool(node.get("done")), node.get("note", "")
        found.append(line)
    return found


def _told(node, names):
    owner = names.get(node.get("owner"), "") if not node.get("parts") else ""
    return {"title": node["title"], "weight": tree.weight(node), "owner": owner, "due": node.get("due", "")}


def _log(case):
    labels = {"due_on": _("完成期限"), "metric": _("指标"), "owner_unit_id": _("牵头单位")}
    units = {pk for row in case.change_log for pk in row["what"].get("owner_unit_id", ())}
    names = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name")) if units else {}
    rows = []
    for row in case.change_log:
        told = [(labels[key], *(names.get(v, v) for v in pair)) for key, pair in row["what"].items() if key in labels]
        rows.append(row | {"day": row["at"][:10], "told": told})
    return rows
