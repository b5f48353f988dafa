"""The demonstration's suggestions stand where they should, walked there by real moves."""

import pytest

from ledger.verify import verify
from people import clock
from people import demo as people_of_demo
from people.models import User
from processes.suggestion import demo
from processes.suggestion.models import Suggestion

pytestmark = pytest.mark.django_db


def test_seven_suggestions_in_six_stages_one_of_them_late():
    people_of_demo.load(clock.now())
    try:
        demo.build({user.username: user for user in User.objects.select_related("unit")})
    finally:
        clock.reset()
    found = {case.number: case for case in Suggestion.objects.all()}
    assert (found["建〔2026〕0613号"].stage, found["建〔2026〕0614号"].stage) == ("tracking", "closed")
    stages = sorted(case.stage for case in found.values())
    assert stages == ["assigned", "assigned", "closed", "drafted", "drafted", "registered", "tracking"]
    assert all(verify(case.uid).ok for case in found.values())
    assert found["建〔2026〕0613号"].links_out.get().kind == "L1"
    late = {case.title for case in found.values() if case.due and case.due < clock.now()}
    assert "关于流动党员异地参加组织生活的建议" in late
