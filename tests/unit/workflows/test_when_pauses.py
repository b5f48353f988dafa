"""Clocks that stand still while the case waits for whom it is about, and the ledger that remembers it."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from ledger.models import Event
from ledger.verify import verify
from people import calendar, clock, roles
from web import reasons
from workflows import definitions, due, history, lights, moves, pauses, registry, sweep, tally, testing
from workflows.conformance import story
from workflows.conformance.specimen.models import Specimen
from workflows.declare import Term
from workflows.models import Case, Pause

pytestmark = pytest.mark.django_db
WHY = "缺少两份证明，请补齐后再报。"
MONDAY = date(2026, 3, 2)
WHOLE = Term(n=10, unit="wd", start="hand")


def at(day, hour=9):
    return clock.frozen(datetime.combine(day, time(hour), clock.CHINA))


def working(n, since=MONDAY):
    return calendar.load().add(since, n, "wd").date


@pytest.fixture
def stated(monkeypatch):
    """State the specimen otherwise: `stated(stage, change)` for one stage."""
    facts = dict(Specimen.facts)
    monkeypatch.setattr(Specimen, "facts", facts)

    def state(stage, **changed):
        facts[stage] = replace(facts[stage], **changed)
        registry.current.cache_clear()

    state("drafting", waits_for="applicant")
    whole = tuple(replace(move, term=WHOLE) if move.term else move for move in facts["all"].moves)
    state("all", moves=whole)
    yield state
    testing.forget()


@pytest.fixture
def told(stated):
    people = story.people()
    with at(MONDAY):
        return story.Story(people).to("all")


def sent_back(told, day=MONDAY + timedelta(days=1)):
    with at(day):
        told.act("return_to", "signer_a", target="drafting", mode="straight", reason=WHY)


def handed_in(told, day):
    with at(day):
        told.move("begin", "author")


def last_day(case):
    return timezone.localdate(case.due)


def test_the_time_in_which_a_case_waits_for_the_applicant_does_not_count(told):
    assert last_day(told.now) == working(10)
    sent_back(told)
    handed_in(told, MONDAY + timedelta(days=8))  # five working days later
    assert told.stage == "all" and last_day(told.now) == working(15)
    assert {timezone.localdate(item.due) for item in told.items(status="ASSIGNED")} == {working(15)}
    pause = Pause.objects.get()
    assert (pause.code, pause.reason, pause.until is None) == ("applicant", WHY, False)
    assert told.now.waits_since is None and verify(told.case.uid).ok


def test_beginning_and_end_of_a_pause_stand_in_the_history(told):
    sent_back(told)
    handed_in(told, MONDAY + timedelta(days=8))
    fields = [line.entry.fields for line in history.of(told.now)]
    assert fields[-2]["waits_for"] == "applicant" and len(fields[-1]["paused"]) == 2


def test_nothing_runs_where_a_case_begins(stated):
    told = story.Story(story.people())
    assert told.now.waits_since is None and not Pause.objects.exists()


def test_a_case_that_waits_is_grey_and_says_for_whom(told):
    sent_back(told)
    with at(MONDAY + timedelta(days=60)):
        case = told.now
        assert case.due is None and lights.of(case) == ("grey", "暂停计时，自 2026-03-03 起等申请人办理")
        assert Case.objects.aggregate(**tally.counts())["grey"] == 1
        assert "等申请人办理，期限暂停计时" in reasons.of(case) and WHY in reasons.of(case)
        assert sweep.lapse() == 0 and sweep.climb() == 0


def test_the_case_page_says_which_days_did_not_count(told):
    sent_back(told)
    handed_in(told, MONDAY + timedelta(days=8))
    assert "3 月 4—10 日暂停计时，不计入" in reasons.of(told.now)


def test_a_suspension_while_it_waits_is_not_taken_off_twice(told):
    sent_back(told)
    with at(MONDAY + timedelta(days=2)):
        told.act("suspend", "owner", reason=WHY)
    with at(MONDAY + timedelta(days=4)):
        told.act("resume", "owner", reason=WHY)
    handed_in(told, MONDAY + timedelta(days=8))
    assert last_day(told.now) == working(15) and Pause.objects.count() == 2


def test_a_suspension_in_an_earlier_stage_counts_for_a_term_that_began_there(stated):
    people = story.people()
    with at(MONDAY):
        told = story.Story(people)
        told.move("begin", "author")
        told.act("suspend", "owner", reason=WHY)
    with at(MONDAY + timedelta(days=2)):
        told.act("resume", "owner", reason=WHY)
        told.move("to_all", "handler")
    assert last_day(told.now) == working(12)


def test_a_term_of_the_applicant_runs_while_the_case_waits(stated):
    own = Term(n=3, unit="wd", start="drafting")
    stated("drafting", moves=tuple(replace(m, term=own) for m in Specimen.facts["drafting"].moves))
    with at(MONDAY):
        told = story.Story(story.people()).to("all")
    sent_back(told)
    day = MONDAY + timedelta(days=1)
    assert last_day(told.now) == working(3, day)
    with at(day):
        assert lights.of(told.now)[0] != "grey"


def test_the_ledger_survives_a_change_of_the_rules(told, stated):
    sent_back(told)
    handed_in(told, MONDAY + timedelta(days=8))
    longer = tuple(replace(m, term=replace(WHOLE, n=20)) if m.term else m for m in Specimen.facts["all"].moves)
    stated("all", moves=longer)
    target, _rules = definitions.current("specimen")
    with at(MONDAY + timedelta(days=9)):
        moves.act(told.now, "migrate", by=roles.system_user(), definition=target, reason=WHY, change=0)
    assert last_day(told.now) == working(25)
    with at(MONDAY + timedelta(days=10)):
        moves.act(told.now, "reckon", by=roles.system_user())
    assert last_day(told.now) == working(25)


def test_what_waits_follows_new_rules_too(told, stated):
    with at(MONDAY):
        told.act("suspend", "owner", reason=WHY)
    longer = tuple(replace(m, term=replace(WHOLE, n=20)) if m.term else m for m in Specimen.facts["all"].moves)
    stated("all", moves=longer)
    target, _rules = definitions.current("specimen")
    with at(MONDAY):
        moves.act(told.now, "migrate", by=roles.system_user(), definition=target, reason=WHY, change=0)
    assert {timezone.localdate(item.due) for item in told.items(status="SCHEDULED")} == {working(20)}
    with at(MONDAY + timedelta(days=1)):
        told.act("resume", "owner", reason=WHY)
    assert last_day(told.now) == working(21)
    assert {item.due for item in told.items(status="ASSIGNED")} == {told.now.due}


def test_the_reckoning_is_the_same_however_often_it_is_asked(told):
    sent_back(told)
    handed_in(told, MONDAY + timedelta(days=8))
    assert {pauses.deadline(told.now).due for _turn in range(3)} == {told.now.due} == {due.end_of(working(15))}
    assert Event.objects.filter(uid=told.case.uid).count() == told.now.head_seq
