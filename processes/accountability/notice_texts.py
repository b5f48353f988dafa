"""What people are told about a case of accountability. No title: mail and messages name the number alone."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "accountability.opened": (_("已批准启动：%(title)s"), _("“%(title)s”已批准启动。")),
    "accountability.refused": (_("不予启动：%(title)s"), _("“%(title)s”不予启动。理由：%(reason)s")),
    "accountability.withdrawn": (_("已撤回：%(title)s"), _("“%(title)s”由提出人撤回。理由：%(reason)s")),
    "accountability.team": (_("参加调查：%(title)s"), _("你被指定承办或调查“%(title)s”，请查看事项页面。")),
    "accountability.suspected": (
        _("涉嫌违纪违法：%(title)s"), _("“%(title)s”登记了涉嫌违纪违法的情况，请决定是否移送。"),
    ),
    "accountability.transferred": (_("移送：%(title)s"), _("“%(title)s”已移送，请查看。")),
    "accountability.hearing_asked": (_("申请听证：%(title)s"), _("“%(title)s”的被反映人申请听证，请安排。")),
    "accountability.proposed": (
        _("请安排部务会：%(title)s"), _("“%(title)s”已提出拟处理意见，请安排部务会并提前两个工作日送达材料。"),
    ),
    "accountability.approved": (_("县委已批复：%(title)s"), _("“%(title)s”的县委批准或决定已录入。")),
    "accountability.served": (_("已送达：%(title)s"), _("“%(title)s”的决定已送达，本人签收后请开始执行。")),
    "accountability.criticism": (_("收到书面检讨：%(title)s"), _("“%(title)s”已收到书面检讨。")),
    "accountability.appealed": (
        _("提出申诉：%(title)s"), _("“%(title)s”的当事人已申诉；申诉期间不停止执行，你可以决定停止执行。"),
    ),
    "accountability.stayed": (_("停止执行：%(title)s"), _("“%(title)s”在申诉审理期间停止执行。")),
    "accountability.restore": (
        _("请恢复待遇：%(title)s"),
        _("“%(title)s”已经纠正。请在原范围内消除影响，恢复本人的待遇、荣誉和评优资格，有关材料归卷。"),
    ),
    "accountability.reviewed": (_("合规审核意见：%(title)s"), _("“%(title)s”的合规审核意见已出具，请查看。")),
}  # fmt: skip
