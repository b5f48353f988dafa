from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from notifications import background, pace, readers, relay
from notifications.models import Delivery, Unread
from people.models import User
from tests.unit.notifications.conftest import AT
from workflows.models import Outbox


def test_each_recipient_gets_one_row_and_the_count_follows(tell, people):
    tell(*people)
    assert relay.run_once(at=AT).spread == 1
    assert [readers.unread(person) for person in people] == [1, 1, 1]
    assert not Outbox.objects.filter(sent_at=None).exists()


def test_a_row_delivered_twice_has_one_effect(tell, people):
    row = tell(people[1])
    relay.run_once(at=AT)
    Outbox.objects.filter(pk=row.pk).update(sent_at=None)
    relay.run_once(at=AT)
    assert Delivery.objects.filter(channel="app").count() == 1
    assert readers.unread(people[1]) == 1


def test_more_than_the_limit_waits_for_the_next_run(tell, people):
    for _turn in range(5):
        tell(people[0])
    assert relay.run_once(limit=3, at=AT).spread == 3
    assert relay.run_once(limit=3, at=AT).spread == 2


def test_the_statements_of_a_batch_do_not_grow_with_it(tell, people):
    def statements(count):
        for _turn in range(count):
            tell(people[0])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            relay.run_once(at=AT)
        return len(queries)

    assert statements(2) == statements(20)


def test_an_idle_run_only_looks(tell, django_assert_num_queries):
    with django_assert_num_queries(2):
        relay.run_once(at=AT)


def test_people_who_left_are_passed_over(tell, people):
    User.objects.filter(pk=people[2].pk).update(is_active=False)
    tell(*people)
    relay.run_once(at=AT)
    assert not Delivery.objects.filter(person=people[2]).exists()
    assert readers.unread(people[0]) == 1


def test_a_poisoned_row_lets_the_others_pass_and_is_shown_when_given_up(tell, people):
    tell(people[0])
    Outbox.objects.filter(pk=tell(people[1]).pk).update(topic="x", recipients="nobody")
    tell(people[2])
    done = relay.run_once(at=AT)
    assert (done.spread, done.failed) == (2, 1)
    assert relay.run_once(at=AT).failed == 0, "it waits before it is tried again"
    later = AT
    for _turn in range(pace.TRIES):
        later += timedelta(hours=6)
        relay.run_once(at=later)
    assert [row.tries for row in readers.stuck()] == [pace.TRIES]
    assert relay.run_once(at=later + timedelta(days=9)).failed == 0


def test_a_failing_database_is_not_a_failing_notice(tell, people, monkeypatch):
    row = tell(people[0])

    def fail(*ignored):
        raise OperationalError("gone")

    monkeypatch.setattr(relay, "_deliver", fail)
    with pytest.raises(OperationalError):
        relay.run_once(at=AT)
    row.refresh_from_db()
    assert row.tries == 0


@pytest.mark.django_db(transaction=True)
def test_the_background_thread_delivers_and_runs_the_jobs(monkeypatch, tell, people):
    import threading

    ran = threading.Event()

    def broken():
        raise ValueError("one job fails")

    tell(people[0])
    monkeypatch.setattr(background, "jobs", [broken, ran.set])
    try:
        background.start(interval=0.01)
        background.start()
        assert len(background._threads) == 3
        assert ran.wait(10)
        for _turn in range(500):
            if readers.unread(people[0]):
                break
            ran.clear()
            ran.wait(1)
    finally:
        background.stop()
    assert Unread.objects.get(person=people[0]).count == 1


def test_delivery_goes_on_until_little_is_found(tell, people):
    for _turn in range(7):
        tell(people[0])
    background.deliver(limit=3)
    assert readers.unread(people[0]) == 7


def test_one_tick_does_everything(tell, people, monkeypatch):
    from django.core import mail as outgoing

    ran = []
    monkeypatch.setattr(background, "jobs", [lambda: ran.append(1)])
    tell(people[1])
    background.tick()
    assert readers.unread(people[1]) == len(outgoing.outbox) == len(ran) == 1
