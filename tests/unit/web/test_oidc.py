"""Single sign-on: a known account comes in by the provider's signed word, and by nothing else."""

from datetime import timedelta
from time import time

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from people import clock
from people.models import User
from tests.support import provider as providers
from tests.support.world import person
from web import factors

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    made = providers.Provider()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET = made.issuer, providers.CLIENT, providers.SECRET
    yield made
    made.close()


@pytest.fixture
def who():
    return person("somebody")


def signed_in(client):
    return SESSION_KEY in client.session


def tried(client, provider, **claims):
    """Go there and come back as somebody."""
    asked = client.get(reverse("web:oidc"), {"next": "/me/"})
    assert asked.status_code == 302 and asked.url.startswith(provider.issuer)
    brought = provider.asked(asked.url, **{"preferred_username": "somebody"} | claims)
    return client.get(reverse("web:oidc_back"), brought)


def test_a_known_account_comes_in_and_goes_where_it_wanted(client, provider, who):
    assert "统一身份认证" in client.get(reverse("web:sign_in")).content.decode()
    assert tried(client, provider).url == "/me/" and signed_in(client)
    assert client.get("/me/").status_code == 200


def test_without_settings_there_is_none(client, who):
    assert "统一身份认证" not in client.get(reverse("web:sign_in")).content.decode()
    assert client.get(reverse("web:oidc")).status_code == client.get(reverse("web:oidc_back")).status_code == 404


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"}, {"nonce": None}, {"iss": "https://elsewhere.test"}, {"iss": None}, {"aud": "another"},
        {"aud": None}, {"aud": ["duban", "another"]}, {"azp": "another"}, {"exp": int(time()) - 3600}, {"exp": None},
        {"sub": None}, {"iat": int(time()) + 3600},
    ],
)  # fmt: skip
def test_a_token_that_says_anything_else_is_refused(client, provider, who, claims):
    answer = tried(client, provider, **claims)
    assert answer.status_code == 400 and "应答不对" in answer.content.decode() and not signed_in(client)


def test_a_token_of_another_key_is_refused(client, provider, who):
    provider.signed_by = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert tried(client, provider).status_code == 400 and not signed_in(client)


@pytest.mark.parametrize("algorithm, key", [("none", None), ("HS256", "between the two, made long enough for this")])
def test_a_token_that_no_key_pair_signed_is_refused(client, provider, who, algorithm, key):
    provider.algorithm, provider.signed_by = algorithm, key
    assert tried(client, provider).status_code == 400 and not signed_in(client)


@pytest.mark.parametrize(
    "change", [{"state": "another"}, {"state": ""}, {"code": ""}, {"iss": "https://elsewhere.test"}]
)
def test_what_comes_back_must_be_the_answer_to_this_browser(client, provider, who, change):
    brought = provider.asked(client.get(reverse("web:oidc")).url, preferred_username="somebody")
    assert client.get(reverse("web:oidc_back"), brought | change).status_code == 400 and not signed_in(client)
    assert client.get(reverse("web:oidc_back"), brought).status_code == 400  # the attempt is used up


def test_another_browser_cannot_finish_it_nor_the_same_one_later_or_twice(client, provider, who):
    brought = provider.asked(client.get(reverse("web:oidc")).url, preferred_username="somebody")
    assert Client().get(reverse("web:oidc_back"), brought).status_code == 400
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert client.get(reverse("web:oidc_back"), brought).status_code == 400


@pytest.mark.parametrize("said", ["nobody", "Somebody", "", None, ["somebody"], 1])
def test_nobody_is_made_by_it(client, provider, who, said):
    people = User.objects.count()
    answer = tried(client, provider, preferred_username=said)
    assert answer.status_code == 400 and not signed_in(client) and User.objects.count() == people


def test_who_left_does_not_come_in(client, provider, who):
    User.objects.filter(pk=who.pk).update(is_active=False)
    assert tried(client, provider).status_code == 400


def test_an_address_counts_when_the_provider_has_tried_it_and_one_account_has_it(client, provider, settings, who):
    settings.OIDC_CLAIM = "email"
    User.objects.filter(pk=who.pk).update(email="a@house.test")
    assert tried(client, provider, email="a@house.test").status_code == 400
    assert tried(client, provider, email="a@house.test", email_verified=True).status_code == 302 and signed_in(client)
    client.logout()
    person("twin")
    User.objects.filter(username="twin").update(email="a@house.test")
    assert tried(client, provider, email="a@house.test", email_verified=True).status_code == 400


def test_the_second_factor_is_still_asked_for(client, provider, who):
    from tests.unit.web.test_signing import code_of

    key = factors.secret()
    factors.begin(who, key, code_of(key))
    assert tried(client, provider).url == reverse("web:second") and not signed_in(client)


@pytest.mark.parametrize("change", [{"issuer": "https://elsewhere.test"}, {"token_endpoint": "http://elsewhere.test/t"},
                                    {"authorization_endpoint": None}, {"jwks_uri": "file:///etc/passwd"}])  # fmt: skip
def test_a_provider_that_is_not_itself_is_not_used(client, provider, who, change):
    provider.changes = change
    assert client.get(reverse("web:oidc")).status_code == 503


def test_a_provider_that_is_away_says_so_and_the_password_remains(client, provider, who):
    provider.close()
    page = client.get(reverse("web:oidc"))
    assert page.status_code == 503 and 'name="password"' in page.content.decode()
