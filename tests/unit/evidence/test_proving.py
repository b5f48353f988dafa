"""A verification of the ledger sees rules, stages and files that were swapped behind the engine's back."""

import hashlib

import pytest
from django.db import connection

from ledger import verification
from ledger.models import Event
from tests.support.flush import unsealed
from tests.unit.evidence.files import jpeg
from workflows.models import Case, Definition, Evidence


def whys():
    return [fault.why for fault in verification.run().faults]


@pytest.fixture
def evidence(put, taking, people):
    taking(people[0], files=[put(data=jpeg(colour="red")).client_id], about="finding:0")
    assert whys() == []
    return Evidence.objects.get()


def test_a_rule_version_whose_text_was_changed(evidence):
    row = Definition.objects.get(pk=Case._base_manager.get().definition_id)
    Definition.objects.filter(pk=row.pk).update(text=row.text + " ")
    assert whys() == ["rule_text"]


def test_a_case_that_was_pointed_at_another_version(evidence):
    text = "{}"
    other = Definition.objects.create(
        hash=hashlib.sha256(text.encode()).hexdigest(), process="approval", number=99, text=text,
        first_used=Definition.objects.first().first_used,
    )  # fmt: skip
    Case._base_manager.update(definition=other)
    assert whys() == ["rules"]


def test_a_file_that_was_changed_on_the_disk(evidence):
    with open(evidence.file.path, "ab") as file:
        file.write(b"x")
    assert whys() == ["file"]


def test_a_file_swapped_together_with_its_row(evidence):
    raw = jpeg(colour="blue")
    with open(evidence.file.path, "wb") as file:
        file.write(raw)
    Evidence.objects.update(sha256=hashlib.sha256(raw).hexdigest())
    assert whys() == ["file_unknown"]


def test_a_case_that_was_put_into_another_stage(evidence):
    connection.cursor().execute("UPDATE workflows_case SET stage = 'done'")
    assert whys() == ["stage"]


def test_an_event_that_was_changed_names_its_case(evidence):
    with unsealed(connection):
        Event.objects.filter(uid=evidence.case.uid, seq=1).update(kind="x")
    (fault,) = verification.run().faults
    assert (fault.uid, fault.seq, fault.field) == (evidence.case.uid, 1, "@kind")
