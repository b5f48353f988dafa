"""Files that prove what is wrong, and what the measures brought; each with its hash in the history."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import evidence as files
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

REQUEST, EFFECT = "request", "effect"
act_label("prove_request", gettext_lazy("添加依据材料"))


@act("prove_request")
def prove_request(case, step, *, evidence):
    """The requester adds files that show what is wrong, until the request is decided on."""
    if not evidence:
        raise Refused(_("还没有选择文件，没有添加。请选择照片或文件后再提交。"))
    take(case, step, evidence, REQUEST)


def take(case, step, ids, about):
    """Take the actor's staged files in, if there are any."""
    if ids:
        files.take(case, step, ids, about=about)


def part(code):
    """The words for what evidence is about: "request", "effect:1"."""
    kind, _colon, n = code.partition(":")
    if kind == EFFECT:
        return _("第 %d 轮成效") % int(n)
    return _("申请的依据") if kind == REQUEST else code or _("整件事项")
