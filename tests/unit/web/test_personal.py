"""Numbers that identify a person in free text (F20): a warning, an offer to cover them, and nothing kept of them."""

import json

import pytest
from django.urls import reverse

from ledger import read
from tests.support.world import person
from workflows import moves
from workflows.models import Case

pytestmark = pytest.mark.django_db
IDENTITY = "110101199001011237"
TOLD = f"请为身份证号{IDENTITY}的同志补发补贴"


@pytest.fixture
def author(client):
    user = person("author", "clerk")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def send(client, **data):
    return client.post(reverse("web:begin", args=["approval"]), {"title": TOLD} | data)


def history(case):
    return json.dumps([line.fields for line in read.history(case.uid)], ensure_ascii=False, default=str)


def test_nothing_is_saved_before_the_person_has_chosen(client, author):
    answer = send(client)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Case.objects.exists()
    assert "遮盖后保存" in page and "<del>" in page


def test_what_is_covered_is_kept_nowhere(client, author):
    assert send(client, personal="mask").status_code == 302
    case = Case.objects.get()
    assert "110*************37" in case.title and IDENTITY not in case.title
    assert IDENTITY not in history(case)


def test_what_the_matter_needs_is_kept_as_it_is(client, author):
    assert send(client, personal="keep").status_code == 302
    assert Case.objects.get().title == TOLD


def test_cleaned_and_covered_at_once_the_original_is_covered_too(client, author):
    noisy = f"領(lǐng)導身份证号{IDENTITY}"
    page = send(client, title=noisy).content.decode()
    assert "清理后保存" in page and "遮盖后保存" in page
    assert send(client, title=noisy, noise="clean", personal="mask").status_code == 302
    case = Case.objects.get()
    assert case.title.startswith("領導身份证号110*")
    assert IDENTITY not in history(case) and "lǐng" in history(case)


def test_one_answer_given_is_remembered_while_the_other_is_asked(client, author):
    page = send(client, title=f"領(lǐng)導身份证号{IDENTITY}", noise="keep").content.decode()
    assert 'type="hidden" name="noise" value="keep"' in page and "遮盖后保存" in page


def test_an_opinion_is_asked_about_as_well(client, author):
    case = moves.open_case("approval", by=author, title="一件事")
    moves.move(case, "submit", by=author, signers=[author.pk], decider=person("decider").pk)
    address, said = reverse("web:act", args=[case.uid, "sign"]), {"decision": "agree", "opinion": "请致电13812345678"}
    assert client.post(address, said).status_code == 422
    assert client.post(address, said | {"personal": "mask"}).status_code == 302
    assert "请致电138" in history(case) and "13812345678" not in history(case)
