"""kill -9 in the middle of a chunk of an import: nothing acknowledged is lost, nothing doubled, it goes on to 612."""

import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ledger.models import Event
from ledger.verify import verify
from processes.suggestion import importing
from processes.suggestion.importing import runs, working
from processes.suggestion.models import ImportRow, ImportRun, Suggestion
from tests.architecture import ROOT
from tests.faults.test_kill_service import on_this_database
from tests.support.world import person
from workflows import definitions
from workflows.models import Outbox, WorkItem

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FILE = Path(importing.__file__).parents[1] / "demo/suggestions.csv"
ROWS, CHUNKS, INSIDE = 612, 2, 23


@pytest.fixture
def queued():
    definitions.forget()
    person("office_head", "section_head", unit_code="BGS")
    office = person("office", "office", "clerk", unit_code="BGS")
    yield importing.queue(importing.stage("612.csv", FILE.read_bytes(), by=office), by=office)
    definitions.forget()


def killed_inside_a_chunk():
    """Kill the child after `INSIDE` rows of the chunk after `CHUNKS`; returns how many rows it had acknowledged."""
    command = [sys.executable, "-m", "tests.faults.import_child"]
    with subprocess.Popen(command, cwd=ROOT, env=on_this_database(), stdout=subprocess.PIPE) as child:
        assert child.stdout.readline() == b"READY\n"
        said = [child.stdout.readline() for _ in range(CHUNKS * (working.CHUNK + 1) + INSIDE)]
        child.send_signal(signal.SIGKILL)
        said += child.stdout.readlines()
    assert child.returncode == -signal.SIGKILL
    done = [int(line.split()[1]) for line in said if line.startswith(b"chunk") and line.endswith(b"\n")]
    rows = sum(line == b"row\n" for line in said)
    assert len(done) >= CHUNKS and rows % working.CHUNK, "the kill fell between two chunks"
    return sum(done)


def test_an_import_that_was_killed_has_lost_and_doubled_nothing_and_goes_on(queued):
    acknowledged = killed_inside_a_chunk()
    kept = Suggestion.objects.count()
    assert acknowledged <= kept < ROWS and kept % working.CHUNK == 0, "half a chunk stayed"
    assert ImportRow.objects.filter(state=ImportRow.State.DONE).count() == kept
    assert Event.objects.filter(kind="open").count() == kept
    assert ImportRun.objects.get().active and not Outbox.objects.filter(topic="import.done").exists()
    found = importing.work_off(queued)
    assert (found["done"], found["ready"], found["left"]) == (ROWS, 0, 0)
    once = Counter(Suggestion.objects.values_list("number", flat=True))
    assert len(once) == ROWS and set(once.values()) == {1}
    assert Event.objects.filter(kind="open").count() == Suggestion.objects.count() == ROWS
    assert Event.objects.filter(kind="import.suggestion").count() == 1
    assert ImportRun.objects.get().state == ImportRun.State.DONE and runs.counts(queued)["done"] == ROWS
    keys = set(ImportRow.objects.values_list("key", flat=True))
    assert keys == set(Suggestion.objects.values_list("uid", flat=True))
    assert WorkItem.objects.filter(status="ASSIGNED", role="office").count() == ROWS
    assert all(verify(uid).ok for uid in list(keys)[::40])
