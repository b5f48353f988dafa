"""The work breakdown: a tree of tasks with weights, owners and dates. Pure."""

from datetime import date

from django.utils.translation import gettext as _

DEEPEST, WHOLE = 4, 100


def leaves(nodes):
    """Tasks that are not broken down further, in order."""
    return [leaf for node in nodes for leaf in (leaves(node["parts"]) if node.get("parts") else [node])]


def walk(nodes, level=1):
    """(level, node) of every node, from above to below."""
    for node in nodes:
        yield level, node
        yield from walk(node.get("parts", ()), level + 1)


def depth(nodes):
    """How many levels the tree has."""
    return max((level for level, _node in walk(nodes)), default=0)


def weight(node):
    """The weight of a node: its own, or what its parts add up to."""
    return sum(map(weight, node["parts"])) if node.get("parts") else node.get("weight", 0)


def fault(nodes):
    """The first thing wrong with a breakdown, as a sentence, or ""."""
    found = leaves(nodes)
    if not found:
        return _("还没有分解任务，计划没有提交。请至少列出一项任务。")
    if depth(nodes) > DEEPEST:
        return _("任务分解超过 %d 级，计划没有提交。请合并层级。") % DEEPEST
    bare = next((leaf["title"] for leaf in found if not leaf.get("owner") or not leaf.get("due")), "")
    if bare:
        return _("“%s”没有责任人或期限，计划没有提交。请补充后再提交。") % bare
    idle = next((leaf["title"] for leaf in found if leaf.get("weight", 0) < 1), "")
    if idle:
        return _("“%s”的权重不足 1，计划没有提交。请填写 1 至 100 的整数。") % idle
    return _unbalanced(nodes) or _not_whole(nodes)


def _unbalanced(nodes):
    """A heading that states a weight holds its parts to it: there the missing part is named."""
    for _level, node in walk(nodes):
        said, summed = node.get("weight"), weight(node)
        if node.get("parts") and said and said != summed:
            told = {"title": f"{node['code']} {node['title']}", "sum": summed, "said": said, "gap": _gap(summed, said)}
            return _("“%(title)s”下各项合计 %(sum)s，应为 %(said)s，%(gap)s，计划没有提交。请调整权重。") % told
    return ""


def _not_whole(nodes):
    total = sum(map(weight, nodes))
    if total == WHOLE:
        return ""
    parts = "、".join(f"{node['code']} {node['title']} {weight(node)}" for node in nodes)
    said = _("各项任务权重合计为 %(total)s，应为 100，%(gap)s（%(parts)s），计划没有提交。请调整权重。")
    return said % {"total": total, "gap": _gap(total, WHOLE), "parts": parts}


def _gap(total, should):
    return _("还差 %d") % (should - total) if total < should else _("多出 %d") % (total - should)


def late(nodes, last):
    """Titles of tasks due after the project itself."""
    return [leaf["title"] for leaf in leaves(nodes) if last and date.fromisoformat(leaf["due"]) > last]


def seeded(milestones):
    """Milestones of where a project comes from, as tasks that still need a weight and an owner."""
    return [
        {"code": str(n), "title": row.get("name") or row.get("title", ""), "due": row.get("due", ""), "done": False}
        for n, row in enumerate(milestones, start=1)
        if row.get("name") or row.get("title")
    ]


def done_weight(nodes):
    """The weight of what is done, of 100."""
    return sum(leaf["weight"] for leaf in leaves(nodes) if leaf.get("done"))


def planned_weight(nodes, day):
    """The weight of what should be done before `day`, of 100: on its last day a task is not yet late."""
    return sum(leaf["weight"] for leaf in leaves(nodes) if date.fromisoformat(leaf["due"]) < day)


def owners(nodes):
    """Ids of the people who own a task."""
    return list(dict.fromkeys(leaf["owner"] for leaf in leaves(nodes) if leaf.get("owner")))


def finished(nodes, code, note):
    """The same tree with one task done; KeyError if it has no such open task."""
    if not any(leaf["code"] == code and not leaf.get("done") for leaf in leaves(nodes)):
        raise KeyError(code)
    return [_with(node, code, note) for node in nodes]


def _with(node, code, note):
    if node.get("parts"):
        return node | {"parts": [_with(part, code, note) for part in node["parts"]]}
    return node | {"done": True, "note": note} if node["code"] == code else node


def keeping(nodes, before):
    """The new tree, in which what was done stays done."""
    for leaf in leaves(before):
        if leaf.get("done") and any(leaf["code"] == new["code"] for new in leaves(nodes)):
            nodes = finished(nodes, leaf["code"], leaf.get("note", ""))
    return nodes


def lost(nodes, before):
    """Titles of done tasks that a new tree no longer has."""
    kept = {leaf["code"] for leaf in leaves(nodes)}
    return [leaf["title"] for leaf in leaves(before) if leaf.get("done") and leaf["code"] not in kept]
