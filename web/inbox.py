"""What waits for me, what I have done, what I started, what I am still writing."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from people import mandates
from people.models import User
from policy import rules as policy
from web import asked, marks, rows
from workflows import clock, due, inbox, why
from workflows.models import Draft, WorkItem

SIZE = 30  # with its index it stays within 40 pages of the database, however scattered the rows are
LIST = 50
VIEWS = {
    "": (gettext_lazy("全部待办"), None),
    "due": (gettext_lazy("今天到期和逾期"), "due"),
    "voice": (gettext_lazy("要我表决和会签"), {"kind__in": ("sign", "seat")}),
    "reading": (gettext_lazy("传阅给我的"), {"kind": "circulate"}),
    "copied": (gettext_lazy("抄送我的"), {"kind": "copy"}),
}


def _after(request):
    """The key of a page, as its link carried it; a key that makes no sense begins at the top."""
    due, _comma, item = request.GET.get("after", "").partition(",")
    try:
        return (datetime.fromisoformat(due) if due else None, int(item)) if item else None
    except ValueError:
        return None


def _link(key, view=""):
    told = {"after": f"{key[0].isoformat() if key[0] else ''},{key[1]}"} if key else {}
    return "?" + urlencode(told | ({"view": view} if view else {})) if told else ""


def _views(chosen):
    """(name, label, whether it is the one on show) of the saved views; the first shows everything."""
    return [(name, label, name == chosen) for name, (label, _only) in VIEWS.items()]


def _only(view):
    narrow = VIEWS[view][1]
    return {"due__lte": due.end_of(clock.today())} if narrow == "due" else narrow


@login_required
@require_safe
def home(request):
    """待办: by due day, soonest first."""
    after, view = _after(request), request.GET.get("view", "")
    view = view if view in VIEWS else ""
    lent = mandates.lent_to(request.user)
    page = inbox.page(request.user, after, SIZE, _only(view), lent, policy.unlisted(request.user))
    acting = _acting(lent)
    found = [rows.of(row, acting=acting) for row in page.rows]
    changed = marks.changed(request.user, [row.uid for row in found])
    late = sum(row.colour == "red" for row in found)
    today = sum(bool(row.due) and rows.words.as_date(row.due) == clock.today() for row in found)
    shown = {
        "groups": rows.groups(found), "next": _link(page.next, view), "first": reverse("web:inbox") if after else "",
        "late": late, "today": today, "one": found[0] if found else None, "view": view, "views": _views(view),
        "more": bool(page.next or after), "changed": changed,
    }  # fmt: skip
    return render(request, "web/inbox.html", shown)


def _acting(lent):
    """Principal → for whom the reader acts and until when; nothing is read while nobody has lent anything."""
    names = dict(User.objects.filter(pk__in=[one.principal for one in lent]).values_list("pk", "name")) if lent else {}
    return {one.principal: why.acting(one, names[one.principal]) for one in lent}


@login_required
@require_safe
def one_by_one(request):
    """逐件办理: open the first item, or the first after the one just seen or skipped."""
    chosen = [int(item) for item in request.GET.getlist("item") if item.isdigit()]
    found = next_item(request.user, chosen=chosen, past=request.GET.get("past", ""))
    return redirect(found or "web:inbox")


def next_item(person, chosen=(), past=""):
    """The address of the next item to deal with, or None. `past` is the item to go on from."""
    found = inbox.page(person, None, inbox.CAP, lent=mandates.lent_to(person), but=policy.unlisted(person)).rows
    waiting = [row for row in found if not chosen or row["id"] in chosen]
    behind = _place(WorkItem.objects.filter(pk=past).values("due", "id").first()) if past.isdigit() else None
    found = next((row for row in waiting if behind is None or _place(row) > behind), None)
    if found is None:
        return None
    asked_for = [("one", 1), ("at", found["id"]), *(("item", item) for item in chosen)]
    return reverse("web:case", args=[found["case_uid"]]) + "?" + urlencode(asked_for)


def _place(row):
    """Where a row stands in the order of the inbox; also of one that is done by now."""
    return row and (row["due"] is None, row["due"].timestamp() if row["due"] else 0, row["id"])


@login_required
@require_safe
def done(request):
    """已办: newest first."""
    found = inbox.done(request.user, LIST, policy.unlisted(request.user))
    made = [(row, rows.of(row)) for row in found]
    given = [(row, rows.of(row)) for row in inbox.given(request.user, LIST, policy.unlisted(request.user))]
    return render(request, "web/done.html", {"rows": made, "given": given})


@login_required
@require_safe
def sent(request):
    """我发起: newest first, with the stage each has reached."""
    mine = policy.visible(request.user).filter(opened_by=request.user).order_by("-created")[:LIST]
    return render(request, "web/sent.html", {"rows": lines(request.user, mine)})


@login_required
@require_safe
def drafts(request):
    """草稿: typed and not handed in."""
    seen = policy.visible(request.user)
    mine = Draft.objects.filter(person=request.user, case__in=seen).select_related("case").order_by("-saved_at")[:LIST]
    return render(request, "web/drafts.html", {"rows": [(draft, line(draft.case)) for draft in mine]})


def lines(user, cases):
    """Cases as lists show them, each with the mark of what changed since the person last looked."""
    shown = [line(case) for case in cases]
    changed = marks.changed(user, [row["case"].uid for row in shown])
    return [row | {"changed": row["case"].uid in changed} for row in shown]


def line(case):
    """A case as lists show it: one row of a queryset, no further query."""
    process = asked.process(case.kind)
    colour, said = rows.lights.of(case)
    return {
        "case": case, "icon": process.icon if process else "file-text",
        "process": process.label if process else case.kind,
        "stage": asked.stage_label(case.kind, case.stage), "colour": colour, "light": said,
        "until": rows.until(case.due, case.provisional),
    }  # fmt: skip
