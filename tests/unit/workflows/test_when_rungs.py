"""What the clock does by itself around a due date: each rung once, as declared, labelled, whatever time it is."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from ledger.models import Event
from ledger.verify import verify
from people import clock, roles
from tests.support.world import person
from workflows import checks, history, ladder, moves, sweep, testing
from workflows.conformance import story
from workflows.conformance.specimen.models import Specimen
from workflows.declare import Rung
from workflows.errors import Refused
from workflows.models import Climb, Outbox, WorkItem

MONDAY = date(2026, 3, 2)  # five working days in a signing: the ninth
DUE = date(2026, 3, 9)
LADDER = (
    Rung(days=-1, to=("holders",), topic="ladder.soon"),
    Rung(days=1, does="urge", to=("holders",)),
    Rung(days=2, does="escalate", level=1),
    Rung(days=3, does="escalate", level=2),
    Rung(days=4, does="reassign", level=1),
)


def at(day, hour=9):
    return clock.frozen(datetime.combine(day, time(hour), clock.CHINA))


@pytest.fixture
def stated(monkeypatch):
    """State the specimen otherwise in one stage."""

    def state(stage, **changed):
        monkeypatch.setattr(Specimen, "facts", Specimen.facts | {stage: replace(Specimen.facts[stage], **changed)})
        testing.forget()

    testing.forget()
    yield state
    monkeypatch.undo()
    testing.forget()


@pytest.fixture
def case(db, stated):
    """A specimen in a signing of three, which does not lapse, on a ladder of its own."""
    stated("all", rungs=LADDER, moves=tuple(m for m in Specimen.facts["all"].moves if not m.lapses))
    person("head1", "section_head", "office", unit_code="SPEC")
    person("deputy1", "deputy_minister", "office", unit_code="BWH")
    return opened()


def opened(route="all"):
    with at(MONDAY):
        return story.Story(story.people()).to(route)


def climbed(day, hour=9):
    with at(day, hour):
        return sweep.climb()


def automatic(told):
    """(what the clock did, words) of its events, oldest first."""
    lines = history.of(told.now)
    return [(one.entry.fields.get("does"), one.words) for one in lines if one.entry.fields.get("automatic")]


def heard(told, topic):
    rows = Outbox.objects.filter(uid=told.case.uid, topic=topic).order_by("pk")
    return [len(row.recipients) for row in rows]


def test_a_stage_has_a_ladder_of_its_own_and_each_rung_does_what_it_says(case):
    with at(MONDAY):
        case.sign("signer_b")
    for day in range(14):
        climbed(DUE - timedelta(days=3) + timedelta(days=day))
    assert automatic(case) == [
        ("remind", "系统自动提醒"), ("urge", "系统自动催办"), ("escalate", "系统自动报上级"),
        ("escalate", "系统自动报上级"), ("reassign", "系统自动改派"),
    ]  # fmt: skip
    assert list(Climb.objects.order_by("days").values_list("days", flat=True)) == [-1, 1, 2, 3, 4]
    assert heard(case, "ladder.soon") == heard(case, "work.urged") == [2]
    assert heard(case, "ladder.escalated") == [1, 1]
    assert verify(case.case.uid).ok


def test_reassigned_work_is_the_superiors_and_the_case_can_finish(case):
    climbed(DUE + timedelta(days=10))
    assert case.holders() == ["signer_b", "signer_c", "head1"], "one voice each: nobody signs twice"
    assert case.undone() == {"signer_a": "reassigned"}
    item = case.items(owner__username="head1").get()
    assert (item.role, item.asked, item.signing_id is not None) == ("signers", "reassign", True)
    fields = [line.entry.fields for line in history.of(case.now)][-1]
    assert fields["moved"] == [["signer_a", "head1"]] and fields["left"] == ["signer_b", "signer_c"]
    assert case.now.open_items == 3 and case.finish() == "done"


def test_where_nobody_is_above_the_work_stays_and_the_rung_is_not_tried_again(db, stated):
    stated("hand", rungs=(Rung(days=1, does="reassign", level=1),))
    with at(MONDAY):
        told = story.Story(story.people())
        told.move("begin", "author")
    assert [climbed(DUE + timedelta(days=n)) for n in (1, 2, 3)] == [1, 0, 0]
    assert told.holders() == ["handler"] and told.finish("all") == "done"


def test_a_process_may_state_a_ladder_and_others_keep_the_usual_one(db, monkeypatch):
    stated = replace(Specimen.process, rungs=(Rung(days=7, to=("holders",)),))
    monkeypatch.setattr(Specimen, "process", stated)
    testing.forget()
    told = opened()
    assert list(ladder.of(told.now)) == [7]
    before = sweep_days(told)
    monkeypatch.undo()
    testing.forget()
    other = opened("any")
    assert before == [7] and list(ladder.of(other.now)) == [-3, -1, 1, 3, 5, 10]
    assert list(ladder.of(told.now)) == [7], "it keeps the rules it was opened under"


def sweep_days(told):
    Specimen.objects.filter(pk=told.case.pk).update(lapse_move="")
    climbed(DUE + timedelta(days=30))
    return list(Climb.objects.filter(case=told.case.pk).values_list("days", flat=True))


def test_a_ladder_that_could_not_be_climbed_is_found_by_the_checks(db, stated):
    stated("hand", rungs=(Rung(days=1), Rung(days=1, does="urge"), Rung(days=2, does="shout", to=("holders",))))
    found = " ".join(fault.msg for fault in checks.faults(Specimen))
    assert "two rungs of hand stand on the same day, 1" in found and "does 'shout'" in found
    assert "the rung of hand on day 1 tells nobody" in found


# The clock


@pytest.mark.parametrize("hours", [(9, 8, 9, 10, 9), (23, 22, 23, 0, 1)])
def test_an_hour_forwards_or_back_doubles_nothing_and_misses_nothing(case, hours):
    for hour in hours:
        climbed(DUE + timedelta(days=1), hour)
    assert heard(case, "work.urged") == [3]


def test_an_hour_around_midnight_lapses_once(db, stated):
    told = opened()
    for moment, expected in ((DUE, 0), (DUE + timedelta(days=1), 1), (DUE, 0), (DUE + timedelta(days=1), 0)):
        with at(moment, 23 if moment == DUE else 0):
            assert sweep.lapse() == expected
    assert told.stage == "decision"
    assert Event.objects.filter(uid=told.case.uid, kind="move.ran_out").count() == 1


def test_four_hundred_days_at_once_every_late_rung_once_and_what_lapses_lapses_once(case):
    other = opened("any")
    far = DUE + timedelta(days=400)
    for _turn in range(3):
        with at(far):
            sweep.lapse()
            sweep.climb()
    assert list(Climb.objects.filter(case=case.case.pk).order_by("days").values_list("days", flat=True)) == [1, 2, 3, 4]
    assert other.stage == "decision" and timezone.localdate(other.now.due) > far
    assert not Climb.objects.filter(case=other.case.pk, days__gt=0).exists(), "its new term has just begun"


def test_the_clock_takes_a_move_only_when_it_is_due(db, stated):
    told = opened()
    with at(DUE), pytest.raises(Refused, match="期限没有届满"):
        told.move("ran_out", roles.system_user())
    with at(DUE + timedelta(days=1)):
        assert sweep.lapse() == 1
    line = history.of(told.now)[-1]
    assert line.entry.fields["automatic"] and line.words == "期满送审定（系统自动）"
    assert set(told.undone().values()) == {"lapsed"}


def test_what_cannot_lapse_keeps_nobody_behind_it_waiting(db, stated, monkeypatch):
    cases = [opened() for _n in range(3)]
    stuck = cases[0].case.pk
    monkeypatch.setattr(Specimen, "ran_out", _unless(stuck, Specimen.ran_out))
    with at(DUE + timedelta(days=1)):
        taken = [sweep.lapse(limit=1) for _turn in range(4)]
    assert sum(taken) == 2 and [told.stage for told in cases] == ["all", "decision", "decision"]
    sweep.rounds.past.clear()


def _unless(stuck, move):
    def ran_out(case):
        if case.pk == stuck:
            raise ValueError("a mistake in a process")
        return move(case)

    ran_out._django_fsm = move._django_fsm
    return ran_out


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_at_once_take_each_lapse_and_each_rung_once(stated):
    stated("all", rungs=LADDER)
    person("head1", "section_head", "office", unit_code="SPEC")
    stays, lapses = [opened() for _n in range(3)], [opened("any") for _n in range(3)]
    Specimen.objects.filter(pk__in=[told.case.pk for told in stays]).update(lapse_move="")
    gate = Barrier(2)

    def dispatch():
        try:
            gate.wait(30)
            for _turn in range(2):
                sweep.lapse()
                sweep.climb()
        finally:
            connections.close_all()

    with at(DUE + timedelta(days=20)):
        threads = [Thread(target=dispatch) for _n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
    for told in stays:
        assert [does for does, _words in automatic(told)] == ["urge", "escalate", "escalate", "reassign"]
    for told in lapses:
        assert told.stage == "decision" and len(automatic(told)) == 1
    assert all(verify(told.case.uid).ok for told in stays + lapses)


ZONES = """
import django; django.setup()
from datetime import datetime
from people import calendar, clock
from workflows import due
from workflows.declare import Term
for day in ((3, 6), (3, 27), (10, 30), (2, 11)):
    start = datetime(2026, *day, 23, 30, tzinfo=clock.CHINA)
    found = due.of_term(Term(n=5, unit="wd", start="x"), start, days=calendar.seeded())
    print(found.due.astimezone(clock.CHINA).isoformat(), found.warn_at.astimezone(clock.CHINA).isoformat())
"""


def test_where_the_host_stands_and_its_summer_time_change_no_due_date():
    said = {
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", ZONES], env=os.environ | {"TZ": zone, "DJANGO_SETTINGS_MODULE": "settings.test"},
            capture_output=True, text=True, check=True,
        ).stdout
        for zone in ("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Pacific/Apia", "UTC")
    }  # fmt: skip
    assert len(said) == 1 and "23:59:59+08:00" in said.pop()


def test_open_work_that_was_reassigned_is_nobodys_twice(case):
    climbed(DUE + timedelta(days=10))
    owners = WorkItem.objects.filter(process=case.case.pk, status="ASSIGNED", kind="sign").values_list(
        "owner", flat=True
    )
    assert len(owners) == len(set(owners)) == 3
    with at(DUE + timedelta(days=11)), pytest.raises(Refused):
        moves.act(case.now, "sign", by=case.people["signer_a"], decision="agree")
