"""What PostgreSQL takes as one statement and what is written statement by statement leaves the same rows."""

import random

import pytest
from django.db import transaction

from ledger import batch
from ledger.models import Event
from tests.support.world import person
from workflows import clock, moves, testing
from workflows.conformance import story
from workflows.errors import NotFound, Refused
from workflows.models import Case, Moment, Outbox, Participant, Pause, Signing, WorkItem

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
TABLES = {
    Case: ("kind", "stage", "status", "number", "title", "revision", "open_items", "due", "head_seq"),
    WorkItem: (
        "owner__username",
        "kind",
        "role",
        "stage",
        "status",
        "decision",
        "closed_why",
        "due",
        "title",
        "held",
        "asked",
        "branch",
        "weight",
        "place",
    ),
    Signing: ("stage", "mode", "branch", "entitled", "waiting", "present", "agreed", "opposed", "abstained", "outcome"),
    Moment: ("code", "at"),
    Pause: ("code", "since", "until"),
    Participant: ("role", "person__username"),
    Event: ("seq", "kind", "actor_name", "came_from", "went_to", "at"),
    Outbox: ("topic", "secret", "number"),
}


class Undone(Exception):
    """Everything that was played is taken back."""


def play(seed):
    """Open cases and act in them at random, legally and not; returns what stands in the tables afterwards."""
    rng, found = random.Random(seed), {}
    try:
        with transaction.atomic():
            people = [person(f"p{n}", "clerk") for n in range(5)]
            for _round in range(3):
                _one(rng, people)
            _every_way(rng)
            for table, names in TABLES.items():
                found[table.__name__] = sorted(map(str, table.objects.values_list(*names)))
            raise Undone
    except Undone:
        return found


def _one(rng, people):
    author, *others = rng.sample(people, 5)
    signers = rng.sample(others, rng.randint(1, 3))
    case = moves.open_case("approval", by=author, title=f"事项{rng.randint(1, 99)}")
    acts = [lambda: moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=others[0].pk)]
    acts += [lambda s=s: moves.act(case, "sign", by=s, decision=_said(rng), opinion="意见") for s in signers]
    acts += [lambda: moves.move(case, rng.choice(("adopt", "turn_down")), by=others[0])]
    for step in (*acts, *rng.sample(acts, 2)):
        try:
            with transaction.atomic():
                step()
        except Refused:
            pass


def _every_way(rng):
    """A specimen, brought into some stage of several voices; what may be done to work there, at random."""
    cast = story.people()
    told = story.Story(cast).to(rng.choice(("all", "any", "sequential", "vote", "all_beside", "sequential_beside")))
    why, extra = "材料不全，请补充后再办。", cast["extra"].pk
    ways = {
        "return_to": {"target": "hand", "mode": rng.choice(("rerun", "straight")), "reason": why},
        "transfer": {"to": extra, "reason": why}, "suspend": {"reason": why}, "resume": {"reason": why},
        "add_signers": {"people": [extra], "where": rng.choice(("before", "beside", "after")), "reason": why},
        "delegate": {"to": cast["deputy"].pk, "ask": "请看看预算是否合理。"},
        "take_back": {}, "sign": {"decision": _said(rng)},
    }  # fmt: skip
    for _act in range(25):
        name, who = rng.choice([*ways, "sign", "sign", "resume"]), rng.choice([*story.SIGNERS, "owner", "author"])
        try:
            with transaction.atomic():
                told.act(name, who, **ways[name])
        except (Refused, NotFound):
            pass


def _said(rng):
    return rng.choice(("agree", "agree", "agree", "oppose"))


@pytest.mark.parametrize("seed", range(12))
def test_the_same_acts_leave_the_same_rows_both_ways(seed, monkeypatch):
    testing.forget()
    with clock.frozen(clock.now()):
        together = play(seed)
        monkeypatch.setattr(batch, "_together", batch._in_turn)
        in_turn = play(seed)
    testing.forget()
    assert together == in_turn and together["Event"]
