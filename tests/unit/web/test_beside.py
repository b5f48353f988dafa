"""What the pages offer beside the work: a menu for holders, a button for who was handed something."""

from dataclasses import replace

import pytest
from django.urls import reverse

from tests.support.approval.models import Approval
from tests.unit.workflows.acting_helper import World
from workflows import declare, registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(monkeypatch):
    facts = {code: replace(facts) for code, facts in declare.passed_on(Approval.facts).items()}
    made = World()
    monkeypatch.setattr(Approval, "facts", facts)
    monkeypatch.setattr(Approval, "signers", [signer.pk for signer in made.signers])
    registry.current.cache_clear()
    yield made.walk("decision")
    monkeypatch.undo()
    registry.current.cache_clear()


def page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(f"web:{name}", args=args)).content.decode()


def url(one, name):
    return reverse("web:act", args=[one.case.uid, name])


def test_who_holds_the_work_finds_the_menu_and_others_do_not(one, client):
    mine = page(client, one.decider, "case", one.case.uid)
    assert "更多操作" in mine and url(one, "transfer") in mine and url(one, "copy") in mine
    assert "更多操作" not in page(client, one.signers[0], "case", one.case.uid)


def test_the_form_offers_people_and_its_post_hands_the_work_on(one, client):
    client.force_login(one.decider)
    form = client.get(url(one, "transfer")).content.decode()
    assert "other" in form and f'value="{one.decider.pk}"' not in form
    assert client.post(url(one, "transfer"), {"to": one.other.pk, "reason": "外出开会"}).status_code == 302
    assert one.open(one.other) == ["move"]
    assert "已把这项工作转给other" in page(client, one.decider, "case", one.case.uid)
    assert "已转给other" in page(client, one.decider, "done")
    inbox = page(client, one.other, "inbox")
    assert "转办自decider" in inbox


def test_a_refusal_comes_back_with_what_was_typed(one, client):
    client.force_login(one.decider)
    answer = client.post(url(one, "transfer"), {"to": one.author.pk, "reason": "外出开会"})
    assert answer.status_code == 409 and "发起人" in answer.content.decode() and "外出开会" in answer.content.decode()


def test_who_was_asked_for_an_opinion_finds_the_form_and_nothing_else(one, client):
    one.act("delegate", one.decider, to=one.other.pk, ask="经费是否够用")
    asked = page(client, one.other, "case", one.case.uid)
    assert url(one, "give_back") in asked and url(one, "transfer") not in asked
    client.force_login(one.other)
    assert client.post(url(one, "give_back"), {"opinion": "够用，同意。"}).status_code == 302
    assert "够用，同意。" in page(client, one.decider, "case", one.case.uid)


def test_copies_have_a_view_of_their_own(one, client):
    one.act("copy", one.decider, people=[one.other.pk])
    assert "一件事" not in page(client, one.other, "inbox")
    client.force_login(one.other)
    assert "decider抄送" in client.get(reverse("web:inbox") + "?view=copied").content.decode()
    assert url(one, "seen") in page(client, one.other, "case", one.case.uid)
    assert client.post(url(one, "seen")).status_code == 302
    assert "decider抄送" not in client.get(reverse("web:inbox") + "?view=copied").content.decode()


def test_where_a_reply_is_asked_reading_alone_is_not_offered(one, client):
    one.act("circulate", one.decider, people=[one.other.pk], reply=True)
    shown = page(client, one.other, "case", one.case.uid)
    assert url(one, "reply") in shown and url(one, "seen") not in shown
