"""The papers: each can be drawn up in its stage, says what it must, and is read by those it is for."""

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from tests.unit.inspection.conftest import FACT, WHY, answered, ended, fresh, in_field, reported, signed, visited
from workflows import moves, papers
from workflows.errors import Refused
from workflows.papers import chinese_date
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
    assert chinese_date(issued.handed_in_at.date()) in said and said.index("组长，报送") < said.index("督查组成员")


def signatures(case, name="report"):
    """(who, what) in the order in which the paper shows them."""
    blocks = issued(fresh(case), f"inspection.{name}")[0]["blocks"]
    return [
        (row[0], row[1], bool(row[2])) for block in blocks if block["kind"] == "signatures" for row in block["rows"]
    ]


def test_lead_members_deputy_and_minister_sign_the_report_in_this_order(drafting, world, at):
    case = reported(drafting, world, at)
    assert [item.owner for item in waiting(case, "inspector")] == [world.one, world.two]
    with at(date(2026, 9, 19)):
        moves.act(case, "countersign_report", by=world.two)
    with at(date(2026, 9, 20)):
        moves.act(case, "clear_report", by=world.deputy, opinion="同意报部长签发。")
    assert not waiting(case, "deputy_minister") and [i.owner for i in waiting(case, "inspector")] == [world.one]
    assert signatures(signed(case, world, at)) == [
        ("lead", "组长，报送", True), ("two", "督查组成员，签名", True), ("one", "督查组成员，未签名", False),
        ("deputy", "审核", True), ("minister", "签发", True),
    ]  # fmt: skip


def waiting(case, role):
    return list(case.task_set.filter(status="ASSIGNED", role=role, kind="move").select_related("owner"))


def test_a_report_that_came_back_is_signed_anew(drafting, world, at):
    case = reported(drafting, world, at)
    moves.act(case, "countersign_report", by=world.one)
    moves.act(case, "clear_report", by=world.deputy)
    with pytest.raises(Refused, match="已经审核同意"):
        moves.act(case, "clear_report", by=world.deputy)
    with pytest.raises(Refused, match="没有签名"):
        moves.act(case, "countersign_report", by=world.one)
    moves.move(case, "send_back_report", by=world.deputy, reason="建议部分请再写具体一些。")
    moves.move(case, "submit_report", by=world.lead)
    case = fresh(case)
    assert case.cleared_at is None and [m.person for m in case.members.filter(signed_at=None)] == [world.one, world.two]


def test_who_approved_the_plan_has_signed_it(field, world):
    assert signatures(field, "plan") == [("lead", "组长，报方案", False), ("deputy", "批准", True)]


def test_records_and_findings_are_kept_from_the_feedback_on_and_findings_with_each_answer(feedback, world, at):
    assert "查看了全年台账" in issued_words(feedback, "records")
    assert signatures(feedback, "records") == [("one", "签字", True), ("two", "签字", True)] * 2
    assert "情况属实，已补报。" not in issued_words(feedback, "findings")
    assert "情况属实，已补报。" in issued_words(answered(feedback, world, at), "findings")


def test_a_correction_says_what_was_and_what_is(issued, world, at):
    with at(date(2026, 10, 8)):
        moves.move(issued, "file_objection", by=world.head, points={1: WHY})
        said = {"ruling": "amended", "answer": WHY, "severity": "minor", "fact": "七月没有填报，八月已经填报。"}
        moves.act(issued, "answer_point", by=world.reviewer, point=1, **said)
        assert "correction" not in names(issued, world.head2)
        moves.move(issued, "decide_objection", by=world.reviewer, summary=WHY)
    said = issued_words(issued, "correction")
    assert FACT in said and "八月已经填报。（一般）" in said and "correction" in names(issued, world.head2)
    assert "八月已经填报。" in issued_words(issued, "findings")


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
