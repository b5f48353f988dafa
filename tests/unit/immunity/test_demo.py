"""The certificates of the demonstration agree with the cases that were agreed on."""

import pytest

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
