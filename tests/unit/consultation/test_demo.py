"""The demonstration's consultations stand where the domain has them, and were walked there."""

from datetime import datetime

import pytest

from ledger.verify import verify
from people import clock, demo
from people.clock import CHINA
from people.models import User
from processes.consultation import demo as cases
from processes.consultation.models import Consultation
from workflows import definitions, registry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def built(db):
    definitions.forget()
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=CHINA)):
        demo.load(clock.now())
        people = {user.username: user for user in User.objects.select_related("unit")}
        cases.build(people)
        cases.build(people)
        yield {case.number: case for case in Consultation.objects.all()}
    definitions.forget()


def test_both_are_there_once_and_whole(built):
    assert {number: case.stage for number, case in built.items()} == {cases.SITES: "following", cases.TEAMS: "decided"}
    assert all(verify(case.uid).ok for case in built.values())


def test_the_dissent_of_a_retired_cadre_is_kept_and_was_heeded(built):
    case = built[cases.TEAMS]
    assert case.dissent[0]["text"] == "主题教育不宜过长，建议半年小结后再定。"
    assert [row["ruling"] for row in case.measures] == ["accepted", "accepted", "changed"]
    assert case.links_out.filter(intended="campaign").count() == (0 if "campaign" in registry.KINDS else 1)


def test_what_is_followed_has_its_projects_and_months(built):
    case = built[cases.SITES]
    assert [row["month"] for row in case.followups] == ["2026-09", "2026-10"] and case.revealed_at
    assert {link.target.own.stage for link in case.links_out.filter(kind="L10")} == {"running"}
