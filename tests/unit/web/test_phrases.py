"""常用语: everybody keeps their own phrases and puts them into a field."""

import pytest
from django.urls import reverse

from tests.support.world import person
from web import phrases
from workflows import moves
from workflows.models import Phrase

pytestmark = pytest.mark.django_db
PAGE = "/me/phrases/"


@pytest.fixture
def me(client):
    user = person("me", "clerk")
    client.force_login(user)
    return user


def texts(user):
    return [one.text for one in phrases.of(user)]


def test_phrases_are_added_reordered_and_deleted(client, me):
    for text in ("同意。", "请按程序办理。", "请补充材料。"):
        assert client.post(PAGE, {"text": text}).status_code == 302
    last = phrases.of(me)[-1].pk
    client.post(PAGE, {"up": last})
    client.post(PAGE, {"up": last})
    assert texts(me) == ["请补充材料。", "同意。", "请按程序办理。"]
    client.post(PAGE, {"up": last})  # it is the first already
    client.post(PAGE, {"down": last})
    assert texts(me) == ["同意。", "请补充材料。", "请按程序办理。"]
    client.post(PAGE, {"delete": last})
    assert texts(me) == ["同意。", "请按程序办理。"]


def test_the_same_phrase_is_not_kept_twice_and_not_more_than_can_be_read(client, me):
    client.post(PAGE, {"text": "同意。"})
    assert "没有添加：已经有这一条" in client.post(PAGE, {"text": " 同意。 "}).content.decode()
    for n in range(phrases.MOST):
        client.post(PAGE, {"text": f"第 {n} 条"})
    said = client.post(PAGE, {"text": "再来一条"}).content.decode()
    assert "最多保存 30 条" in said and len(texts(me)) == phrases.MOST


def test_nobody_reads_or_changes_the_phrases_of_another(client, me):
    theirs = Phrase.objects.create(person=person("other", "clerk"), text="别人的话")
    assert client.post(PAGE, {"delete": theirs.pk}).status_code == 404
    assert "别人的话" not in client.get(PAGE).content.decode() + client.get(f"{PAGE}say/").content.decode()
    assert Phrase.objects.count() == 1


def test_a_phrase_is_a_button_for_the_field_that_asked(client, me):
    client.post(PAGE, {"text": '写明"理由"。'})
    said = client.get(f"{PAGE}say/?for=id_opinion").content.decode()
    assert 'data-for="id_opinion"' in said and 'data-say="写明&quot;理由&quot;。"' in said
    assert "<script" not in client.get(f"{PAGE}say/?for=<script>").content.decode()


def test_a_field_for_an_opinion_offers_the_phrases_and_reads_none_until_they_are_asked_for(client, me):
    case = moves.open_case("approval", by=me, title="一件事")
    signer = person("signer")
    moves.move(case, "submit", by=me, signers=[signer.pk], decider=person("decider").pk)
    client.force_login(signer)
    page = client.get(reverse("web:case", args=[case.uid])).content.decode()
    assert "/me/phrases/say/?for=" in page and "data-say" not in page
