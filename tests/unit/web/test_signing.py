"""Signing in beyond the password: second factor, profiles of passwords, where one is signed in."""

import base64
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from ledger.models import Event
from people import clock, passwords
from people.errors import NotDone
from policy import changes, three, two
from tests.support.world import person
from web import factors

pytestmark = pytest.mark.django_db
PASSWORD = "a right password 9"


@pytest.fixture
def who():
    found = person("somebody")
    found.set_password(PASSWORD)
    found.save(update_fields=["password"])
    return found


def code_of(key):
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(key, counter))


@pytest.fixture
def key(who):
    key = factors.secret()
    assert len(factors.begin(who, key, code_of(key))) == 10
    return key


def entered(client):
    return SESSION_KEY in client.session


def at_the_door(client):
    return client.post(reverse("web:sign_in"), {"username": "somebody", "password": PASSWORD})


def test_the_password_alone_signs_nobody_in_who_has_a_second_factor(client, who, key):
    assert at_the_door(client).url == reverse("web:second") and not entered(client)
    assert client.get("/").status_code == 302
    assert client.post(reverse("web:second"), {"code": "000000"}).status_code == 400 and not entered(client)
    assert client.post(reverse("web:second"), {"code": code_of(key)}).status_code == 302 and entered(client)


def test_each_code_works_once(client, who, key):
    spare = Authenticator.objects.get(user=who, type="recovery_codes").wrap().get_unused_codes()[0]
    assert factors.right(who, spare) and not factors.right(who, spare)
    code = code_of(key)
    assert factors.right(who, code) and not factors.right(who, code)


def test_five_wrong_codes_lead_back_to_the_password(client, who, key):
    at_the_door(client)
    for _try in range(4):
        assert client.post(reverse("web:second"), {"code": "000000"}).status_code == 400
    assert client.post(reverse("web:second"), {"code": "000000"}).url == reverse("web:sign_in")
    assert client.post(reverse("web:second"), {"code": code_of(key)}).url == reverse("web:sign_in")


def test_a_one_time_link_does_not_pass_the_second_factor_by(client, who, key):
    token = changes.issue_link(person("sysadm", "system_admin"), who, why="忘记密码")
    assert client.post(reverse("web:by_link", args=[token])).url == reverse("web:second") and not entered(client)


def test_the_secret_stands_enciphered_and_the_history_tells_only_that(who, key):
    kept = Authenticator.objects.get(user=who, type="totp")
    assert key not in str(kept.data) and Event.objects.filter(kind="factor_on").exists()
    assert key not in "".join(event.body for event in Event.objects.all())


def test_setting_it_up_on_the_page(client, who):
    at_the_door(client)
    page = client.get(reverse("web:factor"))
    drawn = re.search(r"data:image/svg\+xml;base64,([^\"]+)", page.content.decode())
    assert 'fill="#fff"' in base64.b64decode(drawn[1]).decode()  # on a dark page, too
    assert client.post(reverse("web:factor"), {"code": "000000"}).status_code == 400
    key = client.session["new_factor"]
    assert "备用码" in client.post(reverse("web:factor"), {"code": code_of(key)}).content.decode()
    assert factors.has(who)


def test_two_administrators_take_a_lost_one_away(who, key):
    system, security = (person(code, code) for code in (three.SYSTEM, three.SECURITY))
    row = two.propose(system, "factor_off", {"person": who.pk, "name": who.name}, why="手机丢失")
    assert factors.has(who)
    two.decide(security, row.pk, "confirmed")
    assert not factors.has(who)


def test_an_administrator_of_a_real_installation_needs_one_for_changes(client, settings):
    settings.SECOND_FACTOR = "administrators"
    client.force_login(person("sysadm", "system_admin"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("web:change_propose", args=["day"])).url == reverse("web:factor")


@pytest.mark.parametrize(
    "profile, wrong", [("plain", "short"), ("plain", "password12345"), ("djcp3", "only lower letters")]
)
def test_passwords_follow_the_profile(who, settings, profile, wrong):
    settings.PASSWORDS = profile
    with pytest.raises(NotDone):
        changes.set_password(who, wrong)
    changes.set_password(who, "Koi-Pond 41 lamps")


def test_under_djcp3_a_password_is_changed_after_ninety_days(client, who, settings):
    settings.PASSWORDS = "djcp3"
    changes.set_password(who, PASSWORD.title())
    who.refresh_from_db()
    assert not passwords.too_old(who)
    with clock.frozen(clock.now() + timedelta(days=91)):
        answer = client.post(reverse("web:sign_in"), {"username": "somebody", "password": PASSWORD.title()})
    assert answer.url == reverse("web:password")


def test_one_sees_where_one_is_signed_in_and_signs_out_elsewhere_and_everywhere(who):
    here, there = Client(headers={"user-agent": "Mozilla (iPhone) 1.2.3"}), Client()
    at_the_door(here), at_the_door(there)
    page = here.get(reverse("web:where")).content.decode()
    assert "iPhone" in page and "1.2.3" not in page and page.count('role="row"') == 3
    here.post(reverse("web:where"), {"what": "others"})
    assert here.get("/").status_code == 200 and there.get("/").status_code == 302
    here.post(reverse("web:where"), {"what": "all"})
    assert here.get("/").status_code == 302
