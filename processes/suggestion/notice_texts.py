"""What submitters are told."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "suggestion.received": (
        _("您的建议已受理：%(title)s"),
        _("您的建议“%(title)s”已登记分类，编号见事项页面，将按期答复。"),
    ),
    "suggestion.transferred": (_("已转有权部门"), _("您反映的内容已转有权部门办理，本系统不再显示内容。")),
    "suggestion.not_taken": (
        _("未予受理：%(title)s"),
        _("“%(title)s”未予受理；如有新的情况，可以重新提交。理由：%(reason)s"),
    ),
    "suggestion.merged": (_("已并案办理：%(title)s"), _("“%(title)s”与另一件相同的建议合并办理，答复会同时告知您。")),
    "suggestion.replied": (
        _("您的建议有了答复：%(title)s"),
        _("“%(title)s”已答复，请查看；十个工作日内可补充意见一次。"),
    ),
    "suggestion.tracked": (_("已纳入采纳跟踪：%(title)s"), _("“%(title)s”已采纳并纳入跟踪，落实情况会告知您。")),
    "suggestion.closed": (_("已办结，请评价：%(title)s"), _("“%(title)s”已办结，请对答复作出评价。")),
    "suggestion.effect": (_("采纳情况告知：%(title)s"), _("“%(title)s”的采纳情况已核实，请查看事项页面。")),
}
