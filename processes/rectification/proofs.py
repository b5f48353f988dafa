"""What proves that a problem was put right, round by round, and where a file was used before."""

from django.utils.translation import gettext as _

from policy import rules as policy
from workflows import evidence
from workflows.models import Evidence, Paper


def part(case):
    """What evidence of this round is about."""
    return f"round:{case.round}"


def take(case, step, ids, about=""):
    """Take the actor's staged files in as evidence of this round."""
    if ids:
        evidence.take(case, step, ids, about=about or part(case))


def of_round(case):
    """Files that prove this round: evidence, and papers attached since it began."""
    papers = case.papers.exclude(kind__startswith="sheet:").filter(at__gte=case.round_since or case.created)
    return [*evidence.of(case, part(case)), *papers.order_by("pk")]


def used_before(case, user):
    """(file, words) of what proves this round and was used before: earlier in this case, or in another case."""
    rows = of_round(case) if case.round_since else []
    return [(row, words) for row in rows if (words := _where(case, row, user))]


def _where(case, row, user):
    said = []
    if _earlier(case, row):
        said.append(_("本事项前一轮"))
    others = {found.pk: found for found, _about in evidence.seen_elsewhere(row.sha256, case)}
    seen = policy.visible(user).filter(pk__in=others) if others else []
    said += [other.number or other.title for other in seen]
    if len(others) > len(seen):
        said.append(_("另一件你无权查看的事项"))
    return "、".join(said)


def _earlier(case, row):
    """Whether the same file proved an earlier round of this case."""
    same = {"case_id": case.pk, "sha256": row.sha256}
    shown = Evidence.objects.filter(**same).exclude(about__in=[part(case), f"check:{case.round}"])
    return shown.exists() or Paper.objects.filter(**same, at__lt=case.round_since).exists()
