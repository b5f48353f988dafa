"""While a page is read the same question is asked once; anywhere else every time."""

import pytest

from people import memo, roles
from tests.support.world import person

pytestmark = pytest.mark.django_db


def test_a_page_asks_who_holds_a_role_once(django_assert_num_queries):
    person("one", "office")
    with memo.reading(), django_assert_num_queries(1):
        assert roles.holders("office") == roles.holders("office")


def test_outside_a_page_the_answer_is_always_fresh():
    person("one", "office")
    assert [p.username for p in roles.holders("office")] == ["one"]
    person("two", "office")
    assert [p.username for p in roles.holders("office")] == ["one", "two"]


def test_the_next_page_asks_anew():
    with memo.reading():
        assert roles.holders("office") == []
    person("one", "office")
    with memo.reading():
        assert len(roles.holders("office")) == 1


def test_several_roles_are_looked_up_in_one_query(django_assert_num_queries):
    one, two = person("one", "office", "clerk"), person("two", "clerk")
    with django_assert_num_queries(1):
        found = roles.holders_of_each(["office", "clerk", "minister"])
    assert found == {"office": [one], "clerk": [one, two], "minister": []}
