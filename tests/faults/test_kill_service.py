"""kill -9 in the middle of two hundred moves: nothing acknowledged is lost, no half case stays (invariants 2 and 8)."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from ledger.models import Event
from ledger.verify import verify
from tests.architecture import ROOT
from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import definitions, moves
from workflows.models import Case, Outbox, Signing, WorkItem

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MOVES = 200
OPEN_IN = {"draft": 1, "decision": 1, "adopted": 0}


@pytest.fixture(autouse=True)
def people():
    definitions.forget()
    found = [person("author", "clerk"), *[person(f"signer{n}") for n in range(3)], person("decider")]
    yield found
    definitions.forget()


def on_this_database():
    """The environment in which a child works on the database of this test."""
    at = connection.settings_dict
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.faults.settings", "KILLED_NAME": str(at["NAME"])}
    connection.close()
    return environment


def killed_after(count):
    """Let the child work, kill it once it has acknowledged `count` moves; returns what it had acknowledged."""
    command = [sys.executable, "-m", "tests.faults.kill_child", str(MOVES)]
    with subprocess.Popen(command, cwd=ROOT, env=on_this_database(), stdout=subprocess.PIPE) as child:
        assert child.stdout.readline() == b"READY\n"
        said = [child.stdout.readline() for _ in range(count)]
        child.send_signal(signal.SIGKILL)
        said += child.stdout.readlines()
    assert child.returncode == -signal.SIGKILL
    # A line that was cut off was never read by anybody.
    return [line.split() for line in said if line.endswith(b"\n")]


@pytest.mark.parametrize("count", [1, 57, 100, 158])
def test_nothing_acknowledged_is_lost_and_no_case_is_half(count, people):
    acknowledged = killed_after(count)
    assert count <= len(acknowledged) < MOVES
    kept = set(Event.objects.values_list("uid", "seq"))
    told = {(uid.decode(), int(seq)) for _, uid, seq in acknowledged}
    lost = told - {(str(uid), seq) for uid, seq in kept}
    assert not lost
    assert len(kept) - len(told) <= 1, "more was done than was begun"
    for case in Approval.objects.all():
        whole(case)
    assert Case.objects.count() == Approval.objects.count() == Event.objects.filter(seq=1, kind="open").count()
    carries_on(people)


def whole(case):
    """Stage, events, work items, counts and notices of a case tell one story."""
    assert verify(case.uid).ok
    events = list(Event.objects.filter(uid=case.uid).order_by("seq"))
    assert [event.seq for event in events] == list(range(1, case.head_seq + 1))
    assert events[-1].went_to == case.stage and bytes(events[-1].hash) == bytes(case.head_hash)
    items = WorkItem.objects.filter(process=case)
    signed = sum(event.kind == "act.sign" for event in events)
    assert items.filter(kind="sign", status="DONE").count() == signed
    still_open = items.filter(status="ASSIGNED").count()
    assert still_open == case.open_items == OPEN_IN.get(case.stage, 3 - signed)
    if case.stage != "draft":
        row = Signing.objects.get(case=case)
        assert (row.agreed, row.waiting) == (signed, 3 - signed)
    entered = {event.went_to for event in events} & {"signing", "decision"}
    assert Outbox.objects.filter(uid=case.uid).count() == len(entered)


def carries_on(people):
    """The case that was being worked on when the lights went out can be taken to its end."""
    author, *signers, decider = people
    case = Approval.objects.latest("pk")
    if case.stage == "draft":
        moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=decider.pk)
    waiting = WorkItem.objects.filter(process=case, kind="sign", status="ASSIGNED")
    for owner in list(waiting.values_list("owner", flat=True)):
        moves.act(case, "sign", by=owner, decision="agree")
    if Approval.objects.get(pk=case.pk).stage == "decision":
        moves.move(case, "adopt", by=decider)
    assert Approval.objects.get(pk=case.pk).stage == "adopted" and verify(case.uid).ok
