"""Each stage of a proposal has its papers, and they say what happened."""

from datetime import datetime

import pytest

from people import clock
from people.clock import CHINA
from processes.innovation_hearing import demo
from processes.innovation_hearing.models import InnovationHearing
from workflows import papers
from workflows.papers import issuing, typeset

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]


@pytest.fixture
def cases(people, remembered):
    with clock.frozen(datetime(2026, 11, 20, 14, tzinfo=CHINA)):
        remembered("built", lambda: demo.build(people), always=True)
        yield {case.stage: case for case in InnovationHearing.objects.all()}


def drawn(case, name):
    return issuing.draw_up(case, f"innovation_hearing.{name}")


def words(data):
    return str(data["blocks"])


def test_papers_follow_the_stages_and_all_of_them_print(cases):
    reader = cases["approved"].opened_by
    names = {stage: [kind.name for kind in papers.offered(case, reader)] for stage, case in cases.items()}
    assert names["draft"] == ["proposal"]
    assert names["hearing_plan"] == ["proposal", "notice"]
    assert names["exec_vote"] == ["proposal", "notice", "record", "adoption", "review"]
    assert names["approved"] == ["proposal", "notice", "record", "adoption", "review", "vote", "decision"]
    for name in names["approved"]:
        assert typeset.pdf(*drawn(cases["approved"], name)).startswith(b"%PDF-")


def test_the_record_names_who_came_and_the_vote_names_dissent(cases):
    approved = cases["approved"]
    roster = [seat.name for seat in approved.sittings.exclude(stage="exec_vote").first().seats.all()]
    assert all(name in words(drawn(approved, "record")[0]) for name in roster)
    told = words(drawn(approved, "vote")[0])
    assert "应到" in told
    assert all(row["name"] in told for row in approved.vote_result["dissent"])
    assert drawn(approved, "decision")[0]["number"] == approved.number
