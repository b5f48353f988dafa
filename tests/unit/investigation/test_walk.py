"""The paths of an investigation, by real moves."""

import pytest

from ledger.verify import verify
from processes.investigation.walk import Walk
from tests.unit.investigation.conftest import START
from workflows import testing

pytestmark = pytest.mark.django_db


def test_the_folder_is_sound():
    testing.sound("investigation")


def test_a_clue_is_verified_by_two_heard_decided_and_told_to_both_sides(walk):
    walk.to_decided("admonition").notify().close()
    assert (walk.case.stage, walk.case.outcomes, verify(walk.case.uid).ok) == ("closed", ["admonition"], True)
    link = walk.case.links_out.get(intended="admonition")
    assert link.kind == "L7" and "反映人" not in link.reason


def test_what_is_serious_is_voted_by_the_executive_meeting(walk):
    walk.to_decided("accountability")
    assert walk.case.stage == "decided" and walk.case.vote_result["outcome"] == "pass"
    assert walk.case.links_out.filter(intended="accountability").exists()


def test_somebody_without_an_account_is_heard_on_paper(people):
    walk = Walk(people, START, respondent=None).to_decided("end", finding="false")
    assert walk.case.stage == "decided"
