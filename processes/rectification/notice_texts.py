"""The words of this process's notices."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "rectification.accepted": (_("整改已签收：%(title)s"), _("“%(title)s”已由整改单位签收。")),
    "rectification.approved": (_("整改方案已同意：%(title)s"), _("“%(title)s”的整改方案已同意，请按措施和期限办理。")),
    "rectification.returned": (_("整改方案退回：%(title)s"), _("“%(title)s”的整改方案退回修改。%(reason)s")),
    "rectification.owner": (_("你有整改措施要完成：%(title)s"), _("你是“%(title)s”一项措施的责任人，请按期完成。")),
    "rectification.applied": (_("申请销号：%(title)s"), _("“%(title)s”申请销号，等待核查。")),
    "rectification.checking": (_("开始核查：%(title)s"), _("“%(title)s”已开始核查，请配合。")),
    "rectification.failed": (_("核查未通过：%(title)s"), _("“%(title)s”核查未通过，请按差距清单补正后再申请。")),
    "rectification.recommended": (_("待批准销号：%(title)s"), _("“%(title)s”核查合格，建议销号，请批准。")),
    "rectification.struck": (_("已销号：%(title)s"), _("“%(title)s”已批准销号，三个月后回头看。")),
    "rectification.closed": (_("回头看合格：%(title)s"), _("“%(title)s”回头看合格，已办结。")),
    "rectification.rebound": (_("问题反弹：%(title)s"), _("“%(title)s”的问题反弹，重新整改。%(reason)s")),
    "rectification.withdrawn": (_("整改撤回：%(title)s"), _("“%(title)s”的原问题已撤销，整改撤回。%(reason)s")),
    "rectification.amended": (_("问题有更正：%(title)s"), _("“%(title)s”的原问题经复核更正，请核对后继续整改。")),
    "rectification.extended": (_("整改延期：%(title)s"), _("“%(title)s”的整改期限已延长。%(reason)s")),
    "rectification.consult": (_("建议会诊：%(title)s"), _("“%(title)s”三次核查未通过，已提出会诊建议，请研究。")),
    "rectification.topic": (_("建议列为督查选题：%(title)s"), _("“%(title)s”反复反弹，建议列为下次督查选题。")),
}
