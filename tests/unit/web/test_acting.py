"""The pages on which people say who acts for them, and hand their work over."""

from datetime import timedelta

import pytest
from django.urls import reverse

from people import clock
from people.models import Absence, Mandate
from tests.support.world import person, unit
from web import jobs
from workflows import departing, moves

pytestmark = pytest.mark.django_db
PAGE = "/me/acting/"


def form(agent, **more):
    today = clock.today()
    return {"agent": agent.pk, "since": today, "until": today + timedelta(days=2), "why": "外出学习"} | more


def test_a_person_lets_somebody_act_and_takes_it_back(client):
    me, agent = person("me", "clerk"), person("agent", "clerk")
    client.force_login(me)
    assert client.post(PAGE, form(agent, processes=["inspection"])).status_code == 302
    given = Mandate.objects.get()
    assert (given.principal, given.agent, given.codes) == (me, agent, ["inspection"])
    assert "agent" in client.get(PAGE).content.decode()
    client.post(PAGE, {"end": f"mandate-{given.pk}"})
    assert not Mandate.objects.exists()


def test_who_is_away_names_a_substitute(client):
    client.force_login(person("me", "clerk"))
    client.post(PAGE, form(person("agent"), away="on"))
    assert Absence.objects.get().substitute == person("agent") and not Mandate.objects.exists()
    client.force_login(person("agent"))
    assert "me" in client.get(PAGE).content.decode()


def test_a_refusal_is_said_beside_the_form(client):
    client.force_login(person("me", "clerk"))
    client.post(PAGE, form(person("agent")))
    said = client.post(PAGE, form(person("agent"))).content.decode()
    assert "已经委托agent代理" in said and Mandate.objects.count() == 1


def test_nobody_ends_the_mandate_of_another(client):
    client.force_login(person("me", "clerk"))
    client.post(PAGE, form(person("agent")))
    client.force_login(person("stranger", "clerk"))
    assert client.post(PAGE, {"end": f"mandate-{Mandate.objects.get().pk}"}).status_code == 404


def test_an_administrator_sets_it_for_somebody(client):
    client.force_login(person("sysadm", "system_admin"))
    client.post(PAGE, form(person("agent"), person=person("me").pk))
    assert Mandate.objects.get().principal == person("me")


def test_the_inbox_marks_the_work_of_another(client):
    moves.open_case("approval", by=person("author", "clerk"), unit=unit(), title="一件要紧的事")
    client.force_login(person("author"))
    client.post(PAGE, form(person("agent")))
    client.force_login(person("agent"))
    said = client.get(reverse("web:inbox")).content.decode()
    assert "一件要紧的事" in said and "代author" in said


def test_the_head_hands_over_what_a_leaver_holds(client):
    moves.open_case("approval", by=person("leaver", "clerk"), unit=unit(), title="一件事")
    client.force_login(person("head", "section_head"))
    heir, leaver = person("heir", "clerk"), person("leaver")
    assert "1" in client.get("/me/handover/", {"leaver": leaver.pk}).content.decode()
    said = client.post("/me/handover/", {"leaver": leaver.pk, "to_": heir.pk, "why": "调离本部"}, follow=True)
    assert "已交接 0 件" in said.content.decode() and departing.held(heir) == {}
    address = said.redirect_chain[-1][0]
    assert f'hx-get="{address}progress/"' in client.get(f"{address}progress/").content.decode()
    jobs.handed_over()
    assert client.get(f"{address}progress/").status_code == 286
    assert "已交接 1 件" in client.get(address).content.decode() and departing.held(heir) == {"approval": 1}
    client.force_login(leaver)
    assert client.get(address).status_code == client.get(f"{address}progress/").status_code == 404


def test_nobody_orders_a_handover_of_nothing(client):
    client.force_login(person("head", "section_head"))
    sent = {"leaver": person("leaver").pk, "to_": person("heir", "clerk").pk, "why": "调离本部"}
    assert "手上没有要交给这些人的待办" in client.post("/me/handover/", sent).content.decode()


def test_a_stranger_hands_over_his_own_work_only(client):
    moves.open_case("approval", by=person("leaver", "clerk"), unit=unit(), title="一件事")
    client.force_login(person("stranger", "clerk"))
    client.post("/me/handover/", {"leaver": person("leaver").pk, "to_": person("heir", "clerk").pk, "why": "调离本部"})
    assert departing.held(person("leaver")) == {"approval": 1}
