"""What will happen, as the page says it: names, last days, why these people, and what if."""

import pytest

from tests.support.world import person
from tests.unit.web.conftest import text
from workflows import moves
from workflows.conformance import story

pytestmark = pytest.mark.django_db


def test_the_page_names_who_comes_next_why_and_by_when(see, case, people):
    page = text(see(people[0], f"/case/{case.uid}/ahead/"))
    assert "会签通过 → 审定" in page and people[2].name in page and "办理期限：最迟" in page
    assert "也可能：不通过" in page


def test_it_says_what_would_follow_otherwise(see, case, people):
    page = text(see(people[0], f"/case/{case.uid}/ahead/"))
    assert "会签不同意" in page and "事项结束" in page


def test_it_says_what_would_follow_a_return(client, db):
    told = story.Story(story.people()).to("any")
    client.force_login(told.people["signer_a"])
    page = text(client.get(f"/case/{told.case.uid}/ahead/"))
    assert "退回“经办”" in page and "handler" in page


def test_a_case_that_has_ended_has_nothing_ahead(see, case, people):
    moves.act(case, "sign", by=people[1][0], decision="oppose", opinion="理由不足")
    assert "后面没有环节" in text(see(people[0], f"/case/{case.uid}/ahead/"))


def test_who_may_not_see_the_case_may_not_see_its_future(see, case, people):
    assert see(people[3], f"/case/{case.uid}/ahead/").status_code == 404


def test_the_form_that_starts_a_case_says_what_follows(see, db):
    clerk = person("office_clerk", "supervision_office")
    page = text(see(clerk, "/start/task_project/"))
    assert "提交以后" in page and "立项登记" in page


def test_every_process_can_be_foretold_before_it_is_opened(see, db):
    """Also by somebody in whose unit nobody holds the posts: it says whom it waits for and does not fail."""
    clerk = person("everywhere", "office", "supervision_office", "clerk", "section_head", "inspector")
    for code in ("consultation", "innovation_hearing", "inspection", "rectification", "suggestion", "task_project"):
        answer = see(clerk, f"/start/{code}/")
        assert answer.status_code in (200, 404), code


def test_the_page_of_the_case_asks_for_the_names_and_shows_them(see, case, people):
    address = f"/case/{case.uid}/ahead/card/"
    assert f'hx-get="{address}"' in see(people[0], f"/case/{case.uid}/").content.decode()
    card = text(see(people[0], address))
    assert "会签通过 → 审定" in card and people[2].name in card and "办理期限：最迟" in card


def test_who_may_not_see_the_case_gets_no_names(see, case, people):
    assert see(people[3], f"/case/{case.uid}/ahead/card/").status_code == 404
