"""A fault, and how it is said to a person."""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SYSTEM = UUID(int=0)


class Fault(NamedTuple):
    """What does not hold. `field` is the committed name of a field, `place` one in the log."""

    why: str
    uid: UUID | None = None
    seq: int | None = None
    field: str = ""
    place: int | None = None
    more: str = ""


FIELDS = {
    "@at": gettext_lazy("时间"),
    "@kind": gettext_lazy("动作"),
    "@actor_id": gettext_lazy("办理人编号"),
    "@actor_name": gettext_lazy("办理人姓名"),
    "@for_id": gettext_lazy("被代理人编号"),
    "@for_name": gettext_lazy("被代理人姓名"),
    "@came_from": gettext_lazy("原环节"),
    "@went_to": gettext_lazy("到达环节"),
    "@item_id": gettext_lazy("待办编号"),
    "@key": gettext_lazy("防重复标识"),
    "opinion": gettext_lazy("意见"),
    "reason": gettext_lazy("理由"),
    "decision": gettext_lazy("决定"),
    "rules": gettext_lazy("规则版本"),
    "changes": gettext_lazy("修改内容"),
    "evidence": gettext_lazy("佐证"),
    "title": gettext_lazy("标题"),
}
WHY = {
    "field": gettext_lazy("字段“%(field)s”被改动过"),
    "gap": gettext_lazy("它前面缺了一条，或次序不对"),
    "previous": gettext_lazy("接不上前一条"),
    "hash": gettext_lazy("内容与哈希不符"),
    "format": gettext_lazy("格式不认识"),
    "body": gettext_lazy("正文的写法被改动过"),
    "salt": gettext_lazy("盐值缺失或多出"),
    "head": gettext_lazy("链的末尾与事项所记的不一致，末尾可能被删去"),
    "missing": gettext_lazy("全部留痕都不见了"),
    "gone": gettext_lazy("在日志里有位置，留痕本身却不见了"),
    "leaf": gettext_lazy("与写入日志时的不同：内容改后重算过哈希"),
    "place": gettext_lazy("日志的位置不连续"),
    "late": gettext_lazy("时间早于它之前已签的检查点，是后来补进去的"),
    "unplaced": gettext_lazy("比它晚的留痕已写入日志，它却没有位置"),
    "tile": gettext_lazy("日志的存储块与留痕不符"),
    "root": gettext_lazy("到检查点为止的日志与当时签名的不一致"),
    "signature": gettext_lazy("检查点的签名不成立"),
    "columns": gettext_lazy("检查点的记录与签名的文本不一致"),
    "order": gettext_lazy("检查点的次序不对：旧的被当作新的放了进来"),
    "shorter": gettext_lazy("日志比留存的检查点短：末尾被删去或回退过"),
    "removed": gettext_lazy("留存的检查点在数据库里不见了"),
    "log": gettext_lazy("日志的长度与位置的数目不一致"),
    "origin": gettext_lazy("检查点属于另一个日志"),
    "stage": gettext_lazy("事项所在环节与最后一条留痕不一致"),
    "rule_text": gettext_lazy("规则版本的内容被改动过"),
    "rules": gettext_lazy("事项的规则版本与留痕所记的不一致"),
    "file": gettext_lazy("文件与收到时的哈希不一致"),
    "file_lost": gettext_lazy("文件不见了"),
    "file_unknown": gettext_lazy("文件记录的哈希不在留痕里"),
    "access": gettext_lazy("查阅记录被改动过"),
}


def words(fault: Fault, name_of) -> str:
    """One sentence; `name_of(uid)` gives the name of a case, or nothing."""
    parts = [_where(fault, name_of), str(WHY[fault.why]) % {"field": _field(fault.field)}]
    return _("%(where)s：%(what)s%(more)s") % {
        "where": parts[0], "what": parts[1], "more": f"（{fault.more}）" if fault.more else "",
    }  # fmt: skip


def _where(fault, name_of):
    place = _("日志第 %(n)s 位") % {"n": fault.place} if fault.place is not None else ""
    if fault.uid is None:
        return place or _("日志")
    case = _("系统留痕") if fault.uid == SYSTEM else _("事项 %(name)s") % {"name": name_of(fault.uid) or fault.uid}
    event = _("第 %(n)s 条留痕") % {"n": fault.seq} if fault.seq else ""
    return " ".join(filter(None, (case, event, place)))


def _field(name):
    bare = name.lstrip("*@")
    known = FIELDS.get(bare) or FIELDS.get("@" + bare)
    return f"{known}（{bare}）" if known else bare
