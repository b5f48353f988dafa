"""Papers of a suggestion: what was answered, to whom nobody is named."""

import pytest

from people import clock
from people import demo as people_of_demo
from people.models import User
from processes.suggestion import demo
from processes.suggestion.models import Suggestion
from workflows import papers
from workflows.papers import issuing, typeset

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    people_of_demo.load(clock.now())
    try:
        demo.build({user.username: user for user in User.objects.select_related("unit")})
    finally:
        clock.reset()
    return {case.number: case for case in Suggestion.objects.all()}


def test_papers_follow_the_stages_and_print(cases):
    done, new = cases["建〔2026〕0614号"], next(case for case in cases.values() if case.stage == "registered")
    names = [kind.name for kind in papers.offered(done, done.opened_by)]
    assert [kind.name for kind in papers.offered(new, new.opened_by)] == ["form"]
    assert names == ["form", "reply", "adoption"] if done.adopted_by else ["form", "reply"]
    for name in names:
        assert typeset.pdf(*issuing.draw_up(done, f"suggestion.{name}")).startswith(b"%PDF-")


def test_the_letter_of_reply_says_the_reply_and_no_name(cases):
    case = cases["建〔2026〕0613号"]
    data = str(issuing.draw_up(case, "suggestion.reply")[0])
    assert case.reply_text[:20] in data
    assert case.opened_by.name not in data
    assert any(kind.name == "adoption" for kind in papers.offered(case, case.opened_by))
