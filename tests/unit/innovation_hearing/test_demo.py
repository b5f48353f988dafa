"""The demonstration's proposals are where they should be, and every chain verifies."""

from datetime import date, datetime

import pytest

from ledger.models import Event
from ledger.verify import verify
from people import clock
from people.clock import CHINA
from processes.innovation_hearing import demo
from processes.innovation_hearing.models import InnovationHearing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("today", [datetime(2026, 11, 20, 14, tzinfo=CHINA), datetime(2026, 10, 12, 14, tzinfo=CHINA)])
def test_the_demonstration_is_built_by_real_moves_and_only_once(people, today):
    with clock.frozen(today):
        demo.build(people)
        demo.build(people)
        stages = sorted(InnovationHearing.objects.values_list("stage", flat=True))
    assert stages == sorted(
        "approved publicity hearing_plan exec_vote hearing synthesis compliance deferred rejected draft".split()
        + ["submitted", "approved"]
    )
    assert all(verify(case.uid).ok for case in InnovationHearing.objects.all())
    came = InnovationHearing.objects.get(number=demo.SITES).links_out.get(kind="L3", target__kind="task_project").target
    assert came.created.astimezone(CHINA).date() <= date(2026, 3, 4)
    grid = InnovationHearing.objects.get(number=demo.GRID)
    mentors = InnovationHearing.objects.get(number=demo.MENTORS).vote_result
    assert [mentors[k] for k in ("should", "present", "agreed", "opposed", "abstained")] == [7, 6, 5, 0, 1]
    assert not Event.objects.filter(at__gt=today).exists()
    assert (grid.vote_result["agreed"], grid.vote_result["opposed"]) == (6, 1)
