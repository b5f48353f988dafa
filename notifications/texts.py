"""Notices in words: a topic and its parameters, put together in the reader's language when they read.

A process words topics of its own in a module `notice_texts.py` with a dictionary `TEXTS`, topic → (subject, detail).
"""

from collections import defaultdict
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

COMMON = {
    "work.assigned": (_("新的待办：%(title)s"), _("“%(title)s”到了“%(stage)s”环节，等你办理。")),
    "work.reassigned": (_("待办转给了你：%(title)s"), _("“%(title)s”的“%(stage)s”环节改由你办理。%(reason)s")),
    "work.withdrawn": (_("待办已收回：%(title)s"), _("“%(title)s”的“%(stage)s”环节不再需要你办理。%(reason)s")),
    "work.carried": (
        _("你的意见继续有效：%(title)s"),
        _("“%(title)s”再次到了“%(stage)s”环节，你看到的内容没有变化，上次同意的意见继续有效，不用再签。"),
    ),
    "work.by_agent": (
        _("已代办：%(title)s"),
        _("%(actor)s代你办理了“%(title)s”（%(stage)s）。可在事项的办理过程中查看。"),
    ),
    "work.urged": (_("催办：%(title)s"), _("%(actor)s催办“%(title)s”（%(stage)s），请抓紧办理。%(reason)s")),
    "work.delegated": (
        _("%(actor)s征求你的意见：%(title)s"),
        _("%(actor)s在办理“%(title)s”（%(stage)s），请你提出意见：%(reason)s"),
    ),
    "work.given_back": (_("意见已反馈：%(title)s"), _("%(actor)s对“%(title)s”反馈了意见，请你继续办理。%(reason)s")),
    "case.circulated": (_("传阅：%(title)s"), _("%(actor)s请你阅看“%(title)s”（%(stage)s）。%(reason)s")),
    "case.copied": (_("抄送：%(title)s"), _("%(actor)s把“%(title)s”抄送给你（%(stage)s），供知悉。%(reason)s")),
    "case.replied": (_("传阅已回复：%(title)s"), _("%(actor)s对“%(title)s”的传阅作了回复。%(reason)s")),
    "case.admitted": (_("准予知悉：%(title)s"), _("%(actor)s准予你查看“%(title)s”：%(reason)s")),
    "case.emergency": (
        _("应急查阅：%(title)s"),
        _("两名管理员（%(actor)s）应急开放“%(title)s”：%(reason)s"),
    ),  # fmt: skip
    "case.mentioned": (_("有人提到你：%(title)s"), _("%(actor)s在“%(title)s”（%(stage)s）的说明中提到你：%(reason)s")),
    "room.answered": (_("与你有关的事项有新的答复"), _("请到“与我有关的事项”查看 %(number)s 的答复。")),
    "room.released": (_("与你有关的事项有新的证据可看"), _("请到“与我有关的事项”查看 %(number)s 向你出示的证据。")),
    "defence.soon": (
        _("陈述申辩期限将于%(due)s届满"),
        _(
            "与你有关的事项 %(number)s，陈述申辩期限将于%(due)s届满。"
            "请到“与我有关的事项”提交；也可以书面、当面提出，或书面放弃。"
        ),
    ),
    "defence.stated": (_("收到陈述申辩：%(title)s"), _("“%(title)s”收到陈述申辩，请逐条答复。")),
    "clarification.asked": (_("有人申请澄清：%(title)s"), _("“%(title)s”收到澄清正名的申请，请答复。")),
    "work.taken": (_("已由他人办理：%(title)s"), _("“%(title)s”的“%(stage)s”环节已由%(actor)s办理。")),
    "due.soon": (_("即将到期：%(title)s"), _("“%(title)s”的“%(stage)s”环节将于%(due)s到期。")),
    "due.late": (_("已超期：%(title)s"), _("“%(title)s”的“%(stage)s”环节已于%(due)s到期，尚未办结。")),
    "ladder.soon": (
        _("即将到期：%(title)s"),
        _("系统自动提醒：“%(title)s”的“%(stage)s”环节将于%(due)s到期，请按时办理。"),
    ),
    "ladder.late": (
        _("催办单：%(title)s已超期"),
        _("系统自动催办：“%(title)s”的“%(stage)s”环节已于%(due)s到期，超期%(days)s个工作日，尚未办结。"),
    ),
    "ladder.escalated": (
        _("下属事项逾期：%(title)s"),
        _("“%(title)s”应于%(due)s办结，已逾期%(days)s个工作日，仍由你的下属办理。请督促办理。"),
    ),
    "ladder.listed": (
        _("列入督查通报：%(title)s"),
        _("系统自动提醒：“%(title)s”的“%(stage)s”环节已于%(due)s到期，超期%(days)s个工作日，列入督查通报名单。"),
    ),
    "ladder.proposed": (
        _("请决定是否立项督查：%(title)s"),
        _("系统自动提请：“%(title)s”的“%(stage)s”环节超期%(days)s个工作日，是否立项督查，请你决定。"),
    ),
    "ladder.approved": (
        _("已同意立项督查：%(title)s"),
        _("分管副部长同意对“%(title)s”立项督查，请督查室办理立项。%(reason)s"),
    ),
    "due.changed": (_("期限有变：%(title)s"), _("“%(title)s”的“%(stage)s”环节改为%(due)s到期。%(reason)s")),
    "due.lapsed": (_("逾期自动流转：%(title)s"), _("“%(title)s”期满未办，系统已按规则“%(move)s”。")),
    "case.moved": (_("有新进展：%(title)s"), _("“%(title)s”已“%(move)s”，现处于“%(stage)s”。%(reason)s")),
    "case.closed": (_("已办结：%(title)s"), _("“%(title)s”已“%(move)s”，事项办结。%(reason)s")),
    "case.returned": (
        _("退回：%(title)s"),
        _("%(actor)s把“%(title)s”从“%(left)s”退回到“%(stage)s”。%(reason)s"),
    ),
    "case.withdrawn": (_("已撤回：%(title)s"), _("%(actor)s撤回了“%(title)s”，你不必再办理。%(reason)s")),
    "case.taken_back": (
        _("已收回：%(title)s"),
        _("%(actor)s收回了刚才的办理，“%(title)s”回到“%(stage)s”，你不必再办理。"),
    ),
    "case.suspended": (_("已暂停：%(title)s"), _("%(actor)s暂停办理“%(title)s”，期限停止计算。%(reason)s")),
    "case.resumed": (_("已恢复：%(title)s"), _("“%(title)s”恢复办理，期限相应顺延。%(reason)s")),
    "case.terminated": (_("已终止：%(title)s"), _("%(actor)s终止了“%(title)s”，你不必再办理。%(reason)s")),
    "case.reopened": (_("重新办理：%(title)s"), _("%(actor)s重新启动“%(title)s”，现处于“%(stage)s”。%(reason)s")),
    "jump.asked": (
        _("请决定是否跳转：%(title)s"),
        _("%(actor)s提请把“%(title)s”从“%(left)s”跳到“%(stage)s”，请你决定。%(reason)s"),
    ),
    "jump.decided": (_("跳转提请已决定：%(title)s"), _("关于“%(title)s”跳转的提请已有决定，请查看。%(reason)s")),
    "extension.asked": (
        _("请决定是否延期：%(title)s"),
        _("%(actor)s申请把“%(title)s”的期限延长到%(until)s，请你决定。%(reason)s"),
    ),
    "extension.decided": (
        _("延期申请已决定：%(title)s"),
        _("关于“%(title)s”的延期申请已有决定，现在的期限是%(due)s。%(reason)s"),
    ),
    "case.linked": (_("新的关联事项：%(title)s"), _("“%(title)s”与另一事项建立了关联。%(reason)s")),
    "case.appointed": (_("你已被指定：%(title)s"), _("你在“%(title)s”中担任%(role)s。")),
    "sitting.called": (_("会议通知：%(title)s"), _("“%(title)s”定于%(when)s在%(place)s开会，请你出席。")),
    "sitting.changed": (_("会议有变：%(title)s"), _("“%(title)s”的会议改为%(when)s，地点%(place)s。%(reason)s")),
    "papers.served": (_("送达通知：%(title)s"), _("“%(title)s”有材料送达你，请登录签收。")),
    "recusal.asked": (
        _("有人申请回避：%(title)s"),
        _("在“%(title)s”中，有人申请%(person)s回避。决定作出前，此人不能办理。"),
    ),
    "recusal.decided": (_("回避申请已决定：%(title)s"), _("在“%(title)s”中申请%(person)s回避一事已有决定，请查看。")),
    "record.to_sign": (_("笔录待签字：%(title)s"), _("“%(title)s”的笔录已完成，请核对并签字。")),
    "record.amend": (_("笔录有修改意见：%(title)s"), _("%(who)s对“%(title)s”的笔录提出修改意见，请核对。")),
    "vote.open": (_("开始表决：%(title)s"), _("“%(title)s”开始表决，请逐项表决。")),
    "vote.settled": (_("表决已有结果：%(title)s"), _("“%(title)s”的表决已有结果，请按结果办理。")),
    "vote.void": (_("表决作废：%(title)s"), _("“%(title)s”的表决作废，须重新表决。%(reason)s")),
    "import.done": (_("导入完成"), _("导入完成，共%(count)s条。")),
    "import.failed": (_("导入没有完成"), _("导入没有完成：%(reason)s请修改后重新上传。")),
}
ANY = (_("有新进展：%(title)s"), _("“%(title)s”有新进展：%(move)s（现处于“%(stage)s”）。%(reason)s"))
# All that may be said where others could read along, in mail for one.
SECRET = (_("事项%(number)s有新动态"), _("事项%(number)s有一项变化需要你查看。请登录督办系统办理；本通知不载明内容。"))
ROOM = (_("与你有关的事项有新的情况"), _("请到“与我有关的事项”查看 %(number)s，那里写明送达的材料、期限和你的权利。"))
UNSEEN = (
    _("一条通知的内容已不显示"),
    _("它说的事项你现在看不到：可能调整了知悉范围，或者你已不再参与办理。如有疑问，请问当时的经办人。"),
)
LABELS = ("stage", "move", "role")  # parameters that are messages themselves
UNNUMBERED = _("（未编号）")


@cache
def _all():
    found = dict(COMMON)
    for config in apps.get_app_configs():
        name = f"{config.name}.notice_texts"
        if find_spec(name):
            found |= import_module(name).TEXTS
    return found


def known(topic) -> bool:
    """Whether a topic has words of its own; the check of definitions asks this."""
    return topic in _all()


def words(topic, params) -> tuple[str, str]:
    """Subject and detail of a notice in the active language; what is not known is left blank."""
    return _filled(_all().get(topic, ANY), params)


def room_words(topic, number) -> tuple[str, str]:
    """Subject and detail for whom a case is about; a process may word topics of its own, `room.…`, with a number."""
    pair = _all().get(topic, ROOM) if topic.startswith("room.") else ROOM
    return _filled(pair, {"number": number or UNNUMBERED})


def desk_words(topic):
    """Subject and detail of what leads to the reader's own desk and names no case, or None: `desk.…`."""
    pair = _all().get(topic) if topic.startswith("desk.") else None
    return _filled(pair, {}) if pair else None


def sealed_words(number) -> tuple[str, str]:
    """Subject and detail that name nothing but the case's number."""
    return _filled(SECRET, {"number": number or UNNUMBERED})


def unseen_words() -> tuple[str, str]:
    """Subject and detail of a notice about a case that its reader may not see: not even its number."""
    return _filled(UNSEEN, {})


def _filled(pair, params):
    said = {name: gettext(value) if name in LABELS and value else value for name, value in params.items()}
    return tuple((str(text) % defaultdict(str, said)).strip() for text in pair)
