"""What the pages of an inspection share: finding the case for those inside, taking an act, saying a refusal."""

from uuid import UUID, uuid4, uuid5

from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse

from policy import access_log, looking
from policy import rules as policy
from processes.inspection import parts
from processes.inspection.models import Inspection
from workflows import moves
from workflows.errors import NotFound, Refused

TEAM = ("save_finding", "add_visit", "fill_topic", "save_report", "record_person", "save_practice", "sign_visit")


def find(request, uid):
    """The inspection, for those who inspect, approve or keep it; 404 for everybody else, also for inspected units."""
    case = policy.visible(request.user).filter(uid=uid, kind=Inspection.process.code).first()
    case = case and case.own
    if case is None or parts.is_target(case, request.user):
        if Inspection.objects.filter(uid=uid).exists():
            access_log.record(request.user, uid, "denied", path=request.path)
        raise Http404
    looking.noted(request, case, "read")
    return case


def may(request, case, name):
    """Whether the person may take this act or move now."""
    return policy.may(request.user, name, case).ok


def can(request, case):
    """name → True of the acts that the pages offer and that the person may take now."""
    return {name: True for name in TEAM if may(request, case, name)}


def key(request):
    """The key that the page made for its act; one that is none counts as a new one."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def act(request, case, name, /, **answers):
    """Take an act; returns the refusal or None."""
    return _through(moves.act, request, case, name, answers)


def move(request, case, name, /, **answers):
    """Take a move; returns the refusal or None."""
    return _through(moves.move, request, case, name, answers)


def _through(door, request, case, name, answers):
    # One press may take an act and then a move: each has a key of its own that a repeat finds again.
    try:
        door(case, name, by=request.user, key=uuid5(key(request), name), **answers)
    except NotFound:
        raise Http404
    except Refused as refused:
        return refused
    return None


def to_desk(case, anchor=""):
    """Go on at the desk, where the thing that was done stands."""
    return redirect(resolve_url("web:inspection:desk", case.uid) + (anchor and f"#{anchor}"))


def conflict(request, case, why):
    """The page for what cannot be done now."""
    back = reverse("web:inspection:desk", args=[case.uid])
    return render(request, "web/conflict.html", {"why": why, "title": case.title, "back": back}, status=409)


def why_not(request, case, name):
    """The sentence that says why an act or move is not for this person now; "" if it is."""
    return policy.may(request.user, name, case).why
