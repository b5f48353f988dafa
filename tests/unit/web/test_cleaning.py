"""Text with pinyin between the characters: offered to be cleaned, the difference shown, the original kept."""

import pytest
from django.urls import reverse

from ledger import read
from tests.support.world import person
from workflows.models import Case

pytestmark = pytest.mark.django_db
NOISY, CLEAN = "关于領(lǐng)導(dǎo)带头学习的建议", "关于領導带头学习的建议"


@pytest.fixture
def author(client):
    user = person("author", "clerk")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def send(client, **data):
    return client.post(reverse("web:begin", args=["approval"]), {"title": NOISY} | data)


def test_nothing_is_saved_until_the_person_has_chosen_and_the_difference_is_shown(client, author):
    answer = send(client)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Case.objects.exists()
    assert "<del>(lǐng)</del>" in page and "<del>(dǎo)</del>" in page and NOISY in page


def test_cleaned_text_is_saved_and_the_original_stays_in_the_history(client, author):
    assert send(client, noise="clean").status_code == 302
    case = Case.objects.get()
    assert case.title == CLEAN
    assert read.history(case.uid)[0].fields["originals"] == {"title": NOISY}


def test_who_typed_it_finds_the_original_in_the_history_and_nobody_else_does(client, author):
    send(client, noise="clean")
    case = Case.objects.get()
    pages = [reverse("web:case", args=[case.uid]), reverse("web:history", args=[case.uid])]
    assert all(
        "清理前的原文" in client.get(page).content.decode() and NOISY in client.get(page).content.decode()
        for page in pages
    )
    client.force_login(person("checker", "auditor"), backend="django.contrib.auth.backends.ModelBackend")
    assert not any(NOISY in client.get(page).content.decode() for page in pages)


def test_who_wants_the_text_as_it_is_gets_it(client, author):
    assert send(client, noise="keep").status_code == 302
    case = Case.objects.get()
    assert case.title == NOISY and "originals" not in read.history(case.uid)[0].fields


def test_text_without_noise_asks_nothing(client, author):
    assert client.post(reverse("web:begin", args=["approval"]), {"title": "一件普通的事"}).status_code == 302
