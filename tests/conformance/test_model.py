"""Random legal and illegal acts: the engine and the model agree on what is refused and on what follows."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from ledger.verify import verify
from people import clock
from tests.conformance.model import ENDS, MOVES, SIGNERS, Model
from workflows import moves, sweep
from workflows.conformance import story
from workflows.errors import NotFound, Refused
from workflows.models import Case, WorkItem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WHY = "材料不全，请补充后再办。"
STEPS = 50  # of one case
BEGUN = datetime(2026, 2, 2, 9, 0, tzinfo=clock.CHINA)
MONTHS = 9  # the calendar knows this year
WATCHERS = st.sampled_from(("author", "owner", "handler", "signer_a"))
TARGETS = st.sampled_from(("drafting", "hand", "hand", "decision", "done"))
EVERYBODY = st.sampled_from(("author", "handler", "decider", *SIGNERS, "partner", "extra", "owner"))
NAMES = st.sampled_from([*sorted({name for _stage, name in MOVES}), "passed", "failed", "ran_out"])
REASONS = st.sampled_from(("", "太短", "经研究，本事项条件不具备，不予同意。"))
CHOICES = st.sampled_from(("agree", "agree", "agree", "oppose", "abstain", "", "maybe"))


class Engine(RuleBasedStateMachine):
    """Plays one case, and the one below it when it waits for one. Half of the acts are taken by who has work."""

    steps, people = 0, {}

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.still = clock.frozen(BEGUN)
        self.still.__enter__()
        self.months, self.tried, self.changed = 0, -1, True
        self._begins()

    def _begins(self):
        self.top, self.whole_story, self.last = Model(), story.Story(self.people), None
        self.inner, self.was = None, self.whole_story

    def teardown(self):
        proved = verify(self.whole_story.case.uid).ok
        self.still.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)
        assert proved

    @property
    def model(self):
        """The case that is played: the lowest one that has not ended."""
        return self.top.below if self.top.below and self.top.below.stage not in ENDS else self.top

    @property
    def told(self):
        """Its story; an act that ends it is still told of it."""
        return self.was

    @precondition(lambda self: self.model.open)
    @rule(pick=st.integers(0, 9), decision=CHOICES, reason=REASONS)
    def somebody_works(self, pick, decision, reason):
        who = self.model.open[pick % len(self.model.open)]
        if self.model.signings:
            return self._signs(who, decision)
        names = sorted(name for stage, name in MOVES if stage == self.model.stage and name not in self._closed_to())
        names = [name for name in names if MOVES[self.model.stage, name][1] not in ENDS] * 4 + names
        self._moves(who, names[pick * 7 % len(names)], reason)

    def _closed_to(self):
        return () if self.model is self.top else ("to_sub",)  # one below another is enough

    @rule(who=EVERYBODY, name=NAMES, reason=REASONS)
    def anybody_moves(self, who, name, reason):
        if name not in self._closed_to():
            self._moves(who, name, reason)

    @rule(who=EVERYBODY, decision=CHOICES)
    def anybody_signs(self, who, decision):
        self._signs(who, decision)

    @rule(pick=st.integers(0, 9), who=EVERYBODY, to=TARGETS, mode=st.sampled_from(("rerun", "straight", "straight")))
    def somebody_returns_it(self, pick, who, to, mode):
        who = self.model.open[pick % len(self.model.open)] if pick < 3 and self.model.open else who
        if pick < 5:
            legal = self.model.return_to(who, to, mode == "straight")
            self._acts("return_to", who, legal, target=to, mode=mode, reason=WHY)

    @precondition(lambda self: self.model.signings)
    @rule(who=st.sampled_from((*SIGNERS, "extra", "decider")))
    def somebody_passes_work_on(self, who):
        self._acts("transfer", who, self.model.transfer(who, "extra"), to=self._id("extra"), reason=WHY)

    @precondition(lambda self: self.model.signings and "deputy" not in self.model.open)
    @rule(who=st.sampled_from((*SIGNERS, "extra", "partner", "handler")))
    def somebody_asks_another(self, who):
        if not any(voice.asks for one in self.model.signings for voice in one.voices):
            legal = self.model.delegate(who, "deputy")
            self._acts("delegate", who, legal, to=self._id("deputy"), ask="请看看预算是否合理。")

    @precondition(lambda self: self.model.signings)
    @rule(who=st.sampled_from(("deputy", "deputy", "deputy", "extra")))
    def who_was_asked_answers(self, who):
        self._acts("give_back", who, self.model.give_back(who), opinion="预算合理，没有意见。")

    @precondition(lambda self: self.model.signings)
    @rule(who=st.sampled_from((*SIGNERS, "extra", "author")), where=st.sampled_from(("before", "beside", "after")))
    def somebody_adds_a_signer(self, who, where):
        legal = self.model.add(who, "extra", where)
        self._acts("add_signers", who, legal, people=[self._id("extra")], where=where, reason=WHY)

    @precondition(lambda self: self.model.signings)
    @rule(who=EVERYBODY, whom=st.sampled_from((*SIGNERS, "extra", "partner")), rare=st.integers(0, 1))
    def somebody_removes_a_signer(self, who, whom, rare):
        who = "handler" if rare else who
        self._acts("remove_signer", who, self.model.remove(who, whom), person=self._id(whom), reason=WHY)

    @rule(who=WATCHERS, rare=st.integers(0, 3))
    def somebody_suspends_it(self, who, rare):
        if not rare:
            self._acts("suspend", who, self.model.suspend(who), reason=WHY)

    @rule(who=WATCHERS, rare=st.integers(0, 9))
    def somebody_resumes_it(self, who, rare):
        if self.model.still or not rare:
            self._acts("resume", who, self.model.resume(who), reason=WHY)

    @precondition(lambda self: self.model is not self.top)
    @rule(who=st.sampled_from(("author", "owner", "handler")), rare=st.integers(0, 9))
    def somebody_halts_or_ends_what_waits(self, who, rare):
        """The case above: what happens to it reaches the one that is played."""
        name = "withdraw" if rare == 0 else "resume" if self.top.still else "suspend"
        legal = self.top.end(who, name) if rare == 0 else getattr(self.top, name)(who)
        self._tries(self._keyed(moves.act, name, who, self.whole_story, reason=WHY), legal, self.whole_story)

    @rule(who=EVERYBODY, how=st.sampled_from(("withdraw", "terminate")), rare=st.integers(0, 9))
    def somebody_ends_it(self, who, how, rare):
        if not rare:
            self._acts(how, who, self.model.end(who, how), reason=WHY)

    @precondition(lambda self: self.last)
    @rule()
    def the_same_again(self):
        """The same key once more: the same answer, and nothing happens."""
        take, receipt = self.last
        assert take() == receipt
        self.changed = True
        Engine.steps += 1

    @precondition(lambda self: self.months < MONTHS)
    @rule()
    def a_month_passes(self):
        self.months += 1
        clock.shift(timedelta(days=30))
        sweep.lapse()
        below = self.model if self.model is not self.top else None
        if below:  # its term is over first, unless both are
            below.term_ends()
        self.top.term_ends()
        self.changed = True
        Engine.steps += 1

    @precondition(lambda self: self.top.stage in ENDS)
    @rule()
    def another_case(self):
        assert verify(self.whole_story.case.uid).ok
        self._begins()
        self.changed = True
        Engine.steps += 1

    @invariant()
    def both_agree(self):
        if self.tried == Engine.steps or not self.changed:
            return  # nothing was done since; what is refused leaves no event, and so the case as it was
        self.tried, self.changed = Engine.steps, False
        self._looks()

    def _looks(self):
        for model, told in self._pairs():
            case = Case.objects.filter(pk=told.case.pk).values("stage", "open_items", "suspended_at").get()
            able = WorkItem.objects.filter(process=told.case.pk, status="ASSIGNED").exclude(owner=None)
            names = sorted(able.values_list("owner__username", flat=True))
            assert (case["stage"], names) == (model.stage, model.open)
            assert case["open_items"] == len(model.open) and bool(case["suspended_at"]) == model.still
        self.was = self.inner if self.model is not self.top else self.whole_story

    def _pairs(self):
        if self.top.below and self.inner is None:
            self.inner = self.whole_story.inner
        self.inner = self.inner if self.top.below else None
        return [(self.top, self.whole_story)] + ([(self.top.below, self.inner)] if self.inner else [])

    def _id(self, who):
        return self.people[who].pk

    def _moves(self, who, name, reason):
        told = self.told  # before the model goes on to another
        take = self._keyed(moves.move, name, who, told, reason=reason)
        self._tries(take, self.model.move(who, name, reason), told)

    def _signs(self, who, decision):
        told = self.told
        self._tries(self._keyed(moves.act, "sign", who, told, decision=decision), self.model.sign(who, decision), told)

    def _acts(self, name, who, legal, **said):
        self._tries(self._keyed(moves.act, name, who, self.was, **said), legal, self.was)

    def _keyed(self, door, name, who, told, **said):
        case, by, key = told.case, self.people[who], uuid.uuid4()
        return lambda: door(case, name, by=by, key=key, **said)

    def _tries(self, take, legal, told):
        """`legal`: how many steps the case takes, none if it is refused."""
        Engine.steps += 1
        clock.shift(timedelta(seconds=1))
        before = self._events(told)
        try:
            receipt = take()
        except (Refused, NotFound) as refusal:
            assert not legal, refusal.why
            assert refusal.why and self._events(told) == before
        else:
            assert legal and self._events(told) == before + legal
            self.last, self.changed = (take, receipt), True
        self.top.hears()

    def _events(self, told):
        return Case.objects.values_list("head_seq", flat=True).get(pk=told.case.pk)


def play(steps):
    """Play at least so many steps."""
    Engine.steps = 0
    with clock.frozen(BEGUN):
        Engine.people = story.people()
        story.Story(Engine.people)  # its rules are stored once, before what is taken back after each case
    examples = steps * 9 // (STEPS * 4)  # some rules choose to do nothing
    run_state_machine_as_test(
        Engine,
        settings=settings(
            max_examples=examples, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck), phases=(Phase.generate,),
        ),
    )  # fmt: skip
    assert Engine.steps >= steps


def test_the_engine_and_the_model_agree():
    play(2_000)


def test_a_case_hears_on_going_on_what_ended_below_while_it_stood_still():
    """Found by 50,000 random steps: the model had forgotten the step that follows."""
    Engine.steps = 0
    with clock.frozen(BEGUN):
        Engine.people = story.people()
    played = Engine()
    played._moves("author", "begin", "")
    played._moves("handler", "to_sub", "")
    played._looks()
    played._tries(played._keyed(moves.act, "suspend", "owner", played.whole_story, reason=WHY),
                  played.top.suspend("owner"), played.whole_story)  # fmt: skip
    for take in (
        lambda: played._acts("resume", "owner", played.model.resume("owner")),
        lambda: played._acts("terminate", "owner", played.model.end("owner", "terminate"), reason=WHY),
        lambda: played._acts("resume", "owner", played.model.resume("owner")),
    ):
        take()
        played._looks()
    assert played.top.stage == "rejected"
    played.teardown()


@pytest.mark.nightly
def test_the_engine_and_the_model_agree_in_50_000_steps():
    play(50_000)
