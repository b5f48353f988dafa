"""The papers: each can be drawn up in its stage, says what it must, and is read by those it is for."""

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from tests.unit.inspection.conftest import FACT, WHY, ended, fresh, in_field, visited
from workflows import moves, papers
from workflows.papers.issuing import draw_up, issued
from workflows.papers.typeset import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]


def names(case, user):
    return {kind.name for kind in papers.offered(fresh(case), user)}


def text(case, name):
    return str(draw_up(fresh(case), f"inspection.{name}")[0])


def test_an_open_inspection_has_a_notice_that_asks_for_no_material(field, world):
    assert "notice" in names(field, world.head)
    assert "不迎送" in text(field, "notice") and "XZ01" in text(field, "notice")


def test_a_covert_one_has_none(world):
    case = moves.open_case("inspection", by=world.lead, title="暗访", lead=world.lead, mode="covert")
    case = in_field(case, world, mode="covert")
    assert "notice" not in names(case, world.lead)
    assert "限督查组" in text(case, "plan")


def test_feedback_states_the_right_to_answer(feedback, world):
    said = text(feedback, "feedback")
    assert FACT in said and "不视为认可" in said and "10 个工作日" in said


def test_each_of_several_units_has_feedback_of_its_own(feedback, world, client):
    assert names(feedback, world.head) == {"notice", "feedback"}
    assert {"feedback", "findings", "records", "plan"} <= names(feedback, world.lead)
    own = str(issued(fresh(feedback), "inspection.feedback", str(world.town.pk))[0])
    assert "问题 1" in own and "问题 2" not in own and "XZ02" not in own
    client.force_login(world.head, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("web:sheet_docx", args=[feedback.uid, "feedback"]))
    assert page.status_code == 200
    said = zipfile.ZipFile(io.BytesIO(page.content)).read("word/document.xml").decode()
    assert "XZ01" in said and "XZ02" not in said


def test_plan_notice_and_feedback_are_kept_as_they_were_served(feedback):
    for name in ("plan", "notice", "feedback"):
        assert issued_words(feedback, name)


def test_the_only_unit_reads_its_feedback(opened, world, at):
    case = ended(visited(in_field(opened, world, targets=[world.town]), world, at, [world.town]), world, at)
    assert "feedback" in names(case, world.head)


def test_the_report_says_who_handed_it_in_and_when_before_the_members(issued):
    said = issued_words(issued, "report")
    assert f"{issued.handed_in_at.date()}" in said and said.index("组长，报送") < said.index("督查组成员")


def test_report_and_bulletin_are_kept_as_they_were_issued(issued, world, at):
    for name in ("report", "bulletin"):
        assert name in names(issued, world.head)
        assert issued_words(issued, name)
    said = issued_words(issued, "report")
    assert "情况属实，已补报。" in said and "一、现状" in said and "一册一线" in said
    with at(date(2026, 10, 8)):
        moves.move(issued, "file_objection", by=world.head, points={1: WHY})
        moves.act(issued, "answer_point", by=world.reviewer, point=1, ruling="withdrawn", answer=WHY)
        moves.move(issued, "decide_objection", by=world.reviewer, summary=WHY)
    assert issued_words(issued, "report") == said
    assert "决定：撤回" in issued_words(issued, "ruling") and "ruling" in names(issued, world.head2)


def issued_words(case, name):
    return str(issued(fresh(case), f"inspection.{name}")[0])


@pytest.mark.parametrize("name", ["plan", "records", "findings", "report"])
def test_a_paper_prints(issued, name):
    assert pdf(*draw_up(issued, f"inspection.{name}")).startswith(b"%PDF")
