"""Who opens what is sealed shows once more who they are, with the second factor where installations ask for one."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.desks import words
from tests.support.entering import fresh
from vault.models import Unlocked, Unsealing
from web import factors

ASKING = [
    ("reports_unlock", []), ("sealed_passphrase", []), ("sealed_forget", []), ("sealed_paper", []), ("sealed_ask", []),
    ("sealed_reshare", []), ("sealed_wish", [1]), ("sealed_open", [1]), ("sealed_original", [1, 1]),
]  # fmt: skip


@pytest.fixture
def browser(house):
    client = Client()
    client.force_login(house["both"])
    return client


@pytest.mark.parametrize("name, args", ASKING)
def test_a_session_of_this_morning_opens_nothing(browser, house, name, args):
    answer = fresh(browser, minutes=11).post(reverse(f"web:{name}", args=args), {"words": words(house["both"])})
    assert answer.status_code == 302 and answer.url == reverse("web:confirm")
    assert not Unlocked.objects.exists() and not Unsealing.objects.exists()


@pytest.mark.parametrize("name, args", ASKING)
def test_a_real_installation_asks_for_a_second_factor_first(browser, settings, name, args):
    settings.SECOND_FACTOR = "administrators"
    assert fresh(browser).post(reverse(f"web:{name}", args=args)).url == reverse("web:factor")


def test_with_it_the_passphrase_opens(browser, house, settings):
    from tests.unit.web.test_signing import code_of

    settings.SECOND_FACTOR = "administrators"
    key = factors.secret()
    factors.begin(house["both"], key, code_of(key))
    assert fresh(browser).post(reverse("web:reports_unlock"), {"words": words(house["both"])}).url == "/reports/"
    assert Unlocked.objects.count() == 1


def test_for_others_the_pages_are_not_there_to_ask(house, db):
    from tests.support.world import person

    client = Client()
    client.force_login(person("clerk", "clerk"))
    assert [client.post(reverse(f"web:{n}", args=a)).status_code for n, a in ASKING] == [404] * len(ASKING)
