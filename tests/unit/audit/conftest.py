"""A matter with a history, and somebody who audits it."""

import pytest

from tests.support.world import person
from workflows import moves


@pytest.fixture
def auditor(db):
    return person("auditor", "auditor", unit_code="XXZX")


@pytest.fixture
def author(db):
    return person("author", "clerk")


@pytest.fixture
def case(author):
    """Opened with one title, changed to another, and handed in."""
    named = {"handler": [person("handler").pk], "decider": [person("decider").pk]}
    case = moves.open_case("specimen", by=author, title="购置档案柜", people=named)
    moves.act(case, "edit", by=author, title="购置铁皮档案柜")
    moves.move(case, "begin", by=author)
    return case


@pytest.fixture
def see(client):
    """Get a page as somebody and return its text, or the answer if it is no page."""

    def get(user, address, **given):
        client.force_login(user)
        answer = client.get(address, given)
        return answer.content.decode() if answer.status_code == 200 else answer

    return get
