"""The sentence beside the light says why the clock stands, and until when."""

from datetime import timedelta

import pytest

from people import clock
from web import reasons, words
from workflows.conformance import story

pytestmark = pytest.mark.django_db


def test_a_case_that_stands_still_says_when_it_goes_on_at_the_latest():
    told, day = story.Story(story.people()).to("pool"), clock.today() + timedelta(20)
    told.act("suspend", "owner", reason="等待上级文件，暂停办理。", until=day)
    assert f"最迟 {words.day(day)} 自动恢复。" in reasons.of(told.now)
