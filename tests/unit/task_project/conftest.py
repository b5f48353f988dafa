"""A small organisation with one project in it."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from people import clock
from processes.task_project.models import TaskProject
from tests.support.world import person, unit
from workflows import moves

NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
WHY = "因为有充分的理由，特此说明。"


@pytest.fixture
def team(remembered):
    with clock.frozen(NOON):
        yield remembered(
            "team",
            lambda: SimpleNamespace(
                office=person("office", "office", unit_code="BGS"),
                supervision=person("supervision", "supervision_office", unit_code="BGS"),
                head=person("head", "section_head"),
                clerk=person("clerk", "clerk"),
                deputy=person("deputy", "deputy_minister", unit_code="BWH"),
                minister=person("minister", "minister", unit_code="BWH"),
                judges=[person(f"judge{n}", unit_code="PSZ") for n in range(3)],
                unit=unit("ZZK"),
            ),
            always=True,
        )


@pytest.fixture
def opened(team, remembered):
    said = {"title": "试点项目", "source": "年度要点", "metric": "覆盖率 98%", "due_on": date(2026, 10, 30)}
    return remembered("opened", lambda: moves.open_case("task_project", by=team.supervision, unit=team.unit, **said))


def wbs(owner, *weights):
    return [
        {"code": str(n), "title": f"任务{n}", "weight": weight, "owner": owner.pk, "due": "2026-09-30", "done": False}
        for n, weight in enumerate(weights, start=1)
    ]


@pytest.fixture
def assigned(opened, team, remembered):
    def goes_on():
        moves.move(opened, "register", by=team.supervision)
        return fresh(opened)

    return remembered("assigned", goes_on)


@pytest.fixture
def running(assigned, team, remembered):
    def goes_on():
        moves.move(assigned, "sign_for", by=team.head)
        moves.move(assigned, "make_plan", by=team.head, wbs=wbs(team.clerk, 60, 40))
        return fresh(assigned)

    return remembered("running", goes_on)


@pytest.fixture
def completed(running, team, remembered):
    def goes_on():
        for code in "12":
            moves.act(running, "finish_leaf", by=team.clerk, code=code, note="已经验证完成")
        moves.move(running, "apply_completion", by=team.head)
        return fresh(running)

    return remembered("completed", goes_on)


def called(team, *, days=1, judges=None):
    """The answers that call the acceptance group."""
    people = judges or team.judges
    return {"group": [p.pk for p in people], "starts_at": clock.now() + timedelta(days=days), "place": "三楼会议室"}


MINUTES = "验收组查看了台账和现场，逐项核对指标，一致认为达到要求。"


def accepted(case, team, choice="pass", signed=True):
    """The acceptance group sits, votes and signs its minutes; the clock stands at its time."""
    sitting = case.sittings.get(state="planned")
    with clock.frozen(sitting.starts_at):
        moves.act(case, "attend", by=team.supervision, present=[s.pk for s in sitting.seats.all()])
        moves.act(case, "start_vote", by=team.supervision)
        said = {} if choice == "pass" else {"opinion": "差两个站点"}
        for seat in sitting.seats.select_related("person"):
            moves.act(case, "ballot", by=seat.person, choices={sitting.agenda.get().pk: choice}, **said)
        if signed:
            sign(case, team, sitting)
    return sitting


def sign(case, team, sitting):
    """The supervision office writes the minutes, everybody in the group signs them."""
    moves.act(case, "record", by=team.supervision, minutes=MINUTES)
    for seat in sitting.seats.filter(present=True).select_related("person"):
        moves.act(case, "sign_record", by=seat.person)


def fresh(case):
    return TaskProject.objects.get(pk=case.pk)
