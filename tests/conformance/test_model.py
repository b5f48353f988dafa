"""Random legal and illegal acts: the engine and the model agree on what is refused and on what follows."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from ledger.models import Event
from ledger.verify import verify
from people import clock
from tests.conformance.model import ENDS, MODES, MOVES, Model
from workflows import moves, sweep, testing
from workflows.conformance import story
from workflows.errors import NotFound, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WHY = "材料不全，请补充后再办。"
STEPS = 50  # of one case
BEGUN = datetime(2026, 2, 2, 9, 0, tzinfo=clock.CHINA)
MONTHS = 9  # the calendar knows this year
EVERYBODY = st.sampled_from(("author", "handler", "decider", *story.SIGNERS, "extra", "owner"))
NAMES = st.sampled_from([*sorted({name for _stage, name in MOVES}), "passed", "failed", "ran_out"])
REASONS = st.sampled_from(("", "太短", "经研究，本事项条件不具备，不予同意。"))
CHOICES = st.sampled_from(("agree", "agree", "agree", "oppose", "abstain", "", "maybe"))


class Engine(RuleBasedStateMachine):
    """Plays one case. Half of the acts are taken by who has work, so that it gets somewhere."""

    steps = 0

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.still = clock.frozen(BEGUN)
        self.still.__enter__()
        self.people, self.months = story.people(), 0
        self.model, self.told, self.last = Model(), story.Story(self.people), None

    def teardown(self):
        proved = verify(self.told.case.uid).ok
        self.still.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)
        testing.forget()
        assert proved

    @precondition(lambda self: self.model.open)
    @rule(pick=st.integers(0, 9), decision=CHOICES, reason=REASONS)
    def somebody_works(self, pick, decision, reason):
        who = sorted(self.model.open)[pick % len(self.model.open)]
        if self.model.stage in MODES:
            return self._signs(who, decision)
        names = sorted(name for stage, name in MOVES if stage == self.model.stage)
        names = [name for name in names if MOVES[self.model.stage, name][1] not in ENDS] * 4 + names
        self._moves(who, names[pick * 7 % len(names)], reason)

    @rule(who=EVERYBODY, name=NAMES, reason=REASONS)
    def anybody_moves(self, who, name, reason):
        self._moves(who, name, reason)

    @rule(who=EVERYBODY, decision=CHOICES)
    def anybody_signs(self, who, decision):
        self._signs(who, decision)

    @rule(who=EVERYBODY, to=st.sampled_from(("drafting", "hand", "decision", "done")), rare=st.integers(0, 3))
    def somebody_returns_it(self, who, to, rare):
        if not rare:
            self._acts("return_to", who, self.model.return_to(who, to), target=to, reason=WHY)

    @rule(who=EVERYBODY)
    def somebody_passes_work_on(self, who):
        if self.model.stage in MODES or who not in self.model.open:  # what is no signing is passed on by other rules
            self._acts("transfer", who, self.model.transfer(who, "extra"), to=self.people["extra"].pk, reason=WHY)

    @rule(who=EVERYBODY)
    def somebody_suspends_it(self, who):
        self._acts("suspend", who, self.model.suspend(who), reason=WHY)

    @rule(who=EVERYBODY)
    def somebody_resumes_it(self, who):
        self._acts("resume", who, self.model.resume(who), reason=WHY)

    @rule(who=EVERYBODY, rare=st.integers(0, 9))
    def somebody_withdraws_it(self, who, rare):
        if not rare:
            self._acts("withdraw", who, self.model.withdraw(who), reason=WHY)

    @precondition(lambda self: self.last)
    @rule()
    def the_same_again(self):
        """The same key once more: the same answer, and nothing happens."""
        take, receipt = self.last
        assert take() == receipt
        Engine.steps += 1

    @precondition(lambda self: self.months < MONTHS)
    @rule()
    def a_month_passes(self):
        self.months += 1
        clock.shift(timedelta(days=30))
        sweep.lapse()
        self.model.term_ends()
        Engine.steps += 1

    @precondition(lambda self: self.model.stage in ENDS)
    @rule()
    def another_case(self):
        assert verify(self.told.case.uid).ok
        self.model, self.told, self.last = Model(), story.Story(self.people), None
        Engine.steps += 1

    @invariant()
    def both_agree(self):
        case, told = self.told.now, self.told
        assert (case.stage, set(told.holders())) == (self.model.stage, self.model.open)
        assert case.open_items == len(self.model.open)

    def _moves(self, who, name, reason):
        take = self._keyed(moves.move, name, who, reason=reason)
        self._tries(take, self.model.move(who, name, reason))

    def _signs(self, who, decision):
        take = self._keyed(moves.act, "sign", who, decision=decision)
        self._tries(take, self.model.sign(who, decision))

    def _acts(self, name, who, legal, **said):
        self._tries(self._keyed(moves.act, name, who, **said), legal)

    def _keyed(self, door, name, who, **said):
        case, by, key = self.told.case, self.people[who], uuid.uuid4()
        return lambda: door(case, name, by=by, key=key, **said)

    def _tries(self, take, legal):
        Engine.steps += 1
        before = self._events()
        try:
            receipt = take()
        except (Refused, NotFound) as refusal:
            assert not legal, refusal.why
            assert refusal.why and self._events() == before
        else:
            assert legal and self._events() == before + 1
            self.last = take, receipt

    def _events(self):
        return Event.objects.filter(uid=self.told.case.uid).count()


def play(steps):
    """Play at least so many steps."""
    Engine.steps = 0
    examples = steps * 7 // (STEPS * 4)  # some rules choose to do nothing
    run_state_machine_as_test(
        Engine,
        settings=settings(
            max_examples=examples, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert Engine.steps >= steps


def test_the_engine_and_the_model_agree_in_2_000_steps():
    play(2_000)


@pytest.mark.nightly
def test_the_engine_and_the_model_agree_in_50_000_steps():
    play(50_000)
