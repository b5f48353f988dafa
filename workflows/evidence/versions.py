"""A newer version of a piece of evidence stands beside the older one; nothing is overwritten."""

from django.utils.translation import gettext as _

from workflows.errors import Refused
from workflows.evidence.taking import CITED, take
from workflows.models import Evidence


def replace(case, step, old, client_id):
    """Inside an act: a staged file becomes the next version of a piece of evidence of this case. Raises Refused."""
    before = Evidence.objects.filter(case_id=case.pk, pk=old).first()
    if before is None or not case.shows(step.actor, before.about):
        raise Refused(_("没有更新：原来的附件不在本事项里。请刷新页面后重新选择。"))
    if Evidence.objects.filter(replaces=before).exists():
        raise Refused(_("没有更新：这个附件已经有更新的版本。请在最新版本上更新。"))
    rows = take(case, step, [client_id], before.about)
    if not rows or str(client_id).startswith(CITED):
        raise Refused(_("没有更新：新版本要另外上传，不能引用已有的附件。请选择改过的文件。"))
    (row,) = rows
    if row.sha256 == before.sha256:
        raise Refused(_("没有更新：新文件和原来的一模一样。请选择改过的文件。"))
    row.replaces = before
    row.save(update_fields=["replaces"])
    step.fields["evidence_replaced"] = [before.sha256, row.sha256]
    return row


def of(row):
    """All versions of a piece of evidence, the oldest first."""
    rows = {one.pk: one for one in Evidence.objects.filter(case_id=row.case_id, about=row.about).select_related("by")}
    first = row
    while first.replaces_id in rows:
        first = rows[first.replaces_id]
    after = {one.replaces_id: one for one in rows.values() if one.replaces_id}
    found = [rows.get(first.pk, first)]
    while (later := after.get(found[-1].pk)) is not None:
        found.append(later)
    return found
