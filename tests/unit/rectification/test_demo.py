"""The demonstration's rectifications are walked by real moves."""

from datetime import datetime

import pytest

from ledger.verify import verify
from people import clock
from people import demo as people_of_demo
from people.models import User
from processes.innovation_hearing import demo as proposals
from processes.inspection import demo as inspections
from processes.rectification import demo, stats
from processes.rectification.models import Rectification
from workflows import lights, numbers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_one_is_struck_off_and_one_is_being_put_right():
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=clock.CHINA)):
        people_of_demo.load(clock.now())
        people = {user.username: user for user in User.objects.select_related("unit")}
        demo.build(people)
        demo.build(people)
        exports, meeting = Rectification.objects.order_by("number")
        assert numbers.take("改", clock.now()) == "改〔2026〕0035号"
        assert (exports.number, exports.stage, exports.in_time) == ("改〔2026〕0031号", "cancelled_no", True)
        assert str(exports.re_check_at) == "2027-01-26" and exports.severity == "serious"
        assert (meeting.number, meeting.stage, str(meeting.due_on)) == ("改〔2026〕0034号", "executing", "2026-11-30")
        assert lights.colour(meeting.due, meeting.warn_at) == "green" and not meeting.at_risk()
        assert stats.of(people["sup_clk"]).in_time_share == 100
    for case in (exports, meeting):
        assert verify(case.uid).ok and case.created.year == 2026


def test_what_the_inspection_of_the_demonstration_opened_is_walked_on():
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=clock.CHINA)):
        people_of_demo.load(clock.now())
        people = {user.username: user for user in User.objects.select_related("unit")}
        proposals.build(people)
        inspections.build(people)
        demo.build(people)
        found = {case.number: case for case in Rectification.objects.all()}
    stages = {number[-3:-1]: case.stage for number, case in found.items()}
    assert stages == {"30": "executing", "31": "cancelled_no", "34": "executing"}
    assert found["改〔2026〕0031号"].title == "北塘镇党员信息导出未审批问题整改"
    assert found["改〔2026〕0034号"].title == "高岭乡例会议定事项未对账问题整改"
    assert found["改〔2026〕0030号"].at_risk() == "核查 1 次未通过"
    assert all(case.links_in.filter(kind="L5").exists() for case in found.values())
