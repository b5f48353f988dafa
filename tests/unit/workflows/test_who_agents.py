"""Whoever acts for another takes the same work, passes the same checks, and both stand in the history."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Event
from people import clock
from people.models import Absence, Conflict, Mandate
from policy import rules as policy
from tests.support.world import person
from workflows import moves
from workflows.errors import NotFound, Refused
from workflows.models import Flag, Outbox, WorkItem
from workflows.testing import fresh

pytestmark = pytest.mark.django_db


def mandate(principal, agent, processes="", since=0, until=2):
    today = clock.today()
    return Mandate.objects.create(
        principal=principal, agent=agent, since=today + timedelta(days=since), until=today + timedelta(days=until),
        processes=processes, reason="学习",
    )  # fmt: skip


@pytest.fixture
def signing(db):
    author, signers, decider = person("author", "clerk"), [person(f"signer{n}") for n in (1, 2)], person("decider")
    case = moves.open_case("approval", by=author, title="一件事")
    moves.move(case, "submit", by=author, signers=[one.pk for one in signers], decider=decider.pk)
    return fresh(case)


@pytest.fixture
def decision(signing):
    for n in (1, 2):
        moves.act(signing, "sign", by=person(f"signer{n}"), decision="agree")
    return fresh(signing)


def last(case):
    return Event.objects.filter(uid=case.uid).order_by("-seq").first()


def test_an_agent_takes_the_move_and_both_names_stand_in_the_event(decision):
    agent, decider = person("agent"), person("decider")
    mandate(decider, agent)
    moves.move(decision, "adopt", by=agent, key=uuid.uuid4())
    event = last(decision)
    assert (event.actor_id, event.actor_name, event.for_id, event.for_name) == (
        agent.pk, "agent", decider.pk, "decider",
    )  # fmt: skip
    item = WorkItem.objects.get(process=decision, stage="decision")
    assert item.status == "DONE" and item.owner == decider and fresh(decision).stage == "adopted"
    assert Outbox.objects.get(uid=decision.uid, topic="work.by_agent").recipients == [decider.pk]


def test_an_agent_signs_and_only_one_voice_is_counted(signing):
    agent, signer = person("agent"), person("signer1")
    mandate(signer, agent)
    moves.act(signing, "sign", by=agent, decision="agree")
    row = signing.signings.get()
    assert (row.agreed, row.waiting) == (1, 1) and last(signing).for_id == signer.pk
    with pytest.raises(Refused):
        moves.act(signing, "sign", by=signer, decision="oppose")
    assert signing.signings.get().opposed == 0


def test_an_agent_who_signs_too_speaks_for_himself_first(signing):
    mandate(person("signer1"), person("signer2"))
    moves.act(signing, "sign", by=person("signer2"), decision="agree")
    assert last(signing).for_id is None
    moves.act(signing, "sign", by=person("signer2"), decision="agree")
    assert last(signing).for_id == person("signer1").pk and fresh(signing).stage == "decision"


@pytest.mark.parametrize("more", [{"since": 1}, {"since": -3, "until": -1}, {"processes": "inspection"}])
def test_outside_its_days_and_processes_a_mandate_opens_nothing(decision, more):
    agent = person("agent")
    mandate(person("decider"), agent, **more)
    with pytest.raises(NotFound):
        moves.move(decision, "adopt", by=agent)
    assert not policy.may_see(agent, decision) and fresh(decision).stage == "decision"


def test_the_substitute_of_who_is_away_acts_down_the_line(decision):
    today = clock.today()
    for one, other in (("decider", "deputy"), ("deputy", "agent")):
        Absence.objects.create(person=person(one), substitute=person(other), starts=today, ends=today)
    moves.move(decision, "adopt", by=person("agent"))
    assert last(decision).for_name == "decider"


def test_what_its_author_may_do_without_a_work_item_an_agent_may_do(db):
    author = person("author", "clerk")
    case = moves.open_case("approval", by=author, title="一件事")
    mandate(author, person("agent"))
    moves.move(case, "submit", by=person("agent"), signers=[person("signer1").pk], decider=person("decider").pk)
    assert last(case).for_id == author.pk


def test_an_administrator_acts_for_nobody(decision):
    agent = person("sysadm", "system_admin")
    mandate(person("decider"), agent)
    with pytest.raises(Refused):
        moves.move(decision, "adopt", by=agent)
    assert fresh(decision).stage == "decision"


@pytest.mark.parametrize("who", ["agent", "decider"])
def test_a_recusal_of_either_stops_the_agent(decision, who):
    mandate(person("decider"), person("agent"))
    Flag.objects.create(person=person(who), code="recused", source_id=decision.pk, since=clock.now())
    decision.moments.create(code="recusal", at=clock.now())
    with pytest.raises(Refused, match="回避"):
        moves.move(decision, "adopt", by=person("agent"))


def test_a_tie_of_the_agent_stops_him_though_the_case_names_the_principal(decision, monkeypatch):
    agent, about = person("agent"), person("respondent")
    mandate(person("decider"), agent)
    Conflict.objects.create(person=agent, other=about, kind="family", since=clock.today())
    monkeypatch.setattr(type(decision), "about", lambda self: (about.pk,))
    with pytest.raises(Refused, match="利害关系"):
        moves.move(decision, "adopt", by=agent)


def test_an_agent_sees_the_case_and_afterwards_still_does(decision):
    agent = person("agent")
    held = mandate(person("decider"), agent)
    assert policy.may_see(agent, decision)
    moves.move(decision, "adopt", by=agent)
    held.delete()
    assert policy.may_see(agent, decision)


def test_whoever_acts_for_nobody_pays_no_statement_for_it(decision):
    mandate(person("decider"), person("agent"))
    with CaptureQueriesContext(connection) as seen:
        moves.move(decision, "adopt", by=person("decider"), key=uuid.uuid4())
    assert not [q["sql"] for q in seen.captured_queries if "people_mandate" in q["sql"]]
