"""What other processes propose, and what is taken from them along the link (L7, F21)."""

import pytest

from ledger.read import history
from workflows import answers
from workflows.models import Case, Link
from workflows.step import Step

pytestmark = pytest.mark.django_db
FOUND = "推荐程序未逐项表决、未公示，会后才补写记录；有会议记录、台账和两名经办人员的说明相互印证。"


@pytest.fixture
def proposed(walk, people, monkeypatch):
    """A matter that another case proposes; that case answers what was found, and whom it concerns."""
    from processes.admonition import elsewhere

    source = walk().case
    step = Step(source, people["dm_org"], "move.decide", source.created)
    case = elsewhere.take_up(step, "调查核实后提出提醒函询诫勉")
    Link.objects.create(
        source=source, target=case, kind="L7", reason="调查核实", intended="admonition", at=case.created
    )
    found = [{"facts": FOUND * 3, "people": [people["resp"].pk]}]
    question = answers.Question("investigation.facts", lambda work: found)
    monkeypatch.setitem(answers.QUESTIONS, "investigation.facts", question)
    from processes.admonition.walk import Walk

    one = Walk.__new__(Walk)
    one.people, one.case, one.officer, one.deputy = people, case, "co_a", "dm_cadre"
    one.proposer, one.respondent = "gj_head", "resp"
    return one.on(source.created.date())


def test_the_section_completes_what_another_case_proposes(proposed, people):
    one = proposed.act("take_facts", "gj_head")
    assert one.case.respondent_id == people["resp"].pk and FOUND in one.case.facts_text
    one.act("amend_proposal", "gj_head", clause="B07", legal_basis="底线清单 2026")
    one.review().checked().after().move("approve", "minister")
    assert one.case.stage == "approved" and one.case.measure == "remind"


def test_f21_what_was_asked_and_why_stands_in_the_history(proposed):
    one = proposed.act("take_facts", "gj_head")
    asked = [row for entry in history(one.case.uid) for row in entry.fields.get("asked", ())]
    assert asked[0]["question"] == "investigation.facts" and asked[0]["purpose"]


def test_nothing_is_taken_where_nothing_was_found(walk):
    from workflows.errors import Refused

    with pytest.raises(Refused, match="没有可以取用的核实结论"):
        walk().act("take_facts", "gj_head")
    assert Case.objects.count() == 1
