"""提交新版本: a newer version of a piece of evidence, with the reason; the older one stays as it is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.acts import candidates
from workflows.acts.transferring import REASON, reasoned
from workflows.errors import Refused
from workflows.evidence import versions
from workflows.models import Evidence
from workflows.registry import act
from workflows.wording import act_label

NAME = "renew_evidence"
act_label(NAME, gettext_lazy("提交附件新版本"))


@act(NAME)
def renew(case, step, *, old, files, reason):
    """Hand in what takes the place of a piece of evidence from now on, and say why."""
    step.private["reason"] = reasoned(reason, REASON)
    if len(files) != 1:
        raise Refused(_("没有更新：一次更新一个附件。请只选一个文件。"), "files")
    before = Evidence.objects.filter(case_id=case.pk, pk=candidates.number(old)).first()
    if before and (why := why_not(case, step.actor, before)):
        raise Refused(why)
    versions.replace(case, step, candidates.number(old), files[0])


def why_not(case, person, row):
    """Why a person who may hand in files does not renew this one, or "": a party leaves alone what others proved."""
    if row.by_id == person.pk or person.pk not in case.about():
        return ""
    return _("没有更新：这个附件不是你提交的。请把你的材料作为新附件提交。")
