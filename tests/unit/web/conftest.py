"""A small matter on its way, seen by the people in it."""

import pytest

from tests.support.desks import came_back, house, secret  # noqa: F401
from tests.support.world import person
from workflows import moves


@pytest.fixture
def people(db):
    author = person("author", "clerk")
    signers = [person(f"signer{n}") for n in (1, 2, 3)]
    return author, signers, person("decider"), person("stranger")


@pytest.fixture
def case(people):
    author, signers, decider, _stranger = people
    case = moves.open_case("approval", by=author, title="购置档案柜")
    moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=decider.pk)
    return case


@pytest.fixture
def see(client):
    """Get a page as somebody."""

    def get(user, url, **more):
        client.force_login(user)
        return client.get(url, **more)

    return get


def text(answer):
    return answer.content.decode()
