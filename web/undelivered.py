"""没有送出的通知: what the relay gave up, for administrators, and trying again. Of the cases it shows numbers only."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from notifications import groups, mail, readers, relay
from policy import rules as policy
from policy.doors import only
from workflows import clock

administrators = only(policy.is_admin)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """Letters and notices that failed eight times, the newest first; each can be tried again."""
    if not policy.configures(request.user):
        raise Http404  # the audit administrator changes nothing
    if request.method == "POST":
        _again(request)
        return redirect("web:undelivered")
    letters = [_line(row, row.person, row.error) for row in readers.dead()]
    stuck = [_line(row, None, "") for row in readers.stuck()]
    return render(request, "web/undelivered.html", {"letters": letters, "stuck": stuck, "since": readers.waiting()})


def _line(row, person, error):
    label, _heads = groups.GROUPS[groups.of(row.topic)]
    return {"row": row, "person": person, "about": label, "error": error}


def _again(request):
    letter, notice = request.POST.get("letter", ""), request.POST.get("notice", "")
    done = mail.again(int(letter), clock.now()) if letter.isdigit() else False
    done = relay.again(int(notice)) if notice.isdigit() else done
    if done:
        messages.success(request, _("已放回，后台会马上再送"))
    else:
        messages.success(request, _("没有放回：它已经送出，或正在送"))
