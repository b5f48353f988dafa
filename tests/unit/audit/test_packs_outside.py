"""A pack that leaves the house is searched as a curious reader would: no number, account, contact or name is in it."""

import io
import json
import zipfile
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader

from audit import packing, redaction
from ledger import keeping
from ledger.log import sequence
from ledger.models import Event
from people.models import User
from tests.support.world import person
from tests.unit.ledger.signing import near  # noqa: F401
from tests.unit.suggestion.conftest import CONTENT, drafted, registered, step, world  # noqa: F401
from workflows import moves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("near")]
NAME, CONTACT = "白鹭洲来信人", "13900007391"
LOGIN, MAIL = "k4n4ry-login", "k4n4ry@staff.example.org"
OUTSIDE = [variant for variant in redaction.VARIANTS if variant != "full"]


@pytest.fixture
def case(world, monkeypatch, settings, tmp_path):  # noqa: F811
    """A suggestion whose submitter asked not to be named, answered and rebutted, by staff who can be recognised."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    for n, user in enumerate(User.objects.exclude(pk__in=(world.citizen.pk, world.system.pk))):
        User.objects.filter(pk=user.pk).update(username=f"{LOGIN}{n}", email=MAIL)
    User.objects.filter(pk=world.citizen.pk).update(name=NAME)
    world.citizen.refresh_from_db()
    case = registered(world, by=world.citizen, submitter_kind="withheld", contact=CONTACT, content=CONTENT)
    case = step(case, "classify", world.office, category="cat_grassroots", aspect="venues")
    case = step(case, "assign", world.office, unit=world.zzk.pk)
    moves.act(case, "comment", by=world.clerk, text="已与两个乡镇核实。")
    case = drafted(world, case=case)
    moves.move(case, "approve_reply", by=world.head, key=uuid4())
    case.refresh_from_db()
    keeping.keep(person("checker"))
    return case


def packed(case, variant, maker=None):
    """Name → what a reader finds in each file; of a PDF what is printed and what it says about itself."""
    out = io.BytesIO()
    packing.write(out, case, variant, maker)
    with zipfile.ZipFile(out) as found:
        return {name: _read(name, found.read(name)) for name in found.namelist()}


def _read(name, data):
    if not name.endswith(".pdf"):
        return data.decode("utf-8", "replace")
    paper = PdfReader(io.BytesIO(data))
    return "".join(page.extract_text() for page in paper.pages) + str(paper.metadata)


def telling(case):
    """What must not be found."""
    keys = Event.objects.filter(uid=case.uid, key__isnull=False).values_list("key", flat=True)
    marks = [NAME, CONTACT, LOGIN, MAIL, *(str(key) for key in keys), *(key.hex for key in keys)]
    assert any(isinstance(key, UUID) for key in keys)
    return marks


@pytest.mark.parametrize("variant", OUTSIDE)
def test_a_search_finds_nobody(case, variant):
    files, marks = packed(case, variant), telling(case)
    found = [(name, mark) for name, text in files.items() for mark in marks if mark in text]
    assert found == []


@pytest.mark.parametrize("variant", OUTSIDE)
def test_no_open_field_is_a_number_of_ours(case, variant):
    lines = [json.loads(line) for line in packed(case, variant)["proof/events.jsonl"].splitlines()]
    opened = {name.strip("@*") for line in lines for name in line["fields"]}
    assert opened and not opened & {*redaction.IDS, *redaction.UNTOLD}


@pytest.mark.parametrize("variant", ["person", "public"])
def test_what_was_done_beside_the_moves_is_not_even_named(case, variant):
    """That a reporter objected or took the report back is a fact about the reporter."""
    acts = set(Event.objects.filter(uid=case.uid, kind__startswith="act.").values_list("kind", flat=True))
    files = packed(case, variant)
    assert acts and [kind for kind in acts for text in files.values() if kind in text] == []
    assert "move." in files["proof/events.jsonl"]


def test_the_search_would_find_them(case, world):  # noqa: F811
    """In the pack of the office, which may read the name, both stand."""
    told = "".join(packed(case, "full", world.office).values())
    assert NAME in told and any(mark in told for mark in telling(case)[4:])
