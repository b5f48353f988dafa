"""Five hundred items of two processes in one go: shown, undone, carried out with a bar; one of them cannot be done."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Event
from tests.support.approval.models import Approval
from tests.support.world import person
from tests.unit.web.conftest import text
from workflows import bundling, clock, moves
from workflows.conformance import story
from workflows.conformance.specimen.models import Specimen
from workflows.models import Bundle, WorkItem

pytestmark = pytest.mark.django_db
SHOWN, CONFIRMED, DONE = 2, 2, 18  # statements for each item more: on the page, when confirmed, when it is done
MANY = pytest.mark.parametrize("n", [24, pytest.param(500, marks=pytest.mark.nightly)])


@pytest.fixture
def desk(client):
    """`desk(n)`: somebody signed in with n things to do, each third of another process."""
    one = story.people()["author"]
    client.force_login(one)

    def filled(n):
        for number in range(n):
            if number % 3:
                moves.open_case("specimen", by=one, title=f"样例{number}", people={"handler": [person("handler").pk]})
            else:
                _approval(one, number)
        return list(WorkItem.objects.filter(owner=one, status="ASSIGNED").order_by("pk"))

    return filled


def _approval(decider, number):
    """An approval that waits to be decided; brought there without its signing, which is not what is asked here."""
    case = moves.open_case("approval", by=person("writer", "clerk"), title=f"审批{number}")
    moves.move(case, "submit", by=person("writer"), signers=[person("signer").pk], decider=decider.pk)
    moves.act(case, "sign", by=person("signer"), decision="agree")


def chosen(client):
    answer = client.post("/together/", {"all": "1"})
    return Bundle.objects.get(uid=answer.url.split("/")[-2])


def confirmed(client, bundle, page):
    keys = dict(re.findall(r'name="(do-[^"]+)" value="(move\.(?:begin|adopt))"', page))
    items = re.findall(r'name="item" value="(\d+\.\d+)"', page)
    answer = client.post(f"/together/{bundle.uid}/confirm/", keys | {"item": items})
    assert answer.status_code == 302


def later():
    return clock.frozen(clock.now() + bundling.UNDO + timedelta(seconds=1))


def percent(client, bundle):
    return int(re.search(r'<progress[^>]* value="(\d+)"', text(client.get(f"/together/{bundle.uid}/progress/")))[1])


@MANY
def test_so_many_are_shown_undone_carried_out_and_looked_at_anew(client, desk, n):
    items = desk(n)
    bundle = chosen(client)
    page = text(client.get(f"/together/{bundle.uid}/"))
    assert len(re.findall(r'name="item" value', page)) == n and "样例" in page and "审批" in page
    confirmed(client, bundle, page)
    client.post(f"/together/{bundle.uid}/undo/")
    with later():
        assert bundling.carry_out() == 0 and not Event.objects.filter(kind="move.begin").exists()
    confirmed(client, bundle, text(client.get(f"/together/{bundle.uid}/")))
    bad = items[n // 2]
    if bad.case_kind == "specimen":
        moves.act(bad.process.own, "suspend", by=story.people()["owner"], reason="等待批复，暂时停办。")
    else:
        moves.move(bad.process.own, "turn_down", by=bad.owner)
    bar = []
    with later():
        while bundling.carry_out(limit=max(n // 6, 1)):
            if Bundle.objects.get(pk=bundle.pk).active:
                bar.append(percent(client, bundle))
    assert bar == sorted(set(bar)) and len(bar) >= 4 and 0 < bar[0] < 50
    states = list(bundle.rows.values_list("state", flat=True))
    assert states.count("done") == n - 1 and states.count("refused") == 1
    done = Event.objects.filter(kind__in=("move.begin", "move.adopt"), actor_id=items[0].owner_id)
    assert done.count() == n - 1 == len(set(done.values_list("uid", flat=True)))
    assert bundle.rows.get(state="refused").item_id == bad.pk and bundle.rows.get(state="refused").why
    assert f"已办理 {n - 1} 件，没有办成 1 件，共 {n} 件。" in text(client.get(f"/together/{bundle.uid}/"))


def _asked(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_each_item_more_costs_the_same_few_statements(client, desk):
    def figures(n):
        desk(n)
        bundle = chosen(client)
        shown = _asked(lambda: client.get(f"/together/{bundle.uid}/"))
        page = text(client.get(f"/together/{bundle.uid}/"))
        sent = _asked(lambda: confirmed(client, bundle, page))
        with later():
            return shown, sent, _asked(lambda: bundling.carry_out(limit=n + 1))

    figures(2)  # what is looked up once and kept
    few, many = figures(3), figures(12)
    each = [(b - a) / 9 for a, b in zip(few, many, strict=True)]
    assert each[0] <= SHOWN and each[1] <= CONFIRMED and each[2] <= DONE, each
    assert Approval.objects.exclude(stage="adopted").count() == Specimen.objects.exclude(stage="hand").count() == 0
