"""The ladder of reminders: each rung once for each due date, to the people it names, as the system's own act."""

from datetime import date, datetime, time, timedelta
from threading import Thread

import pytest
from django.db import connections
from django.urls import reverse

from ledger.models import Event
from ledger.verify import verify
from people import calendar, clock, roles
from policy import rules as policy
from tests.support.world import person, unit
from workflows import inbox, ladder, moves, sweep
from workflows.errors import Refused
from workflows.models import Climb, Link, Outbox, WorkItem

OPENED = date(2026, 3, 2)
DUE = date(2026, 3, 5)  # three working days to decide


@pytest.fixture
def readers(monkeypatch):
    seeing = frozenset({"supervision_office", "deputy_minister", "minister"})
    monkeypatch.setitem(policy.READERS, "approval", seeing)


def staffed():
    person("head", "section_head")
    person("sup", "supervision_office", unit_code="BGS")
    for name in ("dm1", "dm2"):
        person(name, "deputy_minister", unit_code="BWH")
    person("boss", "minister", unit_code="BWH")


def waiting():
    """A matter that waits for one decision."""
    author, decider = person("author", "clerk"), person("decider", unit_code="RCK")
    with on(OPENED):
        case = moves.open_case("approval", by=author, title="一件事", unit=unit())
        moves.move(case, "submit", by=author, signers=[decider.pk], decider=decider.pk)
        moves.act(case, "sign", by=decider, decision="agree")
    case.refresh_from_db()
    return case


def on(day, hour=9):
    return clock.frozen(datetime.combine(day, time(hour), clock.CHINA))


def told(case, topic="ladder"):
    """(topic, usernames) of the reminders sent, oldest first."""
    names = dict(type(case.opened_by).objects.values_list("pk", "username"))
    rows = Outbox.objects.filter(uid=case.uid, topic__startswith=topic).order_by("pk")
    return [(row.topic.partition(".")[2], sorted(names[pk] for pk in row.recipients)) for row in rows]


@pytest.fixture
def case(db, readers):
    staffed()
    return waiting()


def climbed(day, hour=9):
    with on(day, hour):
        return sweep.climb()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-3, [("soon", ["decider"])]),
        (-1, [("soon", ["decider", "head"])]),
        (1, [("late", ["decider", "head", "sup"])]),
        (3, [("late", ["dm1", "dm2"])]),
        (5, [("listed", ["boss"])]),
        (10, [("proposed", ["dm1", "dm2"])]),
    ],
)
def test_each_rung_tells_those_it_names(case, days, expected):
    day = calendar.load().add(DUE, days, "wd", roll=False).date
    before = day - timedelta(days=1)
    climbed(max(before, OPENED) if days > -3 else OPENED - timedelta(days=1))
    known = told(case)
    climbed(day)
    assert told(case)[len(known) :] == expected


def test_from_before_the_due_date_to_ten_days_after_nothing_is_sent_twice_and_nothing_left_out(case):
    day = OPENED
    while day <= DUE + timedelta(days=30):
        for hour in (0, 9, 23):
            climbed(day, hour)
        day += timedelta(days=1)
    assert [topic for topic, _names in told(case)] == ["soon", "soon", "late", "late", "listed", "proposed"]
    assert list(Climb.objects.order_by("days").values_list("days", flat=True)) == [-3, -1, 1, 3, 5, 10]
    assert verify(case.uid).ok


def test_after_a_long_silence_the_late_rungs_are_made_up_for_and_the_early_ones_left(case):
    climbed(DUE + timedelta(days=40))
    assert [topic for topic, _names in told(case)] == ["late", "late", "listed", "proposed"]


def days_told(case):
    return list(
        Outbox.objects.filter(uid=case.uid, topic__startswith="ladder")
        .order_by("pk")
        .values_list("data__days", flat=True)
    )


def test_a_reminder_on_its_day_names_the_days_of_its_rung(case):
    for day in (date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 6), date(2026, 3, 10)):
        climbed(day)
    assert days_told(case) == [3, 1, 1, 3]


def test_a_reminder_that_is_made_up_for_names_the_days_that_have_passed(case):
    climbed(date(2026, 3, 19))
    assert days_told(case) == [10, 10, 10, 10]


def test_a_day_off_brings_nobody_a_day_further(case):
    climbed(date(2026, 3, 6))
    sent = len(told(case))
    for day in (date(2026, 3, 7), date(2026, 3, 8)):  # a weekend
        assert climbed(day) == 0
    climbed(date(2026, 3, 10))
    assert len(told(case)) == sent + 1


def test_it_is_the_systems_own_act_and_says_so(case):
    climbed(date(2026, 3, 6))
    event = Event.objects.filter(uid=case.uid, kind="act.climb").last()
    assert event.actor_id == roles.system_user().pk and event.came_from == event.went_to == "decision"
    case.refresh_from_db()
    assert case.stage == "decision"


def test_another_due_date_is_another_ladder(case):
    climbed(date(2026, 3, 6))
    type(case).objects.filter(pk=case.pk).update(due=case.due + timedelta(days=7))
    climbed(date(2026, 3, 11))
    assert [topic for topic, _names in told(case)] == ["late", "soon", "soon"]


def test_a_matter_that_is_decided_or_whose_term_is_uncertain_is_left_alone(case):
    with on(date(2026, 3, 3)):
        moves.move(case, "adopt", by=person("decider"))
    other = waiting()
    type(other).objects.filter(pk=other.pk).update(provisional=True)
    assert climbed(date(2026, 3, 30)) == 0


def test_nobody_hears_of_a_case_that_they_may_not_see(case):
    type(case).objects.filter(pk=case.pk).update(classification="restricted")
    for day in (date(2026, 3, 6), date(2026, 3, 10)):
        climbed(day)
    assert [names for _topic, names in told(case)] == [["decider"]]


def test_nobody_but_the_clock_climbs(case):
    for name in ("decider", "sup", "author"):
        with on(date(2026, 3, 6)), pytest.raises(Refused):
            moves.act(case, "climb", by=person(name), days=1)
    with on(date(2026, 3, 5)), pytest.raises(Refused):
        moves.act(case, "climb", by=roles.system_user(), days=1)


def test_the_last_rung_asks_and_a_person_decides(client, case):
    climbed(DUE + timedelta(days=20))
    deputy, day = person("dm1"), DUE + timedelta(days=21)
    assert inbox.count(deputy) == inbox.count(person("dm2")) == 1
    client.force_login(deputy, backend="django.contrib.auth.backends.ModelBackend")
    with on(day):
        page = client.get(reverse("web:case", args=[case.uid])).content.decode()
        assert "立项督查" in page
        address = reverse("web:act", args=[case.uid, "weigh_inspection"])
        assert client.post(address, {"decision": "approve", "reason": "拖延已久，立项督查。"}).status_code == 302
    assert inbox.count(deputy) == inbox.count(person("dm2")) == 0
    assert Link.objects.get(source=case.pk).intended == "inspection"
    assert told(case)[-1] == ("approved", ["sup"])
    case.refresh_from_db()
    assert case.stage == "decision" and verify(case.uid).ok
    with on(day):
        moves.move(case, "adopt", by=person("decider"))


def test_a_proposal_nobody_answered_ends_with_the_stage(case):
    climbed(DUE + timedelta(days=20))
    with on(DUE + timedelta(days=21)):
        moves.move(case, "adopt", by=person("decider"))
    assert not WorkItem.objects.filter(process=case.pk, status="ASSIGNED").exists()


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_at_once_send_each_rung_once(readers):
    staffed()
    cases = [waiting() for _n in range(4)]

    def dispatch():
        try:
            sweep.climb()
        finally:
            connections.close_all()

    with on(DUE + timedelta(days=20)):
        threads = [Thread(target=dispatch) for _n in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for case in cases:
        assert [topic for topic, _names in told(case)] == ["late", "late", "listed", "proposed"]
        assert verify(case.uid).ok
    assert ladder.BY_DAYS.keys() == {-3, -1, 1, 3, 5, 10}
