"""The demonstration's people, a piece of work, and a walk through its consultation."""

from datetime import date, datetime

import pytest

from people import clock
from people.clock import CHINA
from people.models import User
from processes.consultation.walk import Walk
from tests.support.remembered_walks import demonstration
from workflows import definitions, moves
from workflows.models import Case

START = date(2026, 3, 2)
CURED = "经费列入年度预算，管理员设AB角，半年后月均使用七次。"


@pytest.fixture
def people(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        yield {user.username: user for user in User.objects.select_related("unit")}
    definitions.forget()


@pytest.fixture
def work(people, remembered):
    """The project that does not come forward."""
    said = {"title": "党员远程教育站点规范化", "source": "年度要点", "number": "立〔2026〕0015号"}
    given = {"by": people["sup_clk"], "unit": people["dy_head"].unit}
    return remembered("work", lambda: moves.open_case("task_project", **given, **said))


@pytest.fixture
def walk(people, work):
    return Walk(people, START, work_ref=work)


@pytest.fixture
def cured(walk):
    walk.to_following().follow().outcome()
    Case.objects.filter(kind="task_project", links_in__source=walk.case).update(stage="done", status="DONE")
    return walk.confirmed().move("cure", "sup_clk", outcome_note=CURED)
