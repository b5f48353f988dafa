"""The words of this process's notices."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "task_project.assigned": (_("督办通知单：%(title)s"), _("“%(title)s”已交办你单位，请在 2 个工作日内签收。")),
    "task_project.contested": (_("交办异议待裁定：%(title)s"), _("牵头单位对“%(title)s”提出异议，请裁定。")),
    "task_project.arbitrated": (_("异议已裁定：%(title)s"), _("“%(title)s”的异议已裁定，请查看结果并办理。")),
    "task_project.returned": (_("任务退办：%(title)s"), _("“%(title)s”经裁定退办。%(reason)s")),
    "task_project.owner": (_("你有新的任务：%(title)s"), _("你是“%(title)s”中一项任务的责任人，请按计划完成。")),
    "task_project.reported": (_("月度反馈：%(title)s"), _("“%(title)s”已提交月度反馈。")),
    "task_project.changed": (_("任务变更：%(title)s"), _("“%(title)s”的计划已变更，原计划保留备查。%(reason)s")),
    "task_project.review": (_("变更已达 3 次：%(title)s"), _("“%(title)s”变更次数较多，请复核计划是否可行。")),
    "task_project.suspended": (_("任务暂缓：%(title)s"), _("“%(title)s”暂缓办理，期限暂停计算。%(reason)s")),
    "task_project.resumed": (_("任务恢复：%(title)s"), _("“%(title)s”恢复办理，期限已顺延。")),
    "task_project.acceptance": (_("组织验收：%(title)s"), _("“%(title)s”进入验收，请准备材料或参加验收。")),
    "task_project.failed": (_("验收未通过：%(title)s"), _("“%(title)s”验收未通过，请按差距清单整改后再申请。")),
    "task_project.done": (_("任务办结：%(title)s"), _("“%(title)s”通过验收，已办结。")),
    "task_project.source_done": (_("转化的项目已办结：%(title)s"), _("由你的事项转化的“%(title)s”已办结。")),
    "task_project.missed": (_("月度反馈未报：%(title)s"), _("“%(title)s”当月没有反馈，督查室已关账，记为未报。")),
    "task_project.corrected": (_("台账已更正：%(title)s"), _("督查室对“%(title)s”的台账作了更正，原记录保留。")),
    "task_project.proposed": (_("是否会诊，请决定：%(title)s"), _("“%(title)s”逾期较久或多次退回，请决定是否会诊。")),
    "task_project.consulted": (_("提请会诊：%(title)s"), _("“%(title)s”已提请会诊，请准备情况说明。")),
    "task_project.listed": (_("列入下次督查：%(title)s"), _("“%(title)s”已列入下次督查的课题，请继续办理并备好台账。")),
    "task_project.not_consulted": (_("暂不会诊：%(title)s"), _("“%(title)s”暂不会诊，理由见事项页，请继续办理。")),
    "task_project.reviewed": (_("变更已复核：%(title)s"), _("“%(title)s”的多次变更已复核，结论见事项页。")),
    "task_project.vote_asked": (_("提请部务会表决：%(title)s"), _("“%(title)s”提请部务会表决是否终止，请安排会议。")),
    "task_project.vote_reported": (_("表决有结果：%(title)s"), _("“%(title)s”是否终止已经表决，请按结果办理。")),
    "task_project.terminated": (_("任务终止：%(title)s"), _("“%(title)s”已终止。%(reason)s")),
}
