"""Two lists beside the cases: the inspections that I take part in, and what has been or will be circulated."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policy import rules as policy
from processes.inspection import pages, parts
from processes.inspection.models import Inspection
from workflows.models import Case, Climb

SIZE = 20
LISTED = 5  # working days late: the rung of the ladder on which a case is listed


def _seen(user):
    return Inspection.objects.filter(pk__in=policy.visible(user).filter(kind="inspection").values("pk"))


@login_required
@require_safe
def mine(request):
    """Inspections in whose team I am, those that go on first; each with what is still missing."""
    in_it = Q(members__person=request.user.pk) | Q(lead=request.user.pk)
    found = _seen(request.user).filter(in_it).distinct().order_by(F("finished").desc(nulls_first=True), "due", "-pk")
    page = Paginator(found.select_related("lead"), SIZE).get_page(request.GET.get("page"))
    return render(request, "inspection/mine.html", {"page": page, "rows": [_mine(one, request.user) for one in page]})


def _mine(case, user):
    return {
        "case": case, "stage": _(case.stage_label), "period": parts.period(case), "lead": case.lead_id == user.pk,
        "lacking": pages.lacking(case), "desk": case.stage not in ("planned", "plan_review", "cancelled"),
    }  # fmt: skip


@login_required
@require_safe
def bulletins(request):
    """Bulletins that were issued, and late matters that are on the list for the next one; of both what I may see."""
    issued = _seen(request.user).filter(issued_at__isnull=False).order_by("-issued_at", "-pk")
    page = Paginator(issued, SIZE).get_page(request.GET.get("page"))
    return render(request, "inspection/bulletins.html", {"page": page, "late": _late(request.user)})


def _late(user):
    """Open cases that have come to the rung on which the minister is told and they are listed."""
    listed = Climb.objects.filter(days=LISTED, due=F("case__due"), case__finished=None).values("case")
    return list(
        Case.objects.filter(pk__in=listed).filter(pk__in=policy.visible(user).values("pk")).order_by("due", "pk")
    )
