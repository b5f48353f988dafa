"""A breakdown as lines of text, one task each, and back: what the page sends, and what works without a script."""

import re
from datetime import date

from django.utils.translation import gettext as _

from processes.task_project import tree

LINE = re.compile(r"^(?P<code>\d+(?:\.\d+)*)[.、．\s]+(?P<title>[^|｜]+)(?P<rest>.*)$")
MARKS = str.maketrans("０１２３４５６７８９％．", "0123456789%.")  # full-width, as typed with a Chinese keyboard


def parse(text, people):
    """Read lines `1.2 title | weight | username | 2026-11-30` into a tree; ValueError says which line is wrong."""
    flat = {}
    for line in filter(str.strip, text.translate(MARKS).splitlines()):
        node = _node(line.strip(), people)
        if node["code"] in flat:
            raise ValueError(_("编号 %s 出现了两次。请改成不同的编号。") % node["code"])
        flat[node["code"]] = node
    return _nested(flat)


def _node(line, people):
    found = LINE.match(line)
    if not found:
        raise ValueError(_("看不懂这一行：“%s”。请按“编号 名称 | 权重 | 账号 | 日期”填写。") % line)
    parts = [part.strip() for part in re.split(r"[|｜]", found["rest"])[1:]]
    node = {"code": found["code"], "title": found["title"].strip(), "done": False}
    while parts and not parts[-1]:
        parts.pop()
    return node | _said(node["title"], parts, people) if parts else node


def _said(title, parts, people):
    if len(parts) not in (1, 3):
        raise ValueError(_("“%s”应有权重、账号和日期三项，请补齐。只有权重的一行是标题。") % title)
    said = {"weight": _whole(title, parts[0])}
    if len(parts) == 3:
        said |= {"owner": _owner(title, parts[1], people), "due": _day(title, parts[2])}
    return said


def _whole(title, text):
    number = text.rstrip("% ")
    if not number.isdigit():
        said = {"title": title, "said": text}
        raise ValueError(_("“%(title)s”的权重“%(said)s”不是整数。请填写 1 至 100 的整数。") % said)
    return int(number)


def _owner(title, text, people):
    if text not in people:
        raise ValueError(_("“%(title)s”的账号“%(said)s”不存在或已停用。请核对。") % {"title": title, "said": text})
    return people[text]


def _day(title, text):
    digits = [part for part in re.split(r"[-/.年月日]", text) if part]
    try:
        return date(*map(int, digits)).isoformat()
    except (ValueError, TypeError):
        said = {"title": title, "said": text}
        raise ValueError(_("“%(title)s”的日期“%(said)s”看不懂。请写成 2026-11-30 的样子。") % said) from None


def _nested(flat):
    roots = []
    for code, node in flat.items():
        above = flat.get(code.rpartition(".")[0])
        if "." in code and above is None:
            raise ValueError(_("编号 %s 没有上一级。请先写上一级的标题，或改编号。") % code)
        (above.setdefault("parts", []) if above else roots).append(node)
    return roots


def text(nodes, usernames):
    """The lines of a tree; `usernames`: id → username."""
    return "\n".join(_line(node, usernames) for _level, node in tree.walk(nodes))


def _line(node, usernames):
    head = f"{node['code']} {node['title']}"
    if node.get("parts"):
        return f"{head} | {node['weight']}" if node.get("weight") else head
    return f"{head} | {node.get('weight', '')} | {usernames.get(node.get('owner'), '')} | {node.get('due', '')}"
