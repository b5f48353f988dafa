"""Coming in, going out, and what a person chooses."""

import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from people import clock
from people.models import OneTimeLink, User
from tests.support.world import person
from tests.unit.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(db):
    user = person("dm_org", "deputy_minister")
    user.is_demo, user.name, user.language, user.theme = True, "分管组织副部长（演示）", "en", "dark"
    user.set_password("a long pass phrase")
    user.save()
    return user


def test_one_click_signs_in_and_brings_language_and_theme(client, somebody):
    answer = client.post(reverse("web:sign_in_as"), {"username": "dm_org"})
    assert answer["Location"] == "/"
    assert (client.cookies["django_language"].value, client.cookies["theme"].value) == ("en", "dark")
    assert int(client.session["_auth_user_id"]) == somebody.pk


def test_one_click_is_no_way_in_outside_a_demonstration(client, somebody, settings):
    settings.DEMO = False
    assert client.post(reverse("web:sign_in_as"), {"username": "dm_org"}).status_code == 404
    assert "dm_org" not in text(client.get(reverse("web:sign_in")))


def test_one_click_is_no_way_into_a_real_account(client, db):
    person("real", "clerk")
    assert client.post(reverse("web:sign_in_as"), {"username": "real"}).status_code == 404


def test_a_form_from_elsewhere_is_refused_in_our_words(somebody):
    answer = Client(enforce_csrf_checks=True).post(reverse("web:sign_in_as"), {"username": "dm_org"})
    assert answer.status_code == 409
    assert "刷新后再办" in text(answer)


def test_name_and_password_sign_in_and_go_where_one_was_going(client, somebody):
    data = {"username": "dm_org", "password": "a long pass phrase", "next": "/me/"}
    assert client.post(reverse("web:sign_in"), data)["Location"] == "/me/"


def test_nobody_is_sent_to_another_site(client, somebody):
    data = {"username": "dm_org", "password": "a long pass phrase", "next": "https://example.org/"}
    assert client.post(reverse("web:sign_in"), data)["Location"] == "/"


def test_a_wrong_password_says_so_and_keeps_the_name(client, somebody):
    answer = client.post(reverse("web:sign_in"), {"username": "dm_org", "password": "wrong"})
    assert answer.status_code == 400
    assert "账号或密码不对" in text(answer)
    assert 'value="dm_org"' in text(answer)


def test_a_link_works_once_and_opening_it_uses_nothing_up(client, somebody):
    now, token = clock.now(), "a-token"
    digest = hashlib.sha256(token.encode()).hexdigest()
    link = OneTimeLink.objects.create(
        token_hash=digest, person=somebody, made_at=now, expires_at=now + timedelta(hours=1)
    )
    url = reverse("web:by_link", args=[token])
    assert client.get(url).status_code == 200
    assert OneTimeLink.objects.get(pk=link.pk).used_at is None
    assert client.post(url)["Location"] == "/"
    assert Client().post(url).status_code == 409
    assert Client().get(reverse("web:by_link", args=["other"])).status_code == 409


def test_signing_out_ends_the_session(client, somebody):
    client.force_login(somebody)
    client.post(reverse("web:sign_out"))
    assert client.get("/").status_code == 302


def test_the_theme_is_kept_for_the_browser_and_the_person(client, somebody):
    client.force_login(somebody)
    quiet = {"X-Requested-With": "fetch"}
    assert client.post(reverse("web:theme"), {"theme": "light"}, headers=quiet).status_code == 204
    assert User.objects.get(pk=somebody.pk).theme == "light"
    assert 'data-bs-theme="light"' in text(client.get("/"))
    assert client.post(reverse("web:theme"), {"theme": "pink"}).status_code == 400


def test_the_language_is_kept_and_spoken(client, somebody):
    client.force_login(somebody)
    client.post(reverse("web:language"), {"language": "en"})
    assert 'lang="en"' in text(client.get("/"))
    assert client.post(reverse("web:language"), {"language": "xx"}).status_code == 400


def test_the_profile_saves_choices(client, somebody):
    client.force_login(somebody)
    client.post(reverse("web:profile"), {"language": "zh-hans", "theme": "auto"})
    person = User.objects.get(pk=somebody.pk)
    assert (person.language, person.theme, person.keys_on) == ("zh-hans", "auto", False)
    assert 'data-keys="off"' in text(client.get("/"))


def test_an_address_that_is_nothing_has_our_page(client, db):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "没有找到这件事，请核对编号。" in text(answer)


def test_guessing_passwords_ends_after_ten_with_our_page(client, somebody, settings):
    settings.AXES_ENABLED = True
    data = {"username": "dm_org", "password": "wrong"}
    answers = [client.post(reverse("web:sign_in"), data) for _ in range(11)]
    assert [answer.status_code for answer in answers[:9]] == [400] * 9
    assert answers[-1].status_code == 429
    assert "锁定 15 分钟" in text(answers[-1])
    data["password"] = "a long pass phrase"
    assert client.post(reverse("web:sign_in"), data).status_code == 429
