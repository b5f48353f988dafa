"""The import page: look first, then take in; nobody else finds it."""

import pytest
from django.test import Client
from django.urls import reverse

from processes.suggestion import importing
from processes.suggestion.importing import reading
from processes.suggestion.models import ImportRun, Suggestion
from tests.integration.test_import import ROW, but, table
from tests.support.world import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    user = person("office", "office", "clerk", unit_code="BGS")
    client.force_login(user)
    return client


def upload(client, *rows, name="a.csv"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post(reverse("web:imports"), {"file": SimpleUploadedFile(name, table(*rows))})


def address(name):
    return reverse(f"web:{name}", args=[ImportRun.objects.get().uid])


def test_a_file_is_looked_at_then_taken_in(office):
    answer = upload(office, ROW, but(no="建〔2026〕0701号"))
    assert answer.status_code == 302 and not Suggestion.objects.exists()
    page = office.get(answer.url).content.decode()
    assert "共 2 行" in page and "导入 2 条" in page and "建〔2026〕0701号" in page
    office.post(address("import_start"))
    assert "every 1s" in office.get(address("import_progress")).content.decode()
    importing.work_some()
    assert office.get(address("import_progress"))["HX-Refresh"] == "true"
    assert Suggestion.objects.count() == 2 and "导入完成" in office.get(answer.url).content.decode()


def test_wrong_rows_are_named_and_wait_for_a_tick(office):
    upload(office, ROW, but(channel="微信"))
    page = office.get(address("import_run") + "?only=bad").content.decode()
    assert "来源" in page and "“微信”" in page
    refused = office.post(address("import_start"))
    assert refused.status_code == 409 and "有 1 行要改" in refused.content.decode()
    assert office.post(address("import_start"), {"leave_out": "1"}).status_code == 302


def test_a_stop_says_how_many_are_in(office):
    upload(office, ROW)
    office.post(address("import_start"))
    answer = office.post(address("import_stop"), follow=True)
    assert "已导入 0 条" in answer.content.decode() and "继续导入" in answer.content.decode()
    office.post(address("import_discard"))
    assert not ImportRun.objects.exists()


def test_what_was_taken_in_is_not_discarded(office):
    upload(office, ROW)
    office.post(address("import_start"))
    importing.work_some()
    assert office.post(address("import_discard")).status_code == 409


def test_a_bad_file_is_refused_on_the_page(office):
    answer = upload(office, ROW, name="a.xlsx")
    assert answer.status_code == 409 and "内容却不是" in answer.content.decode()
    assert office.post(reverse("web:imports")).status_code == 422


def test_a_large_body_is_refused_unread(office):
    class Unread:
        def read(self, *_a):
            raise AssertionError("the body was read")

        readline = read

    answer = office.generic(
        "POST", reverse("web:imports"), b"", CONTENT_LENGTH=str(reading.LARGEST * 2), **{"wsgi.input": Unread()}
    )
    assert answer.status_code == 413 and "20 MB" in answer.content.decode()


def test_the_token_is_checked_although_the_body_is_read_late(office):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("office"))
    assert upload(strict, ROW).status_code in (403, 409) and not ImportRun.objects.exists()


def test_others_do_not_find_it(client):
    client.force_login(person("clerk", "clerk"))
    assert client.get(reverse("web:imports")).status_code == 404
