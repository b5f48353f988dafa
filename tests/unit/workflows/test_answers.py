"""Across processes nothing is read but by a named question, along a link, for a purpose that the event keeps (F21)."""

import pytest

from ledger.models import Event
from ledger.read import history
from tests.support.approval.models import Approval
from workflows import links, moves, registry
from workflows.answers import QUESTIONS, answers, ask
from workflows.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
WHY = "量责前核对承诺书"


@pytest.fixture
def asked(world, monkeypatch):
    """A case whose author may join it to another and ask about that; the questions are forgotten afterwards."""

    def join(case, step, *, to):
        links.join(step, kind="L8", reason="同一工作", target=to)

    def look(case, step, *, of, purpose, question="specimen.held"):
        case.found = ask(question, work=of, purpose=purpose, step=step)
        step.fields["got"] = case.found

    monkeypatch.setitem(registry.ACTS, "join", join)
    monkeypatch.setitem(registry.ACTS, "look", look)
    before = dict(QUESTIONS)
    made = world("draft", draft={"acts": {"join": ("opened_by",), "look": ("opened_by",)}})
    made.work = moves.open_case("approval", by=made.author, title="所问的工作", number="批〔2026〕0099号")
    answers("specimen.held")(lambda work: [{"number": work.number}])
    answers("specimen.talks", to=("obligation",))(lambda work: [{"talk": "谈心内容"}])
    yield made
    QUESTIONS.clear()
    QUESTIONS.update(before)


def joined(asked):
    asked.act("join", asked.author, to=asked.work)
    return asked


def look(asked, **more):
    return asked.act("look", asked.author, **{"of": asked.work, "purpose": WHY} | more)


def told(asked):
    return [entry.fields for entry in history(asked.case.uid)][-1]


def test_f21_a_linked_case_is_answered_and_the_purpose_stands_in_its_own_event(asked):
    look(joined(asked))
    fields = told(asked)
    assert fields["got"] == [{"number": "批〔2026〕0099号"}]
    assert fields["asked"] == [
        {"question": "specimen.held", "of": "批〔2026〕0099号", "purpose": WHY, "found": 1},
    ]
    assert not Event.objects.filter(uid=asked.work.uid, kind="act.look").exists()


def test_f21_without_a_link_nothing_is_asked(asked):
    with pytest.raises(Refused, match="没有关联"):
        look(asked)
    assert not Event.objects.filter(uid=asked.case.uid, kind="act.look").exists()


def test_f21_a_link_from_the_other_case_serves_as_well(asked):
    moves.act(asked.work, "join", by=asked.author, to=asked.case)
    look(asked)
    assert told(asked)["asked"][0]["found"] == 1


@pytest.mark.parametrize("purpose", ["", "  ", "查查"])
def test_f21_without_a_purpose_nothing_is_asked(asked, purpose):
    with pytest.raises(Refused, match="须写明用途"):
        look(joined(asked), purpose=purpose)


def test_f21_what_is_not_answered_to_a_process_does_not_exist_for_it(asked):
    with pytest.raises(NotFound):
        look(joined(asked), question="specimen.talks")


def test_a_question_that_nobody_answers_has_no_answers(asked):
    assert ask("specimen.nothing", work=asked.work, purpose=WHY, case=asked.case) == []


def test_a_page_asks_for_a_case_without_a_step_and_needs_the_link_too(asked):
    with pytest.raises(Refused):
        ask("specimen.held", work=asked.work, purpose=WHY, case=asked.case)
    joined(asked)
    before = Approval.objects.get(pk=asked.case.pk).head_seq
    assert ask("specimen.held", work=asked.work, purpose=WHY, case=asked.case) == [{"number": "批〔2026〕0099号"}]
    assert Approval.objects.get(pk=asked.case.pk).head_seq == before


def test_a_case_asks_about_itself_without_a_link(asked):
    asked.act("look", asked.author, of=asked.case, purpose=WHY)
    assert told(asked)["asked"][0]["of"] == str(asked.case.uid)


def test_one_step_keeps_a_question_once(asked, monkeypatch):
    def twice(case, step, *, of):
        ask("specimen.held", work=of, purpose=WHY, step=step)
        ask("specimen.held", work=of, purpose=WHY, step=step)

    monkeypatch.setitem(registry.ACTS, "look", twice)
    joined(asked).act("look", asked.author, of=asked.work)
    assert len(told(asked)["asked"]) == 1


def test_two_processes_do_not_answer_one_question(asked):
    with pytest.raises(ValueError, match="already"):
        answers("specimen.held")(lambda work: [])
