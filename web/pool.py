"""候领: the work that one's group or post shares; one takes it, and the others see who has."""

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from web import asked, rows, words
from workflows import naming, pools


@login_required
@require_safe
def page(request):
    """What waits to be taken, what I have taken, what others have; by post."""
    found = {}
    for values in pools.of(request.user):
        label = naming.label(values["role"], values["case_kind"])
        found.setdefault(label, []).append(_row(values))
    return render(request, "web/pool.html", {"groups": sorted(found.items())})


def _row(values):
    mine = values["claimed_at"] is not None
    return {
        "shown": rows.of(values | {"from": "", "owner": None}), "ask": asked.ask(values), "mine": mine,
        "by": "" if mine else values["taken_by"], "since": words.day(values["claimed_at"]) if mine else "",
        "key": uuid4(),
    }  # fmt: skip
