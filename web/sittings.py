"""会议: a list and a month, one's own or all that one may see, with the days by which papers must be out."""

from calendar import Calendar as Weeks
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people import calendar
from policy import rules as policy
from web import seating, words
from workflows import clock, due
from workflows.acts import notice
from workflows.models import Moment, Seat, Sitting, WorkItem

MOST = 50
ONE = timedelta(days=1)


@dataclass
class Day:
    """One square of the month."""

    date: date
    inside: bool
    off: bool
    note: str  # a holiday's name, or that a weekend is worked
    today: bool
    sittings: list = field(default_factory=list)
    serve: list = field(default_factory=list)  # sittings whose papers must be out by this day

    @property
    def empty(self):
        return not self.sittings and not self.serve


@login_required
@require_safe
def page(request):
    """The view that the address names; without a name, the list of one's own."""
    everything = request.GET.get("all") == "1"
    if request.GET.get("view") == "month":
        return _month(request, everything)
    rows = _found(request.user, everything)
    live = Q(state__in=["planned", "open"])
    ahead = _ready(rows.filter(live).order_by("starts_at")[:MOST])
    past = _ready(rows.exclude(live).order_by("-starts_at")[:MOST])
    return render(request, "web/sitting/list.html", {"ahead": ahead, "past": past, "all": everything})


def _found(user, everything):
    """Sittings that the reader may see; their own are those where they sit or whose case they work on."""
    seen = Sitting.objects.filter(case__in=policy.visible(user)).exclude(state="adjourned").select_related("case")
    seated = Seat.objects.filter(sitting=OuterRef("pk"), person=user)
    worked = WorkItem.objects.filter(process=OuterRef("case"), owner=user)
    return seen if everything else seen.filter(Q(Exists(seated)) | Q(Exists(worked)))


def _ready(rows):
    """Rows with their words and, where papers are still to be served, the last day for it."""
    rows = list(rows)
    planned = [row.case_id for row in rows if row.state == "planned"]
    known = defaultdict(set)
    for case, code in Moment.objects.filter(case__in=planned).values_list("case", "code") if planned else ():
        known[case].add(code)
    for row in rows:
        row.name = _(seating.KINDS.get(row.kind, "会议"))
        row.serve_by = _serve_by(row, known[row.case_id])
        row.late = bool(row.serve_by and row.serve_by < clock.today())
    return rows


def _serve_by(row, known):
    if row.state != "planned" or row.stage != row.case.stage or not row.starts_at:
        return None
    lacking = [term for term in notice.periods(row.case) if term.start not in known]
    return min((due.latest(term, row.starts_at)[0] for term in lacking), default=None)


def _month(request, everything):
    first = _first(request.GET.get("month", ""))
    weeks = [[_day(day, first) for day in week] for week in Weeks().monthdatescalendar(first.year, first.month)]
    shown = {day.date: day for week in weeks for day in week}
    begin, end = min(shown), max(shown) + 15 * ONE  # papers of what comes soon after may be due in this month
    rows = _found(request.user, everything).filter(starts_at__date__range=(begin, end)).order_by("starts_at")
    for row in _ready(rows[: 4 * MOST]):
        _place(row, shown)
    context = {
        "weeks": weeks, "first": first, "all": everything, "names": [words.weekday(day.date) for day in weeks[0]],
        "before": (first - ONE).strftime("%Y-%m"), "after": (first + 31 * ONE).strftime("%Y-%m"),
        "busy": [day for day in shown.values() if not day.empty],
    }  # fmt: skip
    return render(request, "web/sitting/month.html", context)


def _place(row, shown):
    day = shown.get(words.as_date(row.starts_at))
    if day:
        day.sittings.append(row)
    if row.serve_by in shown:
        shown[row.serve_by].serve.append(row)


def _first(text):
    """The first day of the month that an address names, else of this month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return clock.today().replace(day=1)


def _day(day, first):
    known, weekend = calendar.load(), day.weekday() in calendar.WEEKEND
    off = not known.is_working(day)
    note = _("调休上班") if weekend and not off else _(known.why_off(day)) if off and not weekend else ""
    return Day(day, day.month == first.month, off, note, day == clock.today())
