"""What people are told about a proposal."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "innovation_hearing.returned": (_("退回修改：%(title)s"), _("“%(title)s”已退回，请修改后再提交。理由：%(reason)s")),
    "innovation_hearing.adjourned": (_("听证续会：%(title)s"), _("“%(title)s”的听证须续会，请安排下一次会期。")),
    "innovation_hearing.voted": (_("表决通过：%(title)s"), _("“%(title)s”经部务会表决通过，进入公示。")),
    "innovation_hearing.deferred": (_("缓议：%(title)s"), _("“%(title)s”缓议，请按期补正再报。理由：%(reason)s")),
    "innovation_hearing.rejected": (
        _("不列入：%(title)s"), _("“%(title)s”不列入；有新的事实的，可在十个工作日内申请一次复议。理由：%(reason)s"),
    ),
    "innovation_hearing.reconsider": (_("申请复议：%(title)s"), _("“%(title)s”的呈报科室申请复议，请安排部务会。")),
    "innovation_hearing.objection": (_("公示异议成立：%(title)s"), _("“%(title)s”的公示异议成立，退回部务会审定。")),
    "innovation_hearing.decided": (_("已有决定：%(title)s"), _("“%(title)s”公示期满，已作决定，请查看事项页面。")),
    "innovation_hearing.remind": (
        _("快到再报日期：%(title)s"), _("“%(title)s”的再报日期是%(until)s，请补正后再报；需要延期的，请先申请。"),
    ),
    "innovation_hearing.late_answered": (_("迟报申请已答复：%(title)s"), _("“%(title)s”的迟报申请已答复，请查看。")),
    "innovation_hearing.more_time": (_("申请延期：%(title)s"), _("“%(title)s”的承办科室申请延期再报，请答复。")),
    "innovation_hearing.more_time_answered": (_("延期已答复：%(title)s"), _("“%(title)s”的延期申请已答复，请查看。")),
}  # fmt: skip
