"""Figures of all suggestions, and replies that are published without a name."""

import pytest
from django.urls import reverse

from processes.suggestion import stats
from tests.unit.suggestion.conftest import REPLY, assigned, drafted, registered, replied, step
from workflows import moves

pytestmark = pytest.mark.django_db


def test_the_matrix_has_four_categories_and_sixteen_aspects_and_leaves_out_what_was_routed(world):
    replied(world)
    registered(world, category="cat_cadre", aspect="selection")
    moves.move(registered(world), "route_report", by=world.office, confirmed=True, handed_to="县纪委监委信访室当面接收")
    sums = stats.of(world.deputy)
    assert (sums.total, len(sums.matrix), sum(line.head for line in sums.matrix)) == (2, 20, 4)
    assert sum(line.total for line in sums.matrix if line.head) == 2
    assert (sums.adoption, sums.days, sums.in_time) == (100, 0, 100)
    # A sealed case is not even counted for who may not see it; the office that routed it sees one.
    assert sums.transferred == 0 and stats.of(world.office).transferred == 1


def test_figures_are_for_those_who_keep_the_process(client, world):
    client.force_login(world.deputy)
    assert "村级组织建设" in client.get(reverse("web:suggestion:overview")).content.decode()
    client.force_login(world.citizen)
    assert client.get(reverse("web:suggestion:overview")).status_code == 404


def test_a_reply_is_published_only_with_consent_and_without_the_name(client, world):
    case = assigned(world, by=world.office, submitter_name="王小明", publish_consent=True, title="公开的一件")
    step(drafted(world, case=case), "approve_reply", world.head)
    step(drafted(world, case=assigned(world, title="不公开的一件")), "approve_reply", world.head)
    client.force_login(world.stranger)
    text = client.get(reverse("web:suggestion:published")).content.decode()
    assert "公开的一件" in text and REPLY[:20] in text and "王小明" not in text and "不公开的一件" not in text
