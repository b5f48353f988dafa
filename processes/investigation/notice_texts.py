"""What people are told about an investigation. Nothing of what it is about: the case is restricted."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "investigation.bypassed": (_("已径送上级"), _("一件反映件已径送上级，本地没有留存内容。")),
    "investigation.routed": (_("线索移送"), _("一件线索已转你处，请查收移送函。")),
    "investigation.team": (_("参加调查核实"), _("你被指定办理一件调查核实。与被反映人有利害关系的，请立即申请回避。")),
    "investigation.stored": (_("线索暂存待查"), _("一件线索暂存待查，到复看日期时提醒。")),
    "investigation.review": (_("到期复看"), _("一件暂存的线索已到复看日期，请复看。")),
    "investigation.dismissed": (_("线索了结"), _("一件线索经集体研判予以了结。")),
    "investigation.planned": (_("核查方案已批准"), _("核查方案已批准，请按方案核查，不扩大范围。")),
    "investigation.widened": (_("核查范围扩大"), _("核查范围已经批准扩大，请查看新增的问题。")),
    "investigation.reported": (_("核查报告已提交"), _("核查报告已提交，请提出处置意见。")),
    "investigation.supplement": (_("补充核查"), _("核查报告退回补充，请查看补充清单。")),
    "investigation.decided": (_("已作处置决定"), _("一件调查核实已作处置决定，请按期分别反馈。")),
    "investigation.fed_back": (_("已经反馈"), _("一件调查核实的结果已经反馈，三十日内无异议的请办结。")),
    "investigation.objection": (_("反映人异议"), _("反映人对结果有异议，请答复；有新证据的，另派人员复核。")),
    "investigation.facts": (_("请查阅事实材料"), _("有一件与你有关的事项，请查阅事实材料并陈述申辩。")),
    "investigation.result": (_("处理结果"), _("与你有关的一件事项已有结果，请查阅。")),
    "investigation.clarified": (_("澄清函"), _("与你有关的一件事项已出具澄清函，请查阅。")),
}  # fmt: skip
