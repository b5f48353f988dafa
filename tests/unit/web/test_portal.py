"""The public pages: no cookie, no address, no trace of who asks; the receipt once; refusals that lose nothing typed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from intake import desk
from intake.models import Report
from tests.support import planted
from web import unknown

TEXT = "第二笔款项没有入账，请查去年十月的凭证。"


@pytest.fixture(autouse=True)
def fresh_crowd(monkeypatch):
    crowd = unknown.Crowd()
    monkeypatch.setattr("web.unknown.crowd", crowd.of)
    monkeypatch.setattr("web.portal.takes", crowd.takes)


@pytest.fixture
def told(client, house):
    """A report as it is sent by the page; the receipt."""

    def tell(**more):
        form = {"desk": "own", "story": TEXT, "sign": "anonymous"} | more
        answer = client.post("/portal/", form)
        assert answer.status_code == 200, answer.content.decode()[:3000]
        return re.search(r"(\d{4} ){3}\d{4}", answer.content.decode())[0]

    return tell


def test_every_page_opens_without_a_cookie_and_without_a_session(client, house):
    for path in ("", "track/", "protection/"):
        answer = client.get(f"/portal/{path}")
        assert answer.status_code == 200 and not answer.cookies
        assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "no-referrer"


def test_the_receipt_is_shown_once_and_opens_the_conversation(client, told):
    receipt = told()
    page = client.post("/portal/track/", {"receipt": receipt.replace(" ", "-")})
    assert page.status_code == 200 and TEXT in page.content.decode() and not page.cookies


def test_a_conversation_goes_on_in_both_directions(client, told, house, secret):
    receipt, report = told(), Report.objects.get()
    desk.answer(house["reader"], report.pk, secret("reader"), "请补充凭证编号。")
    page = client.post("/portal/track/", {"receipt": receipt}).content.decode()
    assert "请补充凭证编号。" in page and "以下是新的" in page
    ticket = re.search(r'name="pass" value="([^"]+)"', page)[1]
    answer = client.post("/portal/say/", {"pass": ticket, "text": "十月 17 号。"})
    assert "十月 17 号。" in answer.content.decode() and "以下是新的" not in answer.content.decode()


@pytest.mark.parametrize("typed", ["0000 0000 0000 0000", "12", "", "x" * 80])
def test_a_wrong_receipt_is_refused_alike(client, told, typed):
    told()
    answer = client.post("/portal/track/", {"receipt": typed})
    assert answer.status_code == 422 and "没有找到" in answer.content.decode()


def test_a_forged_ticket_finds_nothing(client, told):
    told()
    assert client.post("/portal/say/", {"pass": "A" * 64, "text": "x"}).status_code == 404


def test_what_was_typed_is_not_lost_by_a_refusal(client, house):
    page = client.post("/portal/", {"desk": "own", "story": TEXT, "sign": "named"})
    assert page.status_code == 422 and TEXT in page.content.decode() and "还没有填姓名" in page.content.decode()
    assert not Report.objects.exists()


def test_numbers_of_persons_are_asked_about_first(client, house, told):
    form = {"desk": "own", "story": TEXT + "电话 13812345678", "sign": "anonymous"}
    page = client.post("/portal/", form)
    assert page.status_code == 422 and "手机号" in page.content.decode()
    assert told(story=form["story"], keep="on")


def test_files_are_taken_and_what_cannot_be_cleaned_is_refused(client, told, house):
    told(files=[SimpleUploadedFile("a.jpg", planted.photo("x"))])
    form = {
        "desk": "own",
        "story": TEXT,
        "sign": "anonymous",
        "files": [SimpleUploadedFile("a.mp3", b"ID3" + bytes(99))],
    }
    page = client.post("/portal/", form)
    assert page.status_code == 422 and "会暴露你" in page.content.decode()
    assert Report.objects.count() == 1


def test_a_closed_channel_says_so_and_shows_no_form(client, db):
    page = client.get("/portal/").content.decode()
    assert "还没有开通" in page and "<textarea" not in page


def test_one_crowd_cannot_flood_the_channel_and_another_still_comes_in(client, told, house):
    for _n in range(6):
        told()
    form = {"desk": "own", "story": TEXT, "sign": "anonymous"}
    assert client.post("/portal/", form).status_code == 429
    assert client.post("/portal/", form, REMOTE_ADDR="198.51.100.7").status_code == 200


def test_what_tells_who_asks_is_gone_before_anything_else_sees_it():
    seen = {}

    class Request:
        path_info = "/portal/"
        META = {
            "REMOTE_ADDR": "198.51.100.7", "HTTP_USER_AGENT": "a", "HTTP_REFERER": "b", "HTTP_X_FORWARDED_FOR": "c",
            "HTTP_COOKIE": "sessionid=abc; django_language=en; theme=dark", "HTTP_SEC_CH_UA": "d", "HTTP_HOST": "h",
            "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_REAL_IP": "e",
        }  # fmt: skip

    unknown.Unknown(lambda request: seen.update(request.META) or {})(Request)
    assert seen == {
        "REMOTE_ADDR": "0.0.0.0", "HTTP_COOKIE": "django_language=en", "HTTP_HOST": "h",
        "HTTP_X_FORWARDED_PROTO": "https",
    }  # fmt: skip


def test_somebody_signed_in_is_nobody_here(client, house):
    client.force_login(house["reader"])
    assert "reader" not in client.get("/portal/").content.decode()


def test_the_language_is_the_only_cookie_and_is_set_for_who_asks(client, house):
    answer = client.post("/portal/language/", {"language": "en"})
    assert list(answer.cookies) == ["django_language"]
