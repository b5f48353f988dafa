"""Reading evidence. Who may see it, and where the same file was used before."""

from django.utils.translation import gettext as _

from policy import rules as policy
from workflows.models import Evidence, Paper


def of(case, about=None):
    """The evidence of a case in the order it came; `about` narrows it to one part."""
    rows = Evidence.objects.filter(case_id=case.pk).select_related("case").order_by("pk")
    return list(rows if about is None else rows.filter(about=about))


def by_part(case, user):
    """part → evidence that `user`, who may see the case, may see there; `.flag` says where else a file was used."""
    rows, found = of(case), {}
    flags = flagged(rows, user) if rows else {}
    for row in rows:
        if case.shows(user, row.about):
            row.flag = flags.get(row.pk, "")
            found.setdefault(row.about, []).append(row)
    return found


def seen_elsewhere(sha256, case):
    """(case, part) wherever else the same file was used: other cases first found first."""
    rows = Evidence.objects.filter(sha256=sha256).exclude(case_id=case.pk).select_related("case").order_by("pk")
    papers = Paper.objects.filter(sha256=sha256).exclude(case_id=case.pk).select_related("case").order_by("pk")
    return [(row.case, row.about) for row in rows] + [(row.case, row.kind) for row in papers]


def warnings(upload, by):
    """Sentences about a staged file for its owner; what they may not see is not mentioned."""
    case = upload.case
    here = Evidence.objects.filter(case_id=case.pk, sha256=upload.sha256).order_by("pk")
    said = [_("同一个文件在本事项里已经用过（%s）。") % _part(case.own, row.about) for row in here[:1]]
    known = dict.fromkeys(seen_elsewhere(upload.sha256, case))
    seen = set(policy.visible(by).filter(pk__in={other.pk for other, _about in known}).values_list("pk", flat=True))
    for other, about in list(known)[:20]:
        if other.pk in seen:
            words = {"number": other.number or other.title, "part": _part(other.own, about)}
            said.append(_("同一个文件在 %(number)s 用过（%(part)s），请核对是不是拿错了。") % words)
    return said


def flagged(rows, user):
    """Key of a row → sentence for each of `rows` whose file stands in another case that `user` may see."""
    mine = {row.case_id for row in rows}
    others = Evidence.objects.filter(sha256__in={row.sha256 for row in rows}).exclude(case_id__in=mine)
    others = list(others.select_related("case").order_by("pk"))
    seen = set(policy.visible(user).filter(pk__in={row.case_id for row in others}).values_list("pk", flat=True))
    where = {}
    for row in others:
        if row.case_id in seen:
            where.setdefault(row.sha256, f"{row.case.number or row.case.title} {_part(row.case.own, row.about)}")
    said = _("同一文件另用于 %s")
    return {row.pk: said % where[row.sha256] for row in rows if row.sha256 in where}


def _part(case, about):
    return str(case.part_label(about))
