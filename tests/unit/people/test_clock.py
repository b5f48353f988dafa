from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from people import clock


@pytest.fixture(autouse=True)
def as_it_was():
    yield
    clock.reset()


def test_today_is_the_date_in_china():
    with clock.frozen(datetime(2026, 3, 1, 17, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 2)


def test_time_stands_still_and_runs_on_again():
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    with clock.frozen(moment):
        clock.shift(timedelta(days=2))
        assert clock.now() == clock.now() == moment + timedelta(days=2)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_moved_clock_runs_on():
    clock.set_to(datetime(2026, 11, 20, 9, 0, tzinfo=clock.CHINA))
    clock.shift(timedelta(hours=1))
    assert timedelta() <= clock.now() - datetime(2026, 11, 20, 10, 0, tzinfo=clock.CHINA) < timedelta(seconds=5)


def test_a_real_installation_keeps_its_time(settings, monkeypatch):
    monkeypatch.setenv(clock.OFFSET, "86400")
    settings.DEMO = False
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with pytest.raises(ImproperlyConfigured):
        clock.shift(timedelta(days=1))
