"""The demonstration's matters are where they should be, and every chain verifies."""

from datetime import datetime

import pytest

from ledger.models import Event
from ledger.verify import verify
from people import clock
from people.clock import CHINA
from processes.accountability import demo
from processes.accountability.models import Accountability

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("today", [datetime(2026, 11, 20, 14, tzinfo=CHINA), datetime(2026, 10, 12, 14, tzinfo=CHINA)])
def test_the_demonstration_is_built_by_real_moves_and_only_once(people, today):
    with clock.frozen(today):
        demo.build(people)
        demo.build(people)
        stages = dict(Accountability.objects.values_list("number", "stage"))
    assert stages == {
        "责〔2026〕0002号": "no_liability", "责〔2026〕0003号": "appeal", "责〔2026〕0004号": "proposed",
        "责〔2026〕0005号": "facts_shown",
    }  # fmt: skip
    assert all(verify(case.uid).ok for case in Accountability.objects.all())
    assert not Event.objects.filter(at__gt=today).exists()
