"""Who dissented when a work was approved is told to those who weigh responsibility for it, and to nobody else (L8)."""

import pytest

from processes.innovation_hearing.told import dissent
from workflows.answers import QUESTIONS
from workflows.models import Case

pytestmark = pytest.mark.django_db
WARNED = "汛期施工风险大，建议错开雨季进场。"


@pytest.fixture
def approved(walk):
    return walk.to_publicity(dm_org=("reject", WARNED)).ripe("confirm").move("confirm", "minister").case


def test_a_recorded_dissenter_is_told_with_the_words_as_they_were_said(approved):
    (found,) = dissent(approved)
    assert (found["choice"], found["opinion"], found["number"]) == ("reject", WARNED, approved.number)
    assert found["person"] and found["name"]


def test_the_project_that_the_proposal_opened_is_asked_about_like_the_proposal(approved):
    project = Case.objects.get(kind="task_project", links_in__source=approved)
    assert dissent(project) == dissent(approved)


def test_a_proposal_that_all_agreed_to_has_no_dissenters(walk):
    assert dissent(walk.to_publicity().case) == []


def test_f21_dissent_is_told_to_responsibility_and_admonition_alone():
    assert QUESTIONS["innovation_hearing.dissent"].to == ("accountability", "admonition")
