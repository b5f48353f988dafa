"""The demonstration's inspections are walked by real moves, on days that are past."""

from datetime import datetime

import pytest

from ledger.models import Event
from ledger.verify import verify
from people import clock
from people import demo as people_of_demo
from people.clock import CHINA
from people.models import User
from policy import rules as policy
from processes.innovation_hearing import demo as innovations
from processes.inspection import demo, jobs
from processes.inspection.models import Inspection

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 11, 21, 14, tzinfo=CHINA)


@pytest.fixture
def people():
    with clock.frozen(NOW):
        people_of_demo.load(NOW)
    return {user.username: user for user in User.objects.select_related("unit")}


def test_three_inspections_stand_where_they_should(people):
    with clock.frozen(NOW):
        innovations.build(people)
        demo.build(people)
        demo.build(people)
        assert jobs.open_quarter() is None
    cases = {case.number: case for case in Inspection.objects.all()}
    assert len(cases) == 3
    assert cases[demo.QUARTER].stage == "issued" and cases[demo.WINDOW].stage == "findings_out"
    going_on = next(case for number, case in cases.items() if number not in (demo.QUARTER, demo.WINDOW))
    assert (going_on.stage, going_on.quarter, going_on.generated) == ("fieldwork", "2026Q4", True)
    assert cases[demo.QUARTER].topics.filter(source__isnull=False).exists()
    numbers = [f.rectification.number for f in cases[demo.QUARTER].findings.all()]
    assert numbers == ["改〔2026〕0030号", "改〔2026〕0031号", "改〔2026〕0034号"]
    assert all(verify(case.uid).ok for case in cases.values())
    assert not Event.objects.filter(at__gt=NOW).exists()
    assert not policy.may_see(people["t02_wy"], cases[demo.WINDOW])


def test_an_earlier_day_shows_less(people):
    day = datetime(2026, 10, 12, 14, tzinfo=CHINA)
    with clock.frozen(day):
        demo.build(people)
    assert {case.stage for case in Inspection.objects.all()} == {"issued", "findings_out", "planned"}
    assert not Event.objects.filter(at__gt=day).exists()
