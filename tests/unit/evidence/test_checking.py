"""An original that was touched on the disk is found."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.unit.evidence.files import jpeg
from workflows.models import Evidence


def said():
    out = io.StringIO()
    call_command("check_evidence", stdout=out)
    return out.getvalue()


@pytest.fixture
def originals(put, taking, people):
    for n, colour in enumerate(("red", "blue")):
        taking(people[0], files=[put(data=jpeg(colour=colour)).client_id], about=f"finding:{n}")
    return [Path(row.file.path) for row in Evidence.objects.order_by("pk")]


def test_untouched_files_are_fine(originals):
    assert said() == "2 files, 0 damaged\n"


def test_a_changed_and_a_missing_original_are_named(originals, capsys):
    originals[0].write_bytes(originals[0].read_bytes() + b"x")
    originals[1].unlink()
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_evidence", stdout=out)
    assert "finding:0" in out.getvalue() and "changed" in out.getvalue() and "missing" in out.getvalue()
