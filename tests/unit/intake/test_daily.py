"""That reports came is history, by the day."""

from datetime import timedelta

from intake import channel, daily
from ledger.models import Event
from people import clock


def test_the_days_reports_stand_in_one_event_on_the_next_day(house):
    channel.submit("own", "一"), channel.submit("superior", "二")
    daily.note_days()
    assert not Event.objects.filter(kind="reports_received").exists()
    with clock.frozen(clock.now() + timedelta(days=1)):
        daily.note_days(), daily.note_days()
    event = Event.objects.get(kind="reports_received")
    assert event.body.count("密〔") == 2
    assert not Event.objects.filter(at__date=clock.today(), kind__startswith="report").exists()
