"""Words for what two versions of a process state differently: each fact of a definition, and its value."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from workflows import assign, wording

UNITS = (("wd", gettext_lazy("个工作日")), ("cd", gettext_lazy("天")), ("m", gettext_lazy("个月")))
START, CLAUSE = gettext_lazy("起算"), gettext_lazy("依据")
WHATS = {
    "term": gettext_lazy("办理期限"),
    "minimum": gettext_lazy("最短期限"),
    "urgent": gettext_lazy("加急期限"),
    "quorum": gettext_lazy("法定到会比例"),
    "threshold": gettext_lazy("通过须超过"),
    "floor": gettext_lazy("最少人数"),
    "limit": gettext_lazy("数量"),
    "by": gettext_lazy("由谁办理"),
    "signers": gettext_lazy("由谁签署"),
    "notice": gettext_lazy("通知谁"),
    "act": gettext_lazy("可用操作"),
    "stage": gettext_lazy("环节"),
    "move": gettext_lazy("办理方式"),
    "way": gettext_lazy("去向"),
}
PROCESS = {
    "label": gettext_lazy("名称"),
    "series": gettext_lazy("文号代字"),
    "icon": gettext_lazy("图标"),
    "readers": gettext_lazy("谁可以查看"),
    "starters": gettext_lazy("谁可以发起"),
    "private": gettext_lazy("不明文留痕的项目"),
    "classification": gettext_lazy("知悉范围"),
    "retention": gettext_lazy("保管期限"),
    "summary": gettext_lazy("简介"),
    "owner": gettext_lazy("由谁提请跳转"),
    "urge_every": gettext_lazy("两次催办至少相隔（工作日）"),
    "ends": gettext_lazy("终止、撤回后的环节"),
    "rungs": gettext_lazy("到期前后的自动处理"),
    "renamed": gettext_lazy("环节原来的代码"),
    "confined": gettext_lazy("只从本人页面知悉的角色"),
    "start": gettext_lazy("起始环节"),
    "order": gettext_lazy("环节顺序"),
}
STAGE = {
    "closed": gettext_lazy("到此办结"),
    "secret": gettext_lazy("意见密封"),
    "help": gettext_lazy("办理说明"),
    "parallel": gettext_lazy("并行分支"),
    "sub": gettext_lazy("等待的子事项"),
    "pool": gettext_lazy("候领"),
    "mandatory": gettext_lazy("必经环节"),
    "returns": gettext_lazy("可以退回、重新办理到的环节"),
    "most_returns": gettext_lazy("最多退回几次"),
    "back": gettext_lazy("退回到此时程序执行的步骤"),
    "waits_for": gettext_lazy("期限为谁停走"),
    "extension": gettext_lazy("延期"),
    "rungs": gettext_lazy("到期前后的自动处理"),
    "sees": gettext_lazy("决定所依据的项目"),
    "carries": gettext_lazy("未变的同意意见继续有效"),
    "apart": gettext_lazy("不得由同一人办理的环节"),
    "familiar": gettext_lazy("优先交给哪个环节的办理人"),
    "nobody": gettext_lazy("找不到办理人时"),
    "author": gettext_lazy("办理人就是发起人时"),
    "lends": gettext_lazy("可以代理的本人事务"),
    "repeat": gettext_lazy("同一人再次办理时"),
    "room_acts": gettext_lazy("本人页面上的操作"),
}
MOVE = {
    "duty": gettext_lazy("列入待办"),
    "expires": gettext_lazy("逾期不能办理"),
    "guards": gettext_lazy("程序检查的条件"),
    "effects": gettext_lazy("办理后程序执行的步骤"),
    "form": gettext_lazy("表单"),
    "outcome": gettext_lazy("须有的表决结果"),
    "lapses": gettext_lazy("到期由系统办理"),
    "reason": gettext_lazy("须写明理由"),
    "adverse": gettext_lazy("对当事人不利"),
    "most": gettext_lazy("最多办理几次"),
}
SIGNING = {
    "mode": gettext_lazy("签批方式"),
    "leaves": gettext_lazy("结果的去向"),
    "licenses": gettext_lazy("许可办理的结果"),
    "sitting": gettext_lazy("在何种会议上表决"),
    "head": gettext_lazy("末位表态的人"),
    "weights": gettext_lazy("每票的分量"),
    "base": gettext_lazy("计算比例的基数"),
    "veto": gettext_lazy("一票否决的人"),
    "abstains": gettext_lazy("可以弃权"),
    "rejection": gettext_lazy("有人不同意时"),
    "early": gettext_lazy("结果已定即结束"),
    "secret": gettext_lazy("无记名"),
    "recused": gettext_lazy("回避的人是否仍计入应到"),
    "unmet": gettext_lazy("到会人数不能达到时"),
    "sees": gettext_lazy("决定所依据的项目"),
}
WHATS |= {f"process.{name}": label for name, label in PROCESS.items()}
WHATS |= {f"stage.{name}": label for name, label in STAGE.items()}
WHATS |= {f"move.{name}": label for name, label in MOVE.items()}
WHATS |= {f"signing.{name}": label for name, label in SIGNING.items()}
WHATS |= {f"{term}.start": START for term in ("term", "urgent", "minimum")}
WHATS |= {f"{term}.clause": CLAUSE for term in ("term", "urgent", "minimum", "limit")}
VALUES = {
    "stage.pool": {True: gettext_lazy("须先领取"), "may": gettext_lazy("可以领取")},
    "signing.mode": {
        "all": gettext_lazy("会签"), "any": gettext_lazy("或签"),
        "sequential": gettext_lazy("依次签批"), "vote": gettext_lazy("票签"),
    },
    "signing.base": {"entitled": gettext_lazy("应到"), "present": gettext_lazy("实到")},
    "signing.recused": {"shrink": gettext_lazy("不计入"), "keep": gettext_lazy("计入")},
    "signing.rejection": {"ends": gettext_lazy("签批结束"), "vote": gettext_lazy("计为一票")},
    "signing.unmet": {"above": gettext_lazy("报上一级决定")},
}  # fmt: skip
YES, NO, NOTHING = pgettext_lazy("fact", "是"), pgettext_lazy("fact", "否"), gettext_lazy("无")


def told(found):
    """A difference of two versions in words: (place, what, before, after)."""
    values = (value(found.what, one) for one in (found.before, found.after))
    return _place(found), WHATS[found.what.partition(":")[0]], *values


def _place(found):
    label = str(wording.ACTS.get(found.label, found.label) if found.what == "act" else _(found.label))
    where = _(found.where) if found.where else ""
    return _("%(stage)s：%(label)s") % {"stage": where, "label": label} if where and where != label else label


def value(what, said):
    """What a version states, in words; codes of the program stay as they are."""
    if isinstance(said, str | bool) and said in VALUES.get(what, {}):
        return VALUES[what][said]
    if isinstance(said, bool):
        return YES if said else NO
    if said in (None, "", [], {}):
        return NOTHING
    if isinstance(said, dict):
        return _length(said) if set(said) == {"n", "unit"} else _pairs(what, said)
    if isinstance(said, list | tuple):
        return _list(what, said)
    if isinstance(said, str):
        return _(assign.role_label(said))
    return str(said)


def _length(said):
    return f"{said['n']} {dict(UNITS)[said['unit']]}"


def _list(what, said):
    if all(isinstance(one, int) for one in said):
        return "/".join(map(str, said))
    return _("、").join(str(value(what, one)) for one in said)


def _pairs(what, said):
    """A fact of several parts, each with its name."""
    return _("；").join(f"{assign.role_label(name)}：{value(what, one)}" for name, one in said.items())
