"""The desk of a sitting in a browser: the count follows by itself, the head comes last, the month fits."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from people import demo
from people.clock import CHINA
from people.models import User
from processes.innovation_hearing.walk import Walk
from tests.browser import faults
from tests.browser.conftest import violations
from workflows import definitions


@pytest.fixture
def vote(transactional_db):
    """A meeting whose vote is open, one ballot cast."""
    definitions.forget()
    today = timezone.localdate()
    demo.load(datetime.combine(today - timedelta(200), datetime.min.time(), CHINA))
    people = {user.username: user for user in User.objects.all()}
    walk = Walk(people, today - timedelta(90), title="村级台账随变随改试行办法").to_vote().meeting()
    walk.on(today - timedelta(1)).came("exec_gb").act("start_vote", "sec_rec")
    walk.ballot("dm_exec", "reject", "时机还不成熟")
    yield walk
    definitions.forget()


def address(walk):
    return f"/case/{walk.case.uid}/sitting/{walk.sitting.pk}/"


def test_a_vote_is_followed_live_cast_on_the_page_and_the_head_waits(visit, vote):
    watching = visit(vote.people["sec_rec"], address(vote), 1280)
    assert "已投 1，共 6 人" in watching.text_content("#board") and "时机还不成熟" not in watching.content()
    member = visit(vote.people["dm_cadre"], address(vote), 390)
    member.get_by_label("赞成").check()
    assert member.text_content("button[data-act]") == "提交表决：赞成"
    member.click("button[data-act]")
    member.wait_for_load_state()
    assert "已表决" in member.text_content("#board")
    watching.get_by_text("已投 2，共 6 人").wait_for(timeout=15000)
    head = visit(vote.people["minister"], address(vote), 390)
    assert "末位表态：等" in head.text_content("#board")
    for page, width in ((watching, 1280), (member, 390), (head, 390)):
        assert violations(page) == [] and faults.on_screen(page, width) == []


def test_the_month_and_the_list_fit_and_can_be_read(visit, vote):
    for width, theme in ((390, "dark"), (1280, "light")):
        for path in ("/sittings/?all=1", f"/sittings/?view=month&month={vote.sitting.starts_at:%Y-%m}&all=1"):
            page = visit(vote.people["sec_rec"], path, width, theme)
            assert vote.case.title in page.text_content("main")
            assert violations(page) == [] and faults.on_screen(page, width) == []
