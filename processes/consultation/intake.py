"""What happens when a consultation is asked for, by a person or by another case."""

from django.utils.translation import gettext as _

from processes.consultation import limits
from processes.consultation.choices import WORK_KINDS, Trigger
from workflows import handing, numbers
from workflows.errors import Refused

GUARDED = ("restricted", "sealed")


def check(case, step):
    """Refuse what cannot be a request. Symptoms may still be short: they are completed before approval."""
    if case.number:
        numbers.reserve(case.number)
    if not case.title.strip():
        raise Refused(_("会诊申请没有标题，没有保存。请写明会诊什么。"))
    if len(case.symptoms) > limits.SYMPTOMS[1]:
        raise Refused(_("症状至多 %d 字，没有保存。请写要点，其余作为材料添加。") % limits.SYMPTOMS[1])
    if case.trigger not in Trigger.values:
        raise Refused(_("起因不在可选范围内，没有保存。请重新选择。"))
    if case.work_ref_id and case.work_ref.kind not in WORK_KINDS:
        raise Refused(_("只能对立项、创新、督查或整改的工作会诊，没有保存。请换一个工作编号。"))
    classify(case)
    if len(case.symptoms.strip()) < limits.SYMPTOMS[0]:
        handing.give(step, "opened_by")  # opened by another case, which knows little: somebody completes it


def classify(case):
    """Restricted when persons are discussed, and never more open than the work itself."""
    if case.persons_discussed or case.work_ref_id and case.work_ref.classification in GUARDED:
        case.classification = "restricted" if case.classification != "sealed" else "sealed"


def symptoms_lack(case):
    """Why the request cannot be approved yet, or ""."""
    least, most = limits.SYMPTOMS
    if not least <= len(case.symptoms.strip()) <= most:
        why = _("症状须为 %(least)d 至 %(most)d 字，现有 %(now)d 字，没有立诊。请申请人修改内容后再批。")
        return why % {"least": least, "most": most, "now": len(case.symptoms.strip())}
    if not case.work_ref_id:
        return _("还没有写明会诊哪项工作，没有立诊。请申请人修改内容，填写工作编号。")
    if not case.owner_unit_id:
        return _("还没有写明承办单位，没有立诊。请申请人修改内容后再批。")
    return ""
