"""The page on which the minister signs: what one press opens, and how the rectifications are called."""
# ruff: noqa: F811 - fixtures of the tests of the pages are asked for by their names

from uuid import uuid4

import pytest
from django.urls import reverse

from processes.inspection.models import Inspection
from tests.unit.inspection.conftest import reported
from tests.unit.inspection.test_pages import as_, text  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_one_press_opens_the_rectifications_and_shows_them(drafting, world, at, as_):
    case = reported(drafting, world, at)
    client, url = as_(world.minister), reverse("web:inspection:sign", args=[case.uid])
    page = text(client.get(url))
    assert "开出 2 件整改" in page and "情况属实，已补报。" in page
    answer = client.post(url, {"conclusion": "总体达到要求。", "key": str(uuid4())})
    assert answer.status_code == 302
    page = text(client.get(answer.url))
    opened = [row.rectification for row in case.findings.all()]
    assert all(opened) and all(reverse("web:case", args=[one.uid]) in page for one in opened)
    assert client.get(url).status_code == 302  # it is signed: what was opened is shown


def test_rectifications_bear_the_title_and_the_number_that_paper_gave_them(drafting, world, at, as_):
    case = reported(drafting, world, at)
    client, url = as_(world.minister), reverse("web:inspection:sign", args=[case.uid])
    assert "整改的标题和编号（可不改）" in text(client.get(url))
    said = {"conclusion": "总体达到要求。", "title_1": "台账漏填整改", "number_1": "改〔2026〕0012号"}
    for wrong, why in (("第十二号", "请写成“改〔2026〕0012号”"), (said["number_1"], "已经用过")):
        page = client.post(url, said | {"number_2": wrong, "key": str(uuid4())})
        assert page.status_code == 422 and why in text(page) and "总体达到要求。" in text(page)
    assert Inspection.objects.get(pk=case.pk).stage == "report_review"
    assert client.post(url, said | {"key": str(uuid4())}).status_code == 302
    first, second = (row.rectification for row in case.findings.order_by("no"))
    assert (first.title, first.number, second.number) == ("台账漏填整改", "改〔2026〕0012号", "改〔2026〕0013号")


def test_only_the_minister_signs(drafting, world, at, as_):
    case = reported(drafting, world, at)
    assert as_(world.lead).get(reverse("web:inspection:sign", args=[case.uid])).status_code == 409
    assert as_(world.lead).post(reverse("web:inspection:sign", args=[case.uid])).status_code == 409
    assert Inspection.objects.get(pk=case.pk).stage == "report_review"
