"""A small organisation with one project in it."""

from datetime import date, datetime
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
def team(db):
    with clock.frozen(NOON):
        yield SimpleNamespace(
            office=person("office", "office", unit_code="BGS"),
            supervision=person("supervision", "supervision_office", unit_code="BGS"),
            head=person("head", "section_head"),
            clerk=person("clerk", "clerk"),
            deputy=person("deputy", "deputy_minister", unit_code="BWH"),
            minister=person("minister", "minister", unit_code="BWH"),
            judges=[person(f"judge{n}", unit_code="PSZ") for n in range(3)],
            unit=unit("ZZK"),
        )


@pytest.fixture
def opened(team):
    return moves.open_case(
        "task_project", by=team.supervision, unit=team.unit, title="试点项目", source="年度要点", metric="覆盖率 98%",
        due_on=date(2026, 10, 30),
    )  # fmt: skip


def wbs(owner, *weights):
    return [
        {"code": str(n), "title": f"任务{n}", "weight": weight, "owner": owner.pk, "due": "2026-09-30", "done": False}
        for n, weight in enumerate(weights, start=1)
    ]


@pytest.fixture
def assigned(opened, team):
    moves.move(opened, "register", by=team.supervision)
    return fresh(opened)


@pytest.fixture
def running(assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    moves.move(assigned, "make_plan", by=team.head, wbs=wbs(team.clerk, 60, 40))
    return fresh(assigned)


def fresh(case):
    return TaskProject.objects.get(pk=case.pk)
