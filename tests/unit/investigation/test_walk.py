"""The paths of an investigation, by real moves."""

import pytest

from ledger.verify import verify
from processes.accountability.checking import source_facts
from processes.investigation.walk import BASIS, TEXT, Walk, allegation
from tests.unit.investigation.conftest import START
from workflows import testing
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
ABOUT = ((1, "t11_wy"), (2, "t03_wy"))


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


def test_the_reporter_takes_the_report_back_and_the_case_goes_on(walk):
    walk.to_triage().act("note_withdrawal", walk.head, text="三月四日来电要求撤回。")
    assert (walk.case.stage, walk.case.taken_back) == ("triage", "三月四日来电要求撤回。")
    with pytest.raises(Refused, match="已经登记过"):
        walk.act("note_withdrawal", walk.head, text="三月五日再次来电。")
    assert walk.triage().open_verify().case.stage == "plan"


def two_people(people, *findings):
    """A clue about two people, an allegation each, found so."""
    about = [{"n": n, "name": people[name].name, "post": "", "person": people[name].pk} for n, name in ABOUT]
    said = [allegation(n, f"{TEXT}第{n}件。", concerns=[n]) for n, _name in ABOUT]
    known = {"respondents": [name for _n, name in ABOUT]}
    walk = Walk(people, START, respondent="t11_wy", **known, allegations=said)
    walk.act("amend_clue", walk.clerk, respondents=about).to_verifying().after(3).talk().item()
    rows = {n: {"finding": one, "basis": BASIS, "items": [1]} for n, one in enumerate(findings, start=1)}
    return walk.act("write_findings", walk.team[0], findings=rows).heard().report()


def test_l7_each_person_found_to_have_done_something_has_a_case_of_their_own(people):
    walk = two_people(people, "partly", "true").propose("accountability").meeting().vote().decide()
    opened = [link.target.own for link in walk.case.links_out.filter(intended="accountability").order_by("pk")]
    assert [case.respondent.username for case in opened] == ["t11_wy", "t03_wy"]
    assert {case.object_kind for case in opened} == {"person"}
    # Each is told what was found about its own person, and nothing of the other.
    assert [("第1件" in facts, "第2件" in facts) for facts in map(source_facts, opened)] == [
        (True, False),
        (False, True),
    ]


def test_f14_nothing_is_opened_about_whom_nothing_was_found(people):
    walk = two_people(people, "partly", "false").propose("admonition").decide()
    (link,) = walk.case.links_out.filter(intended="admonition")
    assert link.target.own.respondent.username == "t11_wy"


def test_two_adverse_outcomes_name_nobody_a_person_says_which_is_whose(people):
    walk = two_people(people, "partly", "true").propose("admonition", "accountability").meeting().vote().decide()
    opened = [link.target.own for link in walk.case.links_out.filter(kind="L7")]
    assert len(opened) == 2 and {case.respondent_id for case in opened} == {None}


def test_somebody_without_an_account_is_heard_on_paper(people):
    walk = Walk(people, START, respondent=None).to_decided("end", finding="false")
    assert walk.case.stage == "decided"
