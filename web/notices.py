"""通知: what was delivered to this person inside the application."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from notifications import readers


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """Newest first. Opening the page changes nothing; the button marks all as read."""
    if request.method == "POST":
        readers.mark_read(request.user)
        return redirect("web:notices")
    before = request.GET.get("before", "")
    rows = readers.latest(request.user, before=int(before) if before.isdigit() else None)
    more = f"?before={rows[-1].id}" if len(rows) == readers.PAGE else ""
    shown = {"rows": rows, "unread": readers.unread(request.user), "next": more}
    return render(request, "web/notices.html", shown)
