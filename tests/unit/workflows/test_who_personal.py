"""A statement of one's own is never lent: who acts for somebody does their work and not their word."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from people import clock
from people.models import Mandate
from tests.support.world import person, unit
from workflows import agency, moves, registry
from workflows.errors import Refused
from workflows.testing import fresh

pytestmark = pytest.mark.django_db
OWN = {
    "inspection": ("declare_ties", "sign_visit", "dissent", "countersign_report"),
    "consultation": ("describe_self", "confirm_seat", "give_opinion", "note_dissent"),
    "task_project": ("contest",),
    "suggestion": ("rate_reply",),
}
WHY = "这项任务不属于我们单位的职责范围。"


def lent(principal, agent):
    day = clock.today()
    Mandate.objects.create(principal=principal, agent=agent, since=day, until=day + timedelta(days=9), reason="学习")


@pytest.fixture
def project(db):
    office = person("supervision", "supervision_office", unit_code="BGS")
    people = SimpleNamespace(head=person("head", "section_head"), agent=person("agent", "supervision_office"))
    person("office", "office", unit_code="BGS")
    day = clock.today() + timedelta(days=200)
    more = {"source": "年度要点", "metric": "覆盖率 98%", "due_on": day}
    case = moves.open_case("task_project", by=office, unit=unit("ZZK"), title="试点项目", **more)
    moves.move(case, "register", by=office)
    lent(people.head, people.agent)
    return fresh(case), people


@pytest.mark.parametrize(("code", "names"), OWN.items())
def test_each_process_names_the_statements_of_a_person(code, names):
    stated = {name for facts in registry.kind(code).facts.values() for name in facts.acts}
    assert set(names) <= stated & agency.ACTS


def test_an_agent_does_not_contest_for_another_and_is_refused_in_words(project):
    case, people = project
    with pytest.raises(Refused) as refused:
        moves.act(case, "contest", by=people.agent, text=WHY)
    assert refused.value.why and not fresh(case).contested
    moves.act(case, "contest", by=people.head, text=WHY)
    assert fresh(case).contested == WHY


def test_the_same_agent_does_the_work_beside_it(project):
    case, people = project
    moves.move(case, "sign_for", by=people.agent)
    assert fresh(case).stage == "accepted"
