"""The main path: plan, field, feedback, answer, report, archive."""

from datetime import date

import pytest

from ledger.verify import verify
from people import clock
from policy import rules as policy
from tests.unit.inspection.conftest import fresh
from workflows import moves, registry
from workflows.errors import Refused
from workflows.models import Case, Link
from workflows.testing import sound

pytestmark = pytest.mark.django_db


def test_the_process_is_sound():
    sound("inspection")


def test_from_plan_to_archive(issued, world, at):
    assert issued.stage == "issued" and issued.number.startswith("督〔2026〕")
    with at(date(2026, 10, 20)):
        with pytest.raises(Refused, match="2026-10-22"):
            moves.move(issued, "archive", by=world.archivist)
    with at(date(2026, 10, 22)):
        moves.move(issued, "archive", by=world.archivist)
    assert fresh(issued).stage == "closed"
    assert verify(issued.uid).ok


def test_every_finding_gets_its_rectification_in_its_unit(issued, world):
    cases = Case.objects.filter(kind="rectification").order_by("pk")
    assert [case.owner_unit for case in cases] == [world.town, world.town2]
    assert [f.rectification_id for f in issued.findings.all()] == [case.pk for case in cases]
    own = registry.kind("rectification").objects.get(pk=cases[0].pk)
    assert own.severity == "serious"
    assert Link.objects.filter(source=issued, kind="L5", target__in=cases).count() == 2


def test_answers_stand_with_their_findings_word_by_word(drafting):
    one, two = drafting.findings.all()
    assert (one.said, one.response, one.responder) == ("written", "情况属实，已补报。", "head1")
    assert two.response == "八月已填，系统没有显示。"


def test_an_inspected_unit_sees_the_case_from_the_notice_on(opened, field, world):
    assert policy.may_see(world.head, field) and field.in_part(world.head)
    assert not field.in_part(world.one)


def test_the_dates_of_the_terms(feedback, at):
    assert feedback.due.astimezone(clock.CHINA).date() == date(
        2026, 9, 29
    )  # ten working days, Sunday the 20th is worked, the 25th is a holiday
