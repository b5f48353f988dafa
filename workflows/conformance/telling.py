"""The table of actions in words: a sentence for each cell, and the page docs/conformance.md."""

from django.utils import translation

from workflows import undoing
from workflows.conformance.expected import HERE, RULES, No
from workflows.conformance.table import ACTIONS, BESIDE, INSIDE, PLAIN, STRUCTURES, Spot, reasons

RULE = {"all": "会签", "any": "或签", "sequential": "依次签", "vote": "票签"}
STRUCTURE = {PLAIN: "单独", BESIDE: "并行分支内", INSIDE: "子事项内"}
ACTION = {
    "approve": ("同意", "应同意的人都同意"),
    "reject": ("不同意", "反对达到否决所需"),
    "return_rerun": ("退回后重走", "一人退回经办人，选“从那里重新办理”；经办人再送出"),
    "return_straight": ("退回后直送", "一人退回经办人，选“办完直接送回”；经办人再送出"),
    "resend": ("退回后未改再送", "一人退回经办人，重新办理；没有修改，经办人再送出"),
    "resend_changed": ("退回后改过再送", "一人退回经办人，重新办理；改了签批人看到的内容，经办人再送出"),
    "transfer": ("转办", "甲转给庚"),
    "delegate": ("委派", "甲请庚提意见；庚答复"),
    "add": ("加签", "甲请庚一同签"),
    "remove": ("减签", "经办人减去丙"),
    "withdraw": ("撤回", "发起人撤回"),
    "take_back": ("收回自己的办理", "甲同意；又收回"),
    "suspend": ("暂停与恢复", "流程负责人暂停；又恢复"),
    "timeout": ("超期", "期限届满，系统按规则送审定"),
    "substitute": ("代理人办理", "甲委托的代理人代为同意"),
}
LETTER = {
    "a": "甲", "b": "乙", "c": "丙", "p": "协办人", "h": "经办人", "z": "审定人", "x": "庚", "d": "代理人",
    "o": "发起人",
}  # fmt: skip
STAGE = {"decision": "审定", "rejected": "不通过", "hand": "经办", "withdrawn": "撤回"}
REASON = {
    "settled": "已有结果", "returned": "已退回", "transferred": "已转办", "removed": "已减签", "withdrawn": "已撤回",
    "lapsed": "已超期", "taken_back": "已收回", "resumed": "已恢复", "superseded": "已由他人接替",
    "suspended": "暂停", "delegated": "等答复", "line": "未轮到",
}  # fmt: skip


def sentence(spot):
    """What must happen in a cell, in one sentence."""
    steps, now = ACTION[spot.action][1].split("；"), spot.expected
    if isinstance(now[0], No):
        return f"{steps[0]}：不予办理，说明“{now[0].says}”。"
    told = [f"{what}→{_now(one)}" for what, one in zip(_fit(steps, now), now, strict=True)]
    return "；".join(told) + (_above(spot, now[-1]) if spot.structure == INSIDE else "") + "。"


def _above(spot, now):
    if spot.action == "timeout":
        return "；等待它的事项同时超期，也送审定"
    ended = now.stage in ("rejected", "withdrawn")
    return "；子事项结束，等待它的事项随之不通过" if ended else "；等待它的事项继续等待"


def _fit(steps, now):
    return steps if len(steps) == len(now) else ["，".join(steps)]


def _now(now):
    parts = ["留在本环节" if now.stage == HERE else f"到“{STAGE[now.stage]}”"]
    if now.open:
        parts.append("待办：" + _people(now.open.split()))
    parts += [f"{_people(who)}{REASON[why]}" for why, who in _by_reason(now.waits)]
    closed = [f"{_people(who)}（{REASON[why]}）" for why, who in _by_reason(now.undone)]
    if closed:
        parts.append("未办而结：" + "、".join(closed))
    if now.done:
        parts.append("已办：" + _people(now.done.split()))
    return "，".join(parts)


def _people(letters):
    return "、".join(LETTER[one] for one in letters)


def _by_reason(text):
    found = {}
    for letter, why in reasons(text).items():
        found.setdefault(why, []).append(letter)
    return found.items()


INTRODUCTION = """# 办理动作对照表

本页由 `manage.py conformance --docs` 生成，请勿手工修改。表中每一格都是一项测试
（`tests/conformance/test_actions.py`），在样例流程上真实办理，核对待办、未办而结的原因、已办、期限、留痕，并一直办到办结；
`manage.py conformance` 打印同一张表。

甲、乙、丙依次为本环节签批人，协办人在并行的另一分支签，经办人送签，审定人在签批之后审定，庚是原来不在场的人。
“退回后未改再送”“退回后改过再送”在意见可以沿用的环节里办：签批人看到正文和材料，协办人只看到题目，退回前已签；
看到的内容没有变化的，上次的同意继续有效，不用再签，票签除外。票签须过半数同意。没有写明的，期限照旧；离开本环节时期限重新计算，暂停时期限停走，恢复时顺延。
"""

UNDONE = """留痕里的步骤从不删除，撤销是另办一步；环节没有开放对应动作的，不能撤销，页面上会写明。

| 动作 | 怎样撤销 |
|---|---|
"""
HEAD = "| 规则 | 结构 | 应当怎样 |\n|---|---|---|\n"


def page():
    """The whole page."""
    parts = [INTRODUCTION]
    for action in ACTIONS:
        parts.append(f"## {ACTION[action][0]} `{action}`\n\n{HEAD}{_rows(action)}")
    with translation.override("zh-hans"):
        rows = [f"| {label} `{act}` | {by} |\n" for act, label, by in undoing.rules()]
    parts.append("## 办理之后怎样撤销\n\n" + UNDONE + "".join(rows))
    return "\n".join(parts)


def _rows(action):
    cells = [(rule, where, sentence(Spot(rule, action, where))) for rule in RULES for where in STRUCTURES]
    return "".join(f"| {RULE[rule]} | {STRUCTURE[where]} | {what} |\n" for rule, where, what in cells)


def grid(played):
    """The cells that were played as lines: a row for each action and rule, a column for each structure."""
    marks = {(one.action, one.rule, one.structure): "ok" if one.ok else "FAILS" for one in played}
    rows = dict.fromkeys((one.action, one.rule) for one in played)
    columns = list(dict.fromkeys(one.structure for one in played))
    yield f"{'action':<18}{'rule':<12}" + "".join(f"{name:>8}" for name in columns)
    for action, rule in rows:
        yield f"{action:<18}{rule:<12}" + "".join(f"{marks.get((action, rule, name), '-'):>8}" for name in columns)
