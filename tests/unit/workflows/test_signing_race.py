"""Several hands at once on one signing: exactly one settles it, one claims, and no secret vote counts twice."""

import uuid
from collections import Counter
from dataclasses import replace

import pytest

from ledger.models import Event
from ledger.verify import verify
from tests.support import signing as s
from tests.support.approval.models import Approval
from tests.support.world import person
from tests.unit.workflows.test_race import at_once
from workflows import definitions, moves
from workflows.declare import Branch, Parallel, Signing
from workflows.errors import Refused
from workflows.models import BoxBallot, Voter, WorkItem

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


@pytest.fixture
def world(monkeypatch):
    """Open a case whose stage of signing has these facts."""
    definitions.forget()
    made = []

    def make(count, roles=None, **facts):
        made.append(s.following(monkeypatch, **facts))
        made[-1].__enter__()
        return s.submitted(monkeypatch, count, **roles or {})

    yield make
    for one in made:
        one.__exit__(None, None, None)
    definitions.forget()


def won(found):
    return [one for one in found if isinstance(one, moves.Receipt)]


def signed(case, people, **said):
    calls = [
        lambda p=p: moves.act(case, "sign", by=p.pk, key=uuid.uuid4(), **{"decision": "agree"} | said) for p in people
    ]
    return at_once(calls)


def test_the_last_two_signers_at_once_settle_it_once(world):
    case, _author, people = world(MANY, signing=s.signing("vote", early=False))
    for one in people[:-2]:
        s.sign(case, one)
    found = signed(case, people[-2:])
    assert len(won(found)) == 2, Counter(map(repr, found))
    assert s.counts(case) == (MANY, 0, MANY, MANY, 0, 0) and s.stage(case) == "decision"
    left = Event.objects.filter(uid=case.uid, came_from="signing", went_to="decision").count()
    assert left == 1 and verify(case.uid).ok
    assert WorkItem.objects.filter(process=case, role="decider").count() == 1


def test_the_last_signers_of_two_branches_at_once_move_the_case_once(world):
    teams = {code: [person(f"{code}{n}") for n in range(2)] for code in "ab"}
    branches = {code: Branch(signing=Signing(mode="all", by=(f"by_{code}",))) for code in "ab"}
    roles = {f"by_{code}": team for code, team in teams.items()}
    case, _author, _none = world(0, roles, signing=None, parallel=Parallel(branches=branches, leaves=s.LEAVES))
    found = signed(case, teams["a"] + teams["b"])
    assert len(won(found)) == 4, Counter(map(repr, found))
    assert s.stage(case) == "decision" and s.items(case).count() == 0 and verify(case.uid).ok


def test_secret_votes_at_once_are_all_in_the_box_once(world):
    case, _author, people = world(MANY, signing=s.signing("vote", secret=True))
    found = signed(case, [*people, *people])
    assert len(won(found)) == MANY, Counter(map(repr, found))
    assert BoxBallot.objects.count() == Voter.objects.count() == MANY and s.counts(case)[3:] == (MANY, 0, 0)


def test_of_many_who_claim_at_once_one_has_the_work(world, monkeypatch):
    decision = Approval.facts[Approval.Stage.DECISION]
    moves_of = tuple(replace(move, by=("deciders",)) for move in decision.moves)
    pool = replace(decision, pool=True, acts={"claim": ("deciders",), "release": ("holder",)}, moves=moves_of)
    monkeypatch.setattr(Approval, "facts", Approval.facts | {Approval.Stage.DECISION: pool})
    team = [person(f"decider{n}") for n in range(MANY)]
    case, _author, people = world(1, {"deciders": team}, signing=s.signing("all"))
    s.sign(case, people[0])
    found = at_once([lambda p=p: moves.act(case, "claim", by=p.pk, key=uuid.uuid4()) for p in team])
    lost = [one.why for one in found if isinstance(one, Refused)]
    assert len(won(found)) == 1 and len(lost) == MANY - 1, Counter(map(repr, found))
    assert s.open_items(case) == 1 and all("已经领取" in why for why in lost), Counter(lost)


@pytest.mark.parametrize(("mode", "heard"), [("all", 3), ("any", 1), ("vote", 2)])
def test_three_signers_at_once_lose_nobody_and_settle_it_once(world, mode, heard):
    """All three press at the same moment: each is heard or told that it is settled, and the case moves once."""
    case, _author, people = world(3, signing=s.signing(mode))
    found = signed(case, people)
    assert len(won(found)) == heard, Counter(map(repr, found))
    assert all(isinstance(one, (moves.Receipt, Refused)) for one in found), found
    assert all(one.why for one in found if isinstance(one, Refused))
    events = Event.objects.filter(uid=case.uid)
    assert events.filter(kind="act.sign").count() == heard
    assert events.filter(came_from="signing", went_to="decision").count() == 1
    row = case.signings.get()
    assert (row.outcome, row.agreed, row.settled_at is None) == ("agree", heard, False)
    done = WorkItem.objects.filter(process=case, kind="sign")
    assert (done.filter(status="DONE").count(), done.filter(closed_why="settled").count()) == (heard, 3 - heard)
    assert s.stage(case) == "decision" and verify(case.uid).ok
    assert WorkItem.objects.filter(process=case, role="decider", status="ASSIGNED").count() == 1
