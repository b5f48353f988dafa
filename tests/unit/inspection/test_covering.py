"""A number that identifies somebody is never kept from the pages of the field; covering it is one press (F20)."""

from uuid import uuid4

import pytest

from processes.inspection import missing
from tests.unit.inspection.conftest import FACT, PART, fresh, picture
from tests.unit.inspection.test_pages import as_, on_site, text, to, typed, visit  # noqa: F401

pytestmark = pytest.mark.django_db
NUMBER, COVERED = "11010519491231002X", "110*************2X"
TOLD = f"{FACT}证件号{NUMBER}写在台账上。"


def test_a_number_in_a_finding_is_refused_shown_covered_and_saved_covered_by_one_press(on_site, world, as_):  # noqa: F811
    client, ref = as_(world.one), uuid4()
    url = to("row", on_site, "finding", ref)
    said = typed(client, url, unit=world.town.pk, severity="minor", clause="J06", fact=TOLD)
    page = client.post(url, said | {"evidence_files": picture()})
    assert page.status_code == 409 and not on_site.findings.exists()
    assert "遮盖后保存" in text(page) and COVERED in text(page) and TOLD in text(page)
    assert client.post(url, said | {"personal": "mask"}).status_code == 302
    assert COVERED in on_site.findings.get().fact and NUMBER not in on_site.findings.get().fact


def test_nothing_to_cover_offers_nothing_and_covers_no_address_or_id(on_site, world, as_):  # noqa: F811
    client = as_(world.one)
    url = to("row", on_site, "finding", uuid4())
    page = client.post(url, typed(client, url, unit=world.town.pk, fact="短", personal="mask"))
    assert page.status_code == 422 and "遮盖后保存" not in text(page)


def test_a_checklist_and_the_report_are_covered_too(drafting, world, as_):  # noqa: F811
    client = as_(world.one)
    url = to("report", drafting)
    parts = dict.fromkeys(missing.PARTS, PART) | {"problems": PART + TOLD}
    page = client.post(url, parts)
    assert page.status_code == 409 and "遮盖后保存" in text(page) and COVERED in text(page)
    client.post(url, parts | {"personal": "mask"})
    assert COVERED in fresh(drafting).problems and NUMBER not in fresh(drafting).problems
    url = to("topic", drafting, 1)
    page = client.post(url, typed(client, url, said_0="yes", note=TOLD))
    assert page.status_code == 409 and "遮盖后保存" in text(page)
    assert client.post(url, typed(client, url, said_0="yes", note=TOLD, personal="mask")).status_code == 302
    assert COVERED in drafting.topics.get(no=1).note
