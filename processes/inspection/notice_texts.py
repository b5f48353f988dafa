"""The words of this process's notices."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "inspection.joined": (_("你已列入督查组：%(title)s"), _("“%(title)s”已把你列入督查组，请先申报利害关系。")),
    "inspection.approved": (_("督查方案已批准：%(title)s"), _("“%(title)s”的方案已批准，请按期实地督查。")),
    "inspection.plan_back": (_("督查方案退回：%(title)s"), _("“%(title)s”的方案已退回。%(reason)s")),
    "inspection.cancelled": (_("督查取消：%(title)s"), _("“%(title)s”已取消。%(reason)s")),
    "inspection.notice": (_("督查通知：%(title)s"), _("将对你单位开展“%(title)s”，不必迎送、不另写材料。")),
    "inspection.feedback": (
        _("督查情况反馈：%(title)s"),
        _("“%(title)s”的初步情况已反馈你单位。请在 10 个工作日内逐条回应；没有回应的按程序继续，不视为认可。"),
    ),
    "inspection.answered": (_("被督查单位已回应：%(title)s"), _("“%(title)s”的回应已收齐或期限届满，请撰写报告。")),
    "inspection.report_back": (_("调研报告退回修改：%(title)s"), _("“%(title)s”的报告已退回。%(reason)s")),
    "inspection.issued": (
        _("督查结论已印发：%(title)s"),
        _("“%(title)s”的结论已印发，问题已交办整改。被督查单位有异议的，可在 30 日内申请复核。"),
    ),
    "inspection.objection": (_("督查结论有异议：%(title)s"), _("“%(title)s”收到复核申请，由没有参加督查的人员复核。")),
    "inspection.late_asked": (
        _("收到逾期复核申请：%(title)s"),
        _("有单位在期限过后对“%(title)s”的结论申请复核，并写明了迟到的原因。请在 5 个工作日内决定是否受理。"),
    ),
    "inspection.late_admitted": (
        _("逾期复核申请已受理：%(title)s"), _("对“%(title)s”的逾期复核申请已受理，由没有参加督查的人员逐点答复。"),
    ),
    "inspection.late_refused": (
        _("逾期复核申请不予受理：%(title)s"),
        _("对“%(title)s”的逾期复核申请不予受理。%(reason)s 有新的正当理由的，可以再次提出。"),
    ),
    "inspection.paused": (_("整改暂停：%(title)s"), _("“%(title)s”中一个问题的整改已由部长决定暂停，等待复核结果。")),
    "inspection.reviewed": (_("复核决定：%(title)s"), _("“%(title)s”的异议已复核并逐点答复，请查看。")),
    "inspection.corrected": (_("更正通报：%(title)s"), _("“%(title)s”的部分结论经复核已更正，原送达范围一并更正。")),
}  # fmt: skip
