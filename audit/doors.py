"""Who comes in: auditors to everything here, others to the replay of what they may see anyway."""

from django.http import Http404

from policy import access_log
from policy import rules as policy
from policy.doors import only
from workflows import registry
from workflows.models import Case

GUARDED = ("restricted", "sealed")


auditors = only(policy.is_auditor)  # only they find these pages


def find(request, uid):
    """The case as its process's model, for somebody who may read all of its history; else 404.

    An auditor's look is always kept in the access log, anybody else's where the case is guarded.
    """
    case = policy.visible(request.user).filter(uid=uid).select_related("definition").first()
    if case is None and Case.objects.filter(uid=uid).exists():
        access_log.record(request.user, uid, "denied", path=request.path)
    if case is None:
        raise Http404
    own = registry.kind(case.kind).objects.select_related("definition", "owner_unit").get(pk=case.pk)
    if own.in_part(request.user):
        raise Http404
    if policy.is_auditor(request.user) or case.classification in GUARDED:
        access_log.record(request.user, uid, "read", path=request.get_full_path())
    return own


def noted(request, what, lines, why=""):
    """A list is taken; each guarded case of which it shows a step is looked at. Kept before the list leaves."""
    guarded = sorted({line.case.uid for line in lines if line.case.classification in GUARDED})
    looks = [(what, None, why), *(("history", uid, "audit") for uid in guarded)]
    access_log.record_each(request.user, looks, request.get_full_path())
