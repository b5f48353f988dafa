"""Finding a case by its number or words of its title, among those the reader may see."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from web.inbox import lines
from workflows import finding

SIZE = 40


@login_required
@require_safe
def find(request):
    """/search/?q=: an exact number opens the case at once."""
    asked = " ".join(request.GET.get("q", "").split())[:80]
    found = finding.find(request.user, asked, SIZE + 1)
    if len(found) == 1 and found[0].number == asked:
        return redirect("web:case", found[0].uid)
    shown = {"q": asked, "rows": lines(request.user, found[:SIZE]), "more": len(found) > SIZE}
    return render(request, "web/search.html", shown)
