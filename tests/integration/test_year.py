"""A year of the whole loop, played again by today's code.

`data/year.json` keeps who did what when, with which answers, and what each step left: stages, lights, due
days, work and notices. It is history: today's code must still make of it what was made then. A difference means that
a rule changed for people; if that was meant, record anew with YEAR_RECORD=1 and read the diff of the file.
"""

import io
import os
import re

import pytest
from django.core.management import call_command

from audit import packing, redaction
from ledger import keeping, pack
from ledger.log import sequence
from ledger.models import Checkpoint, Event, Key
from people import clock, demo
from tests.support import desks, year, year_blame, year_help, year_inspection, year_pages, year_story, year_walks
from tests.unit.ledger.signing import near  # noqa: F401
from workflows import definitions, interleaving
from workflows.models import Link, WorkItem

LAST_DAY = year.moment("2026-12-31T09:00")
ROUTE = [
    (year_story.IDEA, "L1", year_story.HEARING), (year_story.HEARING, "L3", year_story.PROJECT),
    (year_story.HEARING, "L3", year_inspection.INSPECTION), (year_inspection.INSPECTION, "L5", year_inspection.PROBLEM),
    (year_help.HELP, "work", year_inspection.PROBLEM), (year_help.HELP, "L10", year_help.REMEDY),
    (year_story.HEARING, "L3", year_blame.PLEDGE),
    *((year_blame.REPORT, "L7", one) for one in (year_blame.LATE, year_blame.OTHER, year_blame.ROSTER)),
    (year_blame.LATE, "L8", year_story.PROJECT), (year_blame.PLEDGE, "L8", year_blame.LATE),
    (year_blame.OTHER, "L8", year_story.PROJECT),
]  # fmt: skip
ENDS = {
    year_story.IDEA: "closed", year_story.HEARING: "approved", year_story.PROJECT: "done",
    year_inspection.INSPECTION: "closed", year_inspection.NEXT: "cancelled", year_inspection.LAST: "cancelled",
    year_inspection.PROBLEM: "closed",
    year_help.HELP: "cured", year_help.REMEDY: "done",
    year_blame.REPORT: "closed", year_blame.LATE: "no_liability",
    year_blame.ROSTER: "ended", year_blame.OTHER: "corrected", year_blame.PLEDGE: "determined",
}  # fmt: skip


@pytest.fixture
def player(db, settings, tmp_path, near, monkeypatch):  # noqa: F811
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    settings.MEDIA_ROOT = tmp_path
    definitions.forget()
    with clock.frozen(year.moment("2026-01-02T09:00")):
        demo.load(clock.now())
        year_pages.unsealing()
    yield year.Player()
    definitions.forget()


def test_the_year_goes_as_it_was_recorded(player, tmp_path):
    if os.environ.get("YEAR_RECORD"):
        recording(player)
    else:
        for n, step in enumerate(year.recorded(), start=1):
            assert player.play(step) == step["then"], (
                f"step {n}: {step['at']} {step['case']} {step['name']} {step['by']}"
            )
    the_loop_is_closed(player)
    the_ledger_is_kept(player, tmp_path)
    the_kit_passes(player, tmp_path / "pack.zip")


def recording(player):
    """What was played is kept even if a step cannot be played: it shows how far it went."""
    played = []

    def script(people, recorder):
        for step in year_story.story():
            interleaving.wait(year.moment(step["at"]))
            recorder.play(step)

    try:
        year_walks.told(player, played, (year.moment("2026-01-02T09:00"), script), *year_blame.STORIES)
    finally:
        year.record(played)


def the_loop_is_closed(player):
    """Every matter has ended, is joined to where it came from, leaves no work, and can be proved."""
    assert {label: case.stage for label, case in player.cases.items()} == ENDS
    assert not WorkItem.objects.filter(status="ASSIGNED").exists()
    for source, kind, target in ROUTE:
        joined = Link.objects.filter(source=player.cases[source], target=player.cases[target], kind=kind)
        assert joined.exists(), (source, kind, target)


def the_ledger_is_kept(player, folder):
    """Everything is derived anew, and compared with a checkpoint and a key that are kept outside the database."""
    with clock.frozen(LAST_DAY):
        keeping.keep(player.people["audadm"])
    held, key, said = folder / "checkpoint.txt", folder / "keys.txt", io.StringIO()
    held.write_text(Checkpoint.objects.latest("pk").note)
    key.write_text(Key.objects.latest("pk").vkey)
    call_command("verify", held=str(held), key=str(key), stdout=said)
    assert f"{Event.objects.count()} 条留痕" in said.getvalue() and "没有与数据库以外" not in said.getvalue()


def the_kit_passes(player, path):
    """The pack of the case that was appealed is checked by the offline kit, which trusts nobody here."""
    with clock.frozen(LAST_DAY), path.open("wb") as out:
        packing.write(out, player.cases[year_blame.OTHER].own, next(iter(redaction.VARIANTS)))
    assert pack.check(path, Key.objects.latest("pk").vkey, simulated=True)


def test_a_recording_holds_codes_and_data_and_no_ids():
    text = year.FILE.read_text()
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", text)
    steps = year.recorded()
    assert [step["at"] for step in steps] == sorted(step["at"] for step in steps)
    assert sum("refused" in step["then"] for step in steps) >= 5


def test_the_recording_names_no_receipt_and_no_passphrase():
    text = year.FILE.read_text()
    assert not year_pages.RECEIPT.search(text) and desks.WORDS.partition("{}")[2] not in text


def test_the_recording_is_of_the_story():
    played = [{name: value for name, value in step.items() if name != "then"} for step in year.recorded()]
    played = [step for step in played if not step.get("walked")]
    assert played == year_story.story()
