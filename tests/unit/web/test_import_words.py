"""The page of an import speaks of encodings as people know them."""

import pytest
from django.urls import reverse

from processes.suggestion import importing
from tests.support.world import person
from tests.unit.web.conftest import text

pytestmark = pytest.mark.django_db
LINES = "来源,类别,方面,署名方式,建议内容\n部长信箱,干部工作,选拔任用,匿名,希望公开选拔程序和结果并说明理由\n"


@pytest.mark.parametrize(("code", "said"), [("utf-8-sig", "按 UTF-8 读取"), ("gb18030", "按 GB18030 读取")])
def test_the_encoding_has_a_name_and_no_code(see, code, said):
    office = person("one", "office")
    run = importing.stage("建议.csv", LINES.encode(code), by=office)
    page = text(see(office, reverse("web:import_run", args=[run.uid])))
    assert said in page and code not in page
