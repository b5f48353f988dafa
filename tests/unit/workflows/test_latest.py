"""The last day of service is the last from which the notice period is over when the sitting begins."""

from datetime import datetime, timedelta

import pytest

from people.clock import CHINA
from workflows import due
from workflows.declare import Term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("term", [(7, "cd"), (2, "wd"), (5, "wd"), (1, "m"), (0, "wd")])
@pytest.mark.parametrize("day", ["2026-02-24", "2026-03-02", "2026-03-31", "2026-10-12", "2026-01-05"])
def test_a_day_later_would_be_too_late(term, day):
    minimum = Term(n=term[0], unit=term[1], start="served")
    starts = datetime.fromisoformat(f"{day}T14:30").replace(tzinfo=CHINA)
    last, _reckoned = due.latest(minimum, starts)
    served = datetime.combine(last, datetime.min.time().replace(hour=9), CHINA)
    assert due.earliest(minimum, served)[0] <= starts < due.earliest(minimum, served + timedelta(days=1))[0]
