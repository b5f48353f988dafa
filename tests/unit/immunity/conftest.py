"""The demonstration's people, an approved work with its certificate, and a matter about the same work."""

from datetime import date, datetime

import pytest

from people.clock import CHINA
from people.models import Role, User
from processes.immunity import works
from processes.immunity.walk import Walk
from processes.innovation_hearing.walk import Walk as Proposal
from tests.support.world import person
from tests.unit.innovation_hearing.conftest import START, people  # noqa: F401
from workflows import moves
from workflows.models import Case, Link


@pytest.fixture
def approved(people):  # noqa: F811
    """A proposal of the party-member centre that the minister has confirmed."""
    walk = Proposal(people, START, head="dy_head", title="村级阵地信息化设备进场试点").to_publicity()
    return walk.ripe("confirm").move("confirm", "minister")


@pytest.fixture
def issued(people, approved):  # noqa: F811
    """Its certificate, the day after."""
    return Walk.of(people, approved.case, approved.now).after(1)


@pytest.fixture
def active(issued):
    return issued.accept()


@pytest.fixture
def matter(people, approved):  # noqa: F811
    """Something open about the responsibility for the project, with an officer and a respondent of its own."""
    before, works.MATTERS = works.MATTERS, ("approval",)
    yield _matter(people, approved)
    works.MATTERS = before


def _matter(people, approved):  # noqa: F811
    Role.objects.get_or_create(code="respondent", defaults={"zh": "被反映人"})
    people["respondent"] = person("respondent", "respondent", unit_code="DYZX")
    people["officer"] = person("officer", "case_officer", unit_code="GJK")
    found = moves.open_case("approval", by=people["zz_head"], title="项目延期的责任", number="责〔2026〕0002号")
    project = Case.objects.get(kind="task_project", links_in__source=approved.case)
    at = datetime(2026, 10, 1, 9, tzinfo=CHINA)
    Link.objects.create(source=found, target=project, kind="L8", reason="同一工作", at=at)
    return found


@pytest.fixture
def claimed(active, matter):
    """Claimed by the respondent about an act of June."""
    return active.on(date(2026, 10, 12)).claim("respondent", matter, date(2026, 6, 20))


def users(walk, *names):
    return [User.objects.get(username=name).pk for name in names]
