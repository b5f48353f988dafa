"""What the clock does for projects: asks for the month, and proposes a consultation to a person."""

from django.db.models import Exists, OuterRef, Q

from people import calendar, roles
from processes.task_project import books, early_acts, effects, months
from processes.task_project.models import TaskProject
from processes.task_project.stages import CLERK, Stage
from workflows import clock, moves
from workflows.errors import Refused
from workflows.models import WorkItem

SOME = 50  # cases at a turn


def ask_months():
    """Every running project is asked for the month that has begun."""
    month = months.key(clock.today())
    if clock.today() > months.last_working_day(month, calendar.load()):
        return
    given = WorkItem.objects.filter(process=OuterRef("pk"), role=CLERK, status="ASSIGNED", **effects.within(month))
    told = books.MonthEntry.objects.filter(case=OuterRef("pk"), month=month)
    shut = books.MonthLock.objects.filter(case=OuterRef("pk"), month=month)
    live = TaskProject.objects.filter(stage=Stage.RUNNING).exclude(Exists(told)).exclude(Exists(shut))
    for case in live.exclude(Exists(given)).order_by("pk")[:SOME]:
        _quietly(case, "ask_month")


def propose():
    """Projects long late or often sent back: a consultation is proposed, once for each ground (L4, F29)."""
    at, days = clock.now(), calendar.load()
    bad = Q(due__lt=at) | Q(returned__gte=early_acts.RETURNED)
    for case in TaskProject.objects.filter(bad, stage=Stage.RUNNING).order_by("pk"):
        if case.proposal.get("state") != "open" and early_acts.ground(case, at, days):
            _quietly(case, "propose_consultation")


def _quietly(case, name):
    try:
        moves.act(case, name, by=roles.system_user())
    except Refused:  # somebody was faster
        return


JOBS = [ask_months, propose]
