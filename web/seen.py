"""The browser says how far into a case's history its page was shown; the page itself writes nothing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from web import cases
from web.models import ReadMark
from workflows import clock
from workflows.store import queue


@login_required
@require_POST
def seen(request, uid):
    """The page was shown up to an event."""
    case, said = cases.find(request, uid), request.POST.get("seq", "")
    if not said.isdigit() or int(said) > case.head_seq:
        return HttpResponse(status=400)
    with queue.turn():
        ReadMark.objects.update_or_create(
            person=request.user, case_id=case.pk, defaults={"seq": int(said), "at": clock.now()}
        )
    return HttpResponse(status=204)
