"""The words of this process's notices."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "admonition.returned": (_("退回补正：%(title)s"), _("“%(title)s”退回补正，请修改内容后再送审。%(reason)s")),
    "admonition.not_consented": (
        _("县委没有同意：%(title)s"), _("县委没有同意“%(title)s”，请研究是否不予实施或修改。"),
    ),
    "admonition.approved": (_("已批准：%(title)s"), _("“%(title)s”已批准，请在 5 个工作日内送达本人。")),
    "admonition.refused": (_("不予实施：%(title)s"), _("“%(title)s”不予实施。%(reason)s")),
    "admonition.withdrawn": (_("已撤回：%(title)s"), _("“%(title)s”由提出人撤回。%(reason)s")),
    "admonition.issued": (_("已送达：%(title)s"), _("“%(title)s”的文书已送达本人。")),
    "admonition.served": (_("有文书送达给你：%(title)s"), _("有一份文书送达给你，请查看事项、依据、期限和你的权利。")),
    "admonition.talked": (_("已谈话：%(title)s"), _("“%(title)s”已谈话，谈话记录已归入事项。")),
    "admonition.self_checked": (_("已交书面检查：%(title)s"), _("“%(title)s”的谈话后续已完成，请研究结果。")),
    "admonition.remind_reply": (_("请按期说明：%(title)s"), _("请在期限内提交书面说明；有正当理由的可以申请延期。")),
    "admonition.countersigned": (_("说明已签署：%(title)s"), _("单位主要负责人已签署意见，请提交书面说明。")),
    "admonition.replied": (_("已书面说明：%(title)s"), _("“%(title)s”已收到书面说明，请研判。")),
    "admonition.unanswered": (_("期满没有答复：%(title)s"), _("“%(title)s”期满没有答复，按未说明处理，不等于承认。")),
    "admonition.asked_again": (_("需要补充说明：%(title)s"), _("“%(title)s”还有问题需要说明，期限重新计算。")),
    "admonition.assessed": (_("已研判：%(title)s"), _("“%(title)s”已有研判意见，请决定。")),
    "admonition.explained": (_("已了结：%(title)s"), _("“%(title)s”予以了结，没有不利影响。")),
    "admonition.effective": (_("结果已告知：%(title)s"), _("“%(title)s”的结果和改正要求已告知，请查看。")),
    "admonition.upgraded": (_("转其他程序：%(title)s"), _("“%(title)s”转其他程序办理。")),
    "admonition.reported": (_("已报告整改情况：%(title)s"), _("本人已报告“%(title)s”的整改情况，请跟踪核实。")),
    "admonition.corrected": (_("改正了结：%(title)s"), _("“%(title)s”已改正，予以了结，影响同时解除。")),
    "admonition.not_corrected": (_("未改正：%(title)s"), _("“%(title)s”没有改正，转其他程序办理。")),
    "admonition.complaint": (_("有申诉待答复：%(title)s"), _("对“%(title)s”有申诉，请在一个月内答复，不得加重。")),
    "admonition.complaint_answered": (_("申诉已答复：%(title)s"), _("对“%(title)s”的申诉已答复，请查看理由。")),
}  # fmt: skip
