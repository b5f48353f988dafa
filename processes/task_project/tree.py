"""The work breakdown: a tree of tasks with weights, owners and dates. Pure."""

import re
from datetime import date

from django.utils.translation import gettext as _

DEEPEST, WHOLE = 4, 100
LINE = re.compile(r"^(?P<code>\d+(?:\.\d+)*)[.、\s]+(?P<title>[^|｜]+)(?P<rest>.*)$")


def leaves(nodes):
    """Tasks that are not broken down further, in order."""
    return [leaf for node in nodes for leaf in (leaves(node["parts"]) if node.get("parts") else [node])]


def depth(nodes):
    """How many levels the tree has."""
    return 1 + max((depth(node.get("parts", ())) for node in nodes), default=0) if nodes else 0


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
    total = sum(leaf.get("weight", 0) for leaf in found)
    if total != WHOLE:
        return _("各项任务权重合计为 %(total)s，应为 100，计划没有提交。请调整权重。") % {"total": total}
    return ""


def late(nodes, last):
    """Titles of tasks due after the project itself."""
    return [leaf["title"] for leaf in leaves(nodes) if last and date.fromisoformat(leaf["due"]) > last]


def done_weight(nodes):
    """The weight of what is done, of 100."""
    return sum(leaf["weight"] for leaf in leaves(nodes) if leaf.get("done"))


def planned_weight(nodes, day):
    """The weight of what should be done by `day`, of 100."""
    return sum(leaf["weight"] for leaf in leaves(nodes) if date.fromisoformat(leaf["due"]) <= day)


def owners(nodes):
    """Ids of the people who own a task."""
    return list(dict.fromkeys(leaf["owner"] for leaf in leaves(nodes)))


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


def parse(text, people):
    """Read lines `1.2 title | weight | username | 2026-11-30` into a tree; ValueError says which line is wrong."""
    flat = {}
    for line in filter(str.strip, text.splitlines()):
        node = _node(line.strip(), people)
        flat[node["code"]] = node
    return _nested(flat)


def _node(line, people):
    found = LINE.match(line)
    if not found:
        raise ValueError(_("看不懂这一行：“%s”。请按“编号 名称 | 权重 | 账号 | 日期”填写。") % line)
    parts = [part.strip() for part in re.split(r"[|｜]", found["rest"])[1:]]
    node = {"code": found["code"], "title": found["title"].strip(), "done": False}
    if parts:
        try:
            weight, owner, due = parts
            node |= {"weight": int(weight), "owner": people[owner], "due": date.fromisoformat(due).isoformat()}
        except (ValueError, KeyError):
            raise ValueError(_("“%s”的权重、账号或日期不对，请核对。") % node["title"]) from None
    return node


def _nested(flat):
    roots = []
    for code, node in flat.items():
        above = flat.get(code.rpartition(".")[0])
        (above.setdefault("parts", []) if above else roots).append(node)
    return roots
