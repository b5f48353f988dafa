"""What people are told about a consultation."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "consultation.approved": (_("同意会诊：%(title)s"), _("“%(title)s”已同意会诊，请按分工准备。")),
    "consultation.declined": (
        _("不予会诊：%(title)s"), _("“%(title)s”不予会诊。理由：%(reason)s有新的事实的，可以重新申请。"),
    ),
    "consultation.withdrawn": (_("会诊撤回：%(title)s"), _("申请人撤回了“%(title)s”的会诊申请。理由：%(reason)s")),
    "consultation.reopened": (_("重新申请会诊：%(title)s"), _("“%(title)s”有新的事实，重新申请会诊，请决定。")),
    "consultation.described": (_("承办单位已自述：%(title)s"), _("“%(title)s”的承办单位已提交自述，请查看。")),
    "consultation.opened": (
        _("会诊开始：%(title)s"), _("“%(title)s”会诊已开始，请在截止前提交你的意见；揭示前别人看不到。"),
    ),
    "consultation.revealed": (_("会诊意见已揭示：%(title)s"), _("“%(title)s”的会诊意见已一并揭示，请查看。")),
    "consultation.more_info": (_("补充资料：%(title)s"), _("“%(title)s”会诊中断，需要补充资料，请查看清单。")),
    "consultation.concluded": (_("形成会诊意见：%(title)s"), _("“%(title)s”已形成会诊意见，待定策。")),
    "consultation.decided": (_("已定策：%(title)s"), _("“%(title)s”的对策已逐条决定，请查看采纳情况和理由。")),
    "consultation.sent_back": (_("再会诊：%(title)s"), _("“%(title)s”退回再会诊。理由：%(reason)s")),
    "consultation.tracked": (_("开始跟踪问效：%(title)s"), _("“%(title)s”进入跟踪问效，每月登记一次。")),
    "consultation.confirmed": (_("效果已确认：%(title)s"), _("“%(title)s”有了确认意见，请查看。")),
    "consultation.cured": (_("会诊办结：%(title)s"), _("“%(title)s”指标达到，会诊办结，已入病例库。")),
    "consultation.relapsed": (_("复诊：%(title)s"), _("“%(title)s”到期未达到指标，启动下一轮会诊。理由：%(reason)s")),
    "consultation.escalated": (_("转报县委：%(title)s"), _("“%(title)s”两轮会诊仍未见效，已转报县委。")),
    "consultation.reported": (_("会诊未解，转报：%(title)s"), _("“%(title)s”两轮会诊仍未见效，报请县委研究。")),
}  # fmt: skip
