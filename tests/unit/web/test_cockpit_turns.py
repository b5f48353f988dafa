"""How often work was sent back and somebody kept out: of what one may see, this year, with the list behind it."""

import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from people import clock
from processes import discovered
from tests.unit.suggestion.conftest import (
    assigned,
    drafted,
    step,
    world,  # noqa: F401
)
from tests.unit.web.test_cockpit import go, numbers  # noqa: F401
from web import cockpit_sums, cockpit_turns
from workflows import moves, registry
from workflows.models import Case

BEFORE = datetime(2026, 11, 20, 10, tzinfo=clock.CHINA)
NOW = BEFORE + timedelta(days=110)
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "此人参与了这件事的前期工作，可能影响公正研办。"


@pytest.fixture
def year(request):
    """Of this year: one as it should go, one sent back twice, one whose clerk was kept out; one of the year before."""
    with clock.frozen(BEFORE):
        world = request.getfixturevalue("world")
        back(world, drafted(world))
    with clock.frozen(NOW - timedelta(days=8)):
        assigned(world)
        case = back(world, drafted(world))
        world.twice = back(world, drafted(world, case=case))
        world.kept = case = assigned(world)
        moves.act(case, "apply_recusal", by=world.head, person=world.clerk.pk, reason=WHY)
        said = {"person": world.clerk.pk, "granted": True, "reason": "情况属实，应当回避"}
        moves.act(case, "decide_recusal", by=world.deputy, substitute=world.rc_clerk.pk, **said)
    with clock.frozen(NOW):
        yield world


def back(world, case):  # noqa: F811
    return step(case, "send_back", world.head, reason="拟复没有回答期限，请补充后再报。")


def line(user, **narrowed):
    found = {one.key: one for one in cockpit_turns.of(cockpit_sums.scope(user, **narrowed))}
    return found.get("suggestion")


def test_cases_are_counted_once_however_often_they_were_sent_back(year):
    found = line(year.office)
    assert (found.registered, found.returned, found.rate) == (3, 1, 33)
    assert (found.recused, found.people) == (1, 1)
    scope = cockpit_sums.scope(year.office)
    assert list(cockpit_sums.chosen(scope, "returned")) == [Case.objects.get(pk=year.twice.pk)]
    assert list(cockpit_sums.chosen(scope, "recused")) == [Case.objects.get(pk=year.kept.pk)]


def test_a_challenge_that_was_refused_is_no_recusal(year):
    case = assigned(year)
    moves.act(case, "apply_recusal", by=year.head, person=year.clerk.pk, reason=WHY)
    assert line(year.office).people == 1
    said = {"person": year.clerk.pk, "granted": False, "reason": "没有证据，不予采纳"}
    moves.act(case, "decide_recusal", by=year.deputy, **said)
    assert (line(year.office).registered, line(year.office).people) == (4, 1)


def test_a_month_counts_what_was_registered_in_it(year):
    month = f"{BEFORE:%Y-%m}"
    assert (line(year.office, month=month).registered, line(year.office, month=month).returned) == (1, 1)


def test_nothing_is_counted_that_the_reader_may_not_see(year):
    assert line(year.head).registered == 3
    assert line(year.rc_head) is None or line(year.rc_head).returned == 0


def test_each_number_opens_its_list_and_the_rate_stands_beside_it(year, go, client):  # noqa: F811
    page = go(year.office).content.decode()
    card = page[page.index('id="turns"') :]
    card = card[: card.index("</table>")]
    found = numbers(card)
    assert "33%" in card and [number for _address, number in found] == [3, 1, 1]
    for address, number in found:
        body = client.get(address).content.decode()
        assert re.search(r'data-length="(\d+)"', body)[1] == str(number), address


def test_more_returns_cost_no_more_statements(year):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            line(year.office)
        return len(seen)

    before = asked()
    back(year, drafted(year))
    assert asked() == before and len(cockpit_turns.returns()) > 5


def test_every_move_that_is_called_a_return_is_counted_and_none_by_mistake():
    of = {code: {m.name: str(m.label) for f in registry.current(code).stages.values() for m in f.moves}
          for code in registry.KINDS}  # fmt: skip
    counted = {kind.removeprefix("move.") for kind in cockpit_turns.returns()} - {"act.return_to"}
    called = {name for moves_ in of.values() for name, label in moves_.items() if "退" in label}
    assert called <= counted and len(discovered()) > 5
    assert counted <= {name for moves_ in of.values() for name in moves_}


def test_the_workbook_has_them_too(year, client, go):  # noqa: F811
    book = load_workbook(BytesIO(go(year.office, reverse("web:cockpit_xlsx")).content))
    rows = [row for row in book["退回与回避"].iter_rows(values_only=True) if row[1] == 3]
    assert rows and rows[0][1:] == (3, 1, 33, 1, 1)
