"""The certificates of the demonstration agree with the cases that were agreed on."""

from datetime import datetime

import pytest

from people import clock
from people.clock import CHINA
from processes.accountability import demo as matters
from processes.immunity import demo
from processes.immunity.models import Certificate
from processes.innovation_hearing import demo as proposals

pytestmark = [pytest.mark.django_db]


def test_the_certificates_are_there_with_number_title_and_stage(people):
    proposals.sites(people, proposals.last_certain_day())
    proposals.grid(people, proposals.last_certain_day())
    demo.build(people)
    demo.build(people)
    told = {one.number: one for one in Certificate.objects.all()}
    sites, grid = told[demo.SITES], told[demo.GRID]
    assert sites.title == "村级阵地信息化设备进场试点创新承诺书"
    assert (sites.valid_from.isoformat(), sites.valid_to.isoformat()) == ("2026-03-01", "2027-02-28")
    assert (grid.title, grid.stage) == ("“一册一线”试点创新承诺书", "active")
    assert grid.valid_to.isoformat() == "2027-03-31"
    assert sites.work_ref.number == "创〔2026〕0001号" and grid.work_ref.number == "创〔2026〕0003号"


def test_the_first_is_determined_in_the_matter_of_the_demonstration(people):
    proposals.sites(people, proposals.last_certain_day())
    demo.build(people)
    with clock.frozen(datetime(2026, 11, 21, 9, tzinfo=CHINA)):
        matters.flood(people, clock.today())
    sites = Certificate.objects.get(number=demo.SITES)
    assert (sites.stage, sites.conclusion, sites.matter.number) == ("determined", "full", "责〔2026〕0002号")
    assert sites.matter.stage == "no_liability"
