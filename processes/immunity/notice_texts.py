"""The words of this process's notices."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "immunity.issued": (_("承诺书已出具：%(title)s"), _("“%(title)s”已出具，请科室负责人阅读条件后签收。")),
    "immunity.accepted": (_("承诺书已签收：%(title)s"), _("“%(title)s”已签收，现在有效。")),
    "immunity.given_up": (_("承诺书已放弃：%(title)s"), _("持有人放弃“%(title)s”。此前的行为仍受覆盖。")),
    "immunity.expired": (_("承诺书到期：%(title)s"), _("“%(title)s”已到期。有效期内的行为仍受覆盖。")),
    "immunity.claimed": (_("有人主张适用承诺书：%(title)s"), _("有人主张适用“%(title)s”，请核实。")),
    "immunity.matter_waits": (
        _("主张适用承诺书，请等认定：%(title)s"), _("你办理的事项中有人主张适用“%(title)s”，认定之前不量责。"),
    ),
    "immunity.proposed": (_("容错认定意见：%(title)s"), _("核实组对“%(title)s”提出了认定意见，请安排部务会。")),
    "immunity.determined": (_("容错认定：%(title)s"), _("“%(title)s”已作出认定，结论和理由请看认定书。")),
    "immunity.matter_answered": (
        _("容错认定已作出：%(title)s"), _("你办理的事项所等的认定已经作出，结论和理由见“%(title)s”。"),
    ),
    "immunity.review": (_("申请复核认定：%(title)s"), _("有人对“%(title)s”的认定申请复核，请安排部务会。")),
    "immunity.revocation": (_("拟撤销承诺书：%(title)s"), _("拟撤销“%(title)s”，请阅读告知书，在期限内陈述申辩。")),
    "immunity.revoked": (_("承诺书已撤销：%(title)s"), _("“%(title)s”已撤销。%(reason)s")),
    "immunity.kept": (_("承诺书不予撤销：%(title)s"), _("“%(title)s”不予撤销，继续有效。%(reason)s")),
}  # fmt: skip
