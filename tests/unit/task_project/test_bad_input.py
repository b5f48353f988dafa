"""What a clerk would really send, through the browser's door: a clear sentence, the way out, nothing done."""

from datetime import datetime

import pytest
from django.test import Client

from ledger.models import Event
from people import clock
from tests.unit.task_project.conftest import NOON, fresh
from workflows import moves

pytestmark = pytest.mark.django_db
APRIL = datetime(2026, 4, 1, 9, tzinfo=NOON.tzinfo)


def sent(user, case, address, **data):
    """(status, what the page says), and that nothing was written."""
    client, before = Client(), Event.objects.filter(uid=case.uid).count()
    client.force_login(user)
    answer = client.post(f"/case/{case.uid}/{address}/", data)
    assert Event.objects.filter(uid=case.uid).count() == before
    return answer.status_code, answer.content.decode()


def test_a_month_is_not_closed_twice(running, team):
    with clock.frozen(APRIL):
        moves.act(running, "close_month", by=team.supervision, month="2026-03")
        status, page = sent(team.supervision, running, "act/close_month", month="2026-03")
    assert status == 409 and "2026-03 已经关账，没有重复关账。需要更正的，请作更正记录。" in page
    assert running.locks.count() == 1


def test_progress_does_not_drop_without_a_reason(running, team):
    moves.move(running, "report_month", by=team.clerk, month="2026-03", progress=40, done="完成字段设计")
    with clock.frozen(APRIL):
        said = {"month": "2026-04", "progress": 30, "done": "继续录入", "problem": "慢"}
        status, page = sent(team.clerk, running, "move/report_month", **said)
    assert status == 409 and "进度比上次（40%）低" in page and "至少 10 个字" in page and "继续录入" in page
    assert fresh(running).progress == 40


def test_weights_of_99_per_cent_are_no_plan(assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    plan = "1 准备 | 40 | clerk | 2026-09-30\n2 录入 | 59 | clerk | 2026-09-30"
    status, page = sent(team.head, assigned, "move/make_plan", wbs=plan)
    assert status in (409, 422) and "还差 1" in page and fresh(assigned).stage == "accepted"


def test_a_claim_of_90_per_cent_is_proved(running, team):
    said = {"month": "2026-03", "progress": 90, "done": "基本完成"}
    status, page = sent(team.clerk, running, "move/report_month", **said)
    assert status == 409 and "进度达到 90%" in page and "佐证" in page and "基本完成" in page


def test_a_group_of_two_is_no_acceptance_group(completed, team):
    said = {"group": [p.pk for p in team.judges[:2]], "starts_at": "2026-03-10T09:00", "place": "三楼会议室"}
    status, page = sent(team.supervision, completed, "move/start_acceptance", **said)
    assert status in (409, 422) and "至少 3 人" in page and fresh(completed).stage == "completion"
