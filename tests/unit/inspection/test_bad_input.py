"""What a clerk would really get wrong, at the browser: a clear sentence, nothing lost, nothing half done."""
# ruff: noqa: F811 - fixtures of the tests of the pages are asked for by their names

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people import clock
from processes.inspection.models import Inspection
from tests.unit.inspection.conftest import FACT, LAST, fresh, in_field, picture, plan, staffed, visited
from tests.unit.inspection.test_pages import as_, on_site, text, to, typed  # noqa: F401
from workflows import moves

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def sends(client, case, world, file=None, **more):
    """File a finding."""
    url = to("row", case, "finding", uuid4())
    said = {"unit": world.town.pk, "severity": "minor", "clause": "J06", "fact": FACT} | more
    return client.post(url, typed(client, url, **said) | ({"evidence_files": file} if file else {}))


def big():
    return SimpleUploadedFile("现场.jpg", picture().read() + bytes(40 * 1024 * 1024), "image/jpeg")


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (big, "超过 20 MB，没有收下"),
        (lambda: SimpleUploadedFile("现场.jpg", "不是照片".encode(), "image/jpeg"), "没有收下"),
    ],
)  # fmt: skip
def test_a_photo_that_is_too_big_or_none_is_refused_and_the_words_stay(on_site, world, as_, file, why):
    page = sends(as_(world.one), on_site, world, file())
    assert page.status_code == 422 and why in text(page) and FACT in text(page)
    assert not on_site.findings.exists()


def test_the_same_photo_for_two_findings_is_kept_and_said_on_the_desk(on_site, world, as_):
    client = as_(world.one)
    assert sends(client, on_site, world, picture()).status_code == 302
    assert sends(client, on_site, world, picture(), unit=world.town2.pk).status_code == 302
    said = text(client.get(to("desk", on_site)))
    assert "同一份证据也用于问题 2" in said and "同一份证据也用于问题 1" in said


def test_a_wrong_unit_is_refused_at_the_form(on_site, world, as_):
    page = sends(as_(world.one), on_site, world, unit=world.town3.pk)
    assert page.status_code == 422 and "不在本次督查的对象中" in text(page) and not on_site.findings.exists()


def test_a_missing_second_signature_names_the_visit_and_who_is_to_sign(field, world, at, as_):
    with at(date(2026, 9, 8), 15):
        for town in (world.town, world.town2):
            moves.act(field, "add_visit", by=world.one, unit=town, at=clock.now(), place="村委会", method="files",
                      notes="查看了全年台账和会议记录。")  # fmt: skip
        moves.act(field, "sign_visit", by=world.one, visit=1)
    with at(LAST, 17):
        moves.act(field, "end_fieldwork", by=world.lead, on=LAST)
        page = as_(world.lead).post(reverse("web:move", args=[field.uid, "give_feedback"]))
    assert page.status_code == 409 and "第 1 次走访（村委会）只有 1 人签字，须有 2 人" in text(page)
    assert fresh(field).stage == "fieldwork"


def test_a_third_inspection_in_sixty_days_is_refused_with_the_day_from_which_it_may_be(opened, world, as_):
    for n in range(2):
        before = moves.open_case("inspection", by=world.supervision, title=f"专项督查{n}", lead=world.lead)
        in_field(before, world, targets=[world.town], overlap_reason="县委交办，须与前次督查结果核对。")
    plan(opened, world, targets=[world.town], overlap_reason="县委交办，须再次核对整改情况。")
    staffed(fresh(opened), world)
    url = reverse("web:move", args=[opened.uid, "submit_plan"])
    page = as_(world.lead).post(url, {"approver": world.deputy.pk})
    assert page.status_code == 409 and "60 日内已督查 2 次，不能再列入" in text(page) and "以后" in text(page)
    assert Inspection.objects.get(pk=opened.pk).stage == "planned"


def test_evidence_is_missing_and_the_feedback_says_for_which_finding(field, world, at, as_):
    case = visited(field, world, at)
    with at(date(2026, 9, 8), 16):
        moves.act(case, "save_finding", by=world.one, unit=world.town, severity="minor", clause="J06", fact=FACT)
    with at(LAST, 17):
        moves.act(case, "end_fieldwork", by=world.lead, on=LAST)
        page = as_(world.lead).post(reverse("web:move", args=[case.uid, "give_feedback"]))
        assert page.status_code == 409 and "问题 3 没有证据" in text(page)
    assert fresh(case).stage == "fieldwork"
