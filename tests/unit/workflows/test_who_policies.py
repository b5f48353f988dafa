"""What facts add to a role: nobody found, the author himself, the same person twice, apart, familiar."""

from dataclasses import replace

import pytest

from ledger.models import Event
from people.models import Mandate, Unit
from tests.support.approval.models import FACTS, Approval, Stage
from tests.support.world import person, unit
from workflows import clock, moves, testing
from workflows.errors import Refused
from workflows.models import WorkItem
from workflows.testing import fresh

pytestmark = pytest.mark.django_db
DECISION = FACTS[Stage.DECISION]


@pytest.fixture
def policy(monkeypatch):
    """State policies of the deciding stage, and who decides in it."""

    def state(by=("field:decider",), **words):
        moves_ = tuple(replace(move, by=by) for move in DECISION.moves)
        monkeypatch.setattr(Approval, "facts", FACTS | {Stage.DECISION: replace(DECISION, moves=moves_, **words)})
        testing.forget()

    yield state
    monkeypatch.undo()
    testing.forget()


def signed(decider="decider", signers=("signer",), author="author"):
    """A case that everybody has signed: it stands before the decision, or has passed it."""
    case = moves.open_case("approval", by=person(author, "clerk"), unit=unit(), title="一件事")
    named = [person(name).pk for name in signers]
    moves.move(case, "submit", by=person(author), signers=named, decider=decider and person(decider).pk)
    for name in signers:
        moves.act(case, "sign", by=person(name), decision="agree")
    return fresh(case)


def deciders(case):
    items = WorkItem.objects.filter(process=case, stage="decision", status="ASSIGNED")
    return {(item.owner.username, item.asked) for item in items}


def events(case):
    return list(Event.objects.filter(uid=case.uid).order_by("seq").values_list("kind", "actor_name"))


def test_nobody_found_is_refused_unless_the_facts_say_otherwise(policy):
    policy()
    with pytest.raises(Refused, match="没有人担任"):
        signed(decider="")


def test_nobody_found_is_skipped_by_the_system_with_an_event(policy):
    policy(nobody="skip:adopt")
    case = signed(decider="")
    assert case.stage == "adopted" and events(case)[-1] == ("move.adopt", "系统")
    from ledger.read import history

    fields = history(case.uid)[-1].fields
    assert fields["automatic"] is True and fields["skipped"] == "nobody"


def test_nobody_found_falls_to_another_role(policy):
    policy(nobody="role:section_head@owner_unit")
    person("head", "section_head")
    assert deciders(signed(decider="")) == {("head", "fallback")}


def test_nobody_found_goes_one_unit_up(policy):
    policy(by=("section_head@owner_unit",), nobody="unit_above")
    top = Unit.objects.create(code="BU", name="部机关")
    Unit.objects.filter(pk=unit().pk).update(parent=top)
    person("upper", "section_head", unit_code="BU")
    assert deciders(signed()) == {("upper", "unit_above")}


def test_an_adverse_move_never_skips(policy, monkeypatch):
    policy(nobody="skip:turn_down")
    facts = Approval.facts[Stage.DECISION]
    harsh = tuple(replace(move, adverse=move.name == "turn_down") for move in facts.moves)
    monkeypatch.setattr(Approval, "facts", Approval.facts | {Stage.DECISION: replace(facts, moves=harsh)})
    testing.forget()
    with pytest.raises(Refused, match="也不能跳过"):
        signed(decider="")
    assert {case.stage for case in Approval.objects.all()} == {"signing"}


@pytest.mark.parametrize(
    ("word", "found"),
    [("", {("author", "")}), ("superior", {("head", "superior")}), ("unit_head", {("head", "unit_head")})],
)
def test_an_author_who_would_decide_himself(policy, word, found):
    policy(author=word)
    person("head", "section_head")
    assert deciders(signed(decider="author")) == found


def test_an_author_who_would_decide_himself_is_skipped(policy):
    policy(author="skip:adopt")
    case = signed(decider="author")
    assert case.stage == "adopted" and events(case)[-1][1] == "系统"


def test_an_author_who_heads_his_unit_is_followed_by_the_level_above(policy):
    policy(author="unit_head")
    person("deputy", "deputy_minister", unit_code="BU")
    person("head", "section_head", "clerk")
    assert deciders(signed(decider="head", author="head")) == {("deputy", "unit_head")}


def test_the_author_alone_is_left_out_where_others_decide_too(policy):
    policy(by=("clerk",), author="skip")
    person("other", "clerk")
    assert deciders(signed()) == {("other", "")}


@pytest.mark.parametrize(
    ("word", "signers", "skipped"),
    [
        ("", ("decider",), False), ("adjacent", ("decider",), True), ("adjacent", ("decider", "signer"), False),
        ("keep_first", ("decider", "signer"), True), ("keep_first", ("signer",), False),
    ],
)  # fmt: skip
def test_the_same_person_twice(policy, word, signers, skipped):
    policy(repeat=word)
    case = signed(signers=signers)
    assert (case.stage == "adopted") == skipped
    if skipped:
        assert events(case)[-1] == ("move.adopt", "系统")


def test_keep_last_skips_the_earlier_of_two(policy, monkeypatch):
    policy()
    signing = replace(FACTS[Stage.SIGNING], repeat="keep_last")
    monkeypatch.setattr(Approval, "facts", Approval.facts | {Stage.SIGNING: signing})
    testing.forget()
    case = moves.open_case("approval", by=person("author", "clerk"), title="一件事")
    people = [person("decider").pk, person("signer").pk]
    moves.move(case, "submit", by=person("author"), signers=people, decider=person("decider").pk)
    assert set(WorkItem.objects.filter(process=case, kind="sign").values_list("owner__username", flat=True)) == {
        "signer"
    }
    assert fresh(case).signings.get().entitled == 1
    other = moves.open_case("approval", by=person("author"), title="另一件事")
    moves.move(other, "submit", by=person("author"), signers=people[:1], decider=people[0])
    assert fresh(other).stage == "decision" and events(other)[-1] == ("move.pass_on", "系统")


def test_whoever_signed_gets_no_decision_and_takes_none(policy):
    policy(by=("clerk",), apart=("signing",))
    person("signer", "clerk"), person("other", "clerk")
    case = signed()
    assert deciders(case) == {("author", ""), ("other", "")}
    with pytest.raises(Refused, match="另一个人"):
        moves.move(case, "adopt", by=person("signer"))


def test_apart_is_asked_again_at_the_act(policy):
    policy(apart=("signing",))
    case = signed()
    item = WorkItem.objects.get(process=case, stage="decision")
    WorkItem.objects.filter(pk=item.pk).update(owner=person("signer"))
    with pytest.raises(Refused, match="办过“会签”"):
        moves.move(case, "adopt", by=person("signer"))
    assert fresh(case).stage == "decision"


def test_an_agent_is_no_way_around_being_apart(policy):
    policy(apart=("signing",))
    case, today = signed(), clock.today()
    Mandate.objects.create(principal=person("decider"), agent=person("signer"), since=today, until=today, reason="学习")
    with pytest.raises(Refused, match="另一个人"):
        moves.move(case, "adopt", by=person("signer"))


def test_where_everybody_is_kept_apart_the_case_does_not_enter(policy):
    policy(apart=("signing",))
    with pytest.raises(Refused, match="须由他人办理"):
        signed(decider="signer")


def test_four_eyes_hold_within_one_stage(policy, monkeypatch):
    policy()
    signing = replace(FACTS[Stage.SIGNING], apart=("signing",))
    monkeypatch.setattr(Approval, "facts", Approval.facts | {Stage.SIGNING: signing})
    testing.forget()
    case, today = moves.open_case("approval", by=person("author", "clerk"), title="一件事"), clock.today()
    both = [person("one"), person("two")]
    Mandate.objects.create(principal=both[0], agent=both[1], since=today, until=today, reason="学习")
    moves.move(case, "submit", by=person("author"), signers=[one.pk for one in both], decider=person("decider").pk)
    moves.act(case, "sign", by=both[1], decision="agree")
    with pytest.raises(Refused, match="另一个人"):
        moves.act(case, "sign", by=both[1], decision="agree")


def test_whoever_did_it_before_gets_it_again(policy):
    policy(by=("clerk",), familiar="draft")
    person("other", "clerk")
    assert deciders(signed()) == {("author", "familiar")}
