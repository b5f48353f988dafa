"""Editing a case, attaching papers, commenting."""

import hashlib
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.errors import Refused
from workflows.models import Draft, Paper
from workflows.registry import act
from workflows.store.orm import retitle
from workflows.wording import act_label

act_label("edit", gettext_lazy("修改内容"))
act_label("attach", gettext_lazy("添加材料"))
MOST = 50 * 1024 * 1024
PAPERS = 20  # attached to one case


@act("edit")
def edit(case, step, **values):
    """Change fields of the case that its process lets people edit; old and new values stand in the event."""
    unknown = set(values) - set(case.editable)
    if unknown:
        raise Refused(_("表单里有不能修改的项，没有保存。请刷新页面重新填写。"))
    for name, value in values.items():
        setattr(case, name, value)
    if not step.changed:
        raise Refused(_("内容没有变化，没有保存。"))
    if "title" in step.changed:
        retitle(case)
    Draft.objects.filter(case=case, person=step.actor.pk, act="edit").delete()


@act("attach")
def attach(case, step, *, kind, file):
    """Attach a paper; the original is kept and its SHA-256 stands in the history."""
    if file.size > MOST:
        raise Refused(_("文件超过 50 MB，没有上传。请压缩或分开上传。"))
    if case.papers.count() >= PAPERS:
        raise Refused(_("材料已有 %d 份，没有上传。请先合并材料。") % PAPERS)
    digest = hashlib.sha256(b"".join(file.chunks())).hexdigest()
    file.seek(0)
    name = file.name[-200:]
    # A folder takes names of 255 bytes, which 86 Han characters exceed: the file lies there under its digest.
    file.name = digest[:32] + PurePath(name).suffix[:10]
    Paper.objects.create(
        case=case, kind=kind, name=name, file=file, size=file.size, sha256=digest, by=step.actor, at=step.at
    )
    step.fields |= {"paper": kind, "name": name, "sha256": digest}
