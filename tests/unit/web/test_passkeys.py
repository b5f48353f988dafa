"""Passkeys: added by who has shown who they are, and good for signing in and for showing it once more."""

import os
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from ledger.models import Event
from people import clock
from policy import changes
from tests.support.passkey import PRESENT, Device
from tests.support.world import person
from web import factors, passkeys, stepping

pytestmark = pytest.mark.django_db
PASSWORD = "a right password 9"


@pytest.fixture
def who():
    found = person("somebody")
    found.set_password(PASSWORD)
    found.save(update_fields=["password"])
    return found


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def signed_in(client):
    return SESSION_KEY in client.session


def by_password(client):
    return client.post(reverse("web:sign_in"), {"username": "somebody", "password": PASSWORD})


def added(client, device=None, name="办公室电脑"):
    device = device or Device()
    asked = client.post(reverse("web:passkey_ask_new")).json()
    answer = client.post(reverse("web:passkeys"), {"name": name, "passkey": device.make(asked)})
    return device, answer


@pytest.fixture
def device(client, who):
    by_password(client)
    made, answer = added(client)
    assert answer.status_code == 302 and passkeys.of(who).count() == 1
    client.post(reverse("web:sign_out"))
    return made


def question(client):
    return client.post(reverse("web:passkey_ask")).json()


def shown(client, answer):
    return client.post(reverse("web:passkey_enter"), {"passkey": answer})


def test_a_passkey_alone_signs_in_and_is_noted(client, who, device):
    assert shown(client, device.show(question(client))).status_code == 302 and signed_in(client)
    assert stepping.KEPT in client.session  # they have just shown who they are
    assert passkeys.of(who).get().last_used_at and Event.objects.filter(kind="passkey_on").exists()


def test_the_same_answer_works_once(client, device):
    answer = device.show(question(client))
    shown(client, answer)
    client.post(reverse("web:sign_out"))
    assert shown(client, answer).status_code == 400
    question(client)
    assert shown(client, answer).status_code == 400 and not signed_in(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://elsewhere.test"},
        {"origin": "http://localhost:8001"},
        {"site": "elsewhere.test"},
        {"flags": PRESENT},  # nobody showed a finger
        {"flags": 0},
        {"counter": -1},  # a copy that counts from before
        {"handle": b"999999"},
        {"id": os.urandom(16)},
    ],
)
def test_an_answer_that_is_not_right_signs_nobody_in(client, device, wrong):
    shown(client, device.show(question(client)))
    client.post(reverse("web:sign_out"))
    for name, value in wrong.items():
        setattr(device, name, value)
    assert shown(client, device.show(question(client))).status_code == 400 and not signed_in(client)


@pytest.mark.parametrize("answer", ["", "{", "[]", "{}", '{"id": 1}', '"x"', "null"])
def test_what_no_device_says_is_refused(client, device, answer):
    question(client)
    assert shown(client, answer).status_code == 400 and not signed_in(client)


def test_another_key_does_not_open_the_account(client, device):
    stranger = Device()
    stranger.id, stranger.handle = device.id, device.handle
    assert shown(client, stranger.show(question(client))).status_code == 400


def test_a_question_is_good_for_minutes_and_for_its_own_purpose(client, who, device):
    asked = question(client)
    with clock.frozen(clock.now() + timedelta(minutes=6)):
        assert shown(client, device.show(asked)).status_code == 400
    by_password(client), client.post(reverse("web:second"), {"passkey": device.show(question(client))})
    asked = client.post(reverse("web:passkey_ask_new")).json()
    answer = client.post(reverse("web:confirm"), {"passkey": device.show(asked)})
    assert answer.status_code == 400


def test_who_left_does_not_come_in(client, who, device):
    who.is_active = False
    who.save(update_fields=["is_active"])
    assert shown(client, device.show(question(client))).status_code == 400


def test_a_passkey_is_a_second_factor_after_the_password(client, who, device):
    assert factors.has(who) and not factors.app(who)
    assert by_password(client).url == reverse("web:second") and not signed_in(client)
    page = client.get(reverse("web:second")).content.decode()
    assert 'data-passkey="get"' in page and 'name="code"' not in page
    assert client.post(reverse("web:second"), {"passkey": "{}"}).status_code == 400
    assert client.post(reverse("web:second"), {"code": ""}).status_code == 400
    asked = question(client)
    assert [one["id"] for one in asked["allowCredentials"]]
    assert client.post(reverse("web:second"), {"passkey": device.show(asked)}).status_code == 302 and signed_in(client)


def test_another_persons_passkey_is_no_second_factor(client, who, device):
    other = person("other")
    client.force_login(other)
    stepped = client.session
    stepped[stepping.KEPT] = clock.now().timestamp()
    stepped.save()
    theirs, answer = added(client)
    assert answer.status_code == 302
    client.post(reverse("web:sign_out"))
    by_password(client)
    assert client.post(reverse("web:second"), {"passkey": theirs.show(question(client))}).status_code == 400


def test_it_shows_once_more_who_somebody_is(client, who, device):
    shown(client, device.show(question(client)))
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert client.get(reverse("web:passkeys")).url == reverse("web:confirm")
        assert client.post(reverse("web:confirm"), {"password": PASSWORD}).status_code == 400
        answer = client.post(reverse("web:confirm"), {"passkey": device.show(question(client))})
        assert answer.url == reverse("web:passkeys") and client.get(answer.url).status_code == 200


def test_adding_needs_a_fresh_sign_in_and_a_key_that_asks_who_holds_it(client, who):
    client.force_login(who)
    assert client.post(reverse("web:passkey_ask_new")).status_code == 409
    client.post(reverse("web:sign_out")), by_password(client)
    assert added(client, Device(flags=PRESENT))[1].status_code == 400 and not passkeys.of(who).exists()
    assert added(client, Device(origin="https://elsewhere.test"))[1].status_code == 400


def test_a_key_taken_away_opens_nothing_and_the_application_stays(client, who, device):
    shown(client, device.show(question(client)))
    Authenticator.objects.create(user=who, type="totp", data={"secret": "x"})
    pk = passkeys.of(who).get().pk
    page = client.get(reverse("web:passkeys")).content.decode()
    assert "办公室电脑" in page
    assert client.post(reverse("web:passkeys"), {"drop": pk}).status_code == 302
    assert client.post(reverse("web:passkeys"), {"drop": pk}).status_code == 400
    assert factors.app(who) and Event.objects.filter(kind="passkey_off").exists()
    client.post(reverse("web:sign_out"))
    assert shown(client, device.show(question(client))).status_code == 400


def test_nobody_takes_another_persons_key_away(client, who, device):
    pk = passkeys.of(who).get().pk
    assert not passkeys.drop(person("other"), pk) and passkeys.of(who).exists()


def test_two_administrators_take_lost_keys_away_with_the_rest(who, client, device):
    from policy import two

    system, security = (person(code, code) for code in ("system_admin", "security_admin"))
    row = two.propose(system, "factor_off", {"person": who.pk, "name": who.name}, why="电脑丢失")
    two.decide(security, row.pk, "confirmed")
    assert not factors.has(who) and changes.KINDS["passkey_on"]


def test_an_address_of_figures_offers_none(who):
    assert "data-passkey" not in Client(SERVER_NAME="127.0.0.1").get(reverse("web:sign_in")).content.decode()
    assert "data-passkey" in Client(SERVER_NAME="localhost").get(reverse("web:sign_in")).content.decode()
