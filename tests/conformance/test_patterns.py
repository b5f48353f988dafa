"""The control-flow patterns that approvals must have (Russell et al., BPM-06-22), each under its number and name."""

from datetime import timedelta

import pytest

from ledger.models import Event
from people import clock
from tests.conformance.variants import branches, vote
from workflows import moves, sweep
from workflows.conformance.specimen import stages
from workflows.conformance.specimen.stages import Stage
from workflows.declare import Signing
from workflows.errors import Refused
from workflows.models import Case
from workflows.registry import GUARDS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "材料不全，请补充后再报。"
SIGNERS = ["signer_a", "signer_b", "signer_c"]
ENDS = [("withdraw", "author", "withdrawn"), ("terminate", "owner", "terminated")]


def kinds(told):
    return list(Event.objects.filter(uid=told.case.uid).order_by("seq").values_list("kind", flat=True))


def late(told):
    """The clock comes by when the term of the stage is over."""
    with clock.frozen(told.now.due + timedelta(hours=1)):
        return sweep.lapse()


def test_01_sequence(tell):
    told = tell("any")
    told.sign("signer_a")
    told.move("adopt", "decider")
    assert kinds(told) == ["open", "move.begin", "move.to_any", "act.sign", "move.adopt"]


def test_02_parallel_split(tell):
    assert set(tell("all_beside").holders()) == {*SIGNERS, "partner"}


def test_03_synchronisation(tell):
    told = tell("all_beside")
    for name in SIGNERS:
        told.sign(name)
    assert (told.stage, told.holders()) == ("all_beside", ["partner"])
    told.sign("partner")
    assert (told.stage, told.holders()) == ("decision", ["decider"])


def test_04_exclusive_choice(tell):
    told = tell("any")
    with pytest.raises(Refused, match="这一步不能办理"):
        told.move("to_all", "handler")
    assert not told.items(stage="all").exists()


@pytest.mark.parametrize("route", ["all", "any", "all_beside"])
def test_05_simple_merge(tell, route):
    told = tell(route)
    while told.stage != "decision":
        told.sign(told.holders()[0])
    assert told.holders() == ["decider"]


@pytest.fixture
def unwanted(monkeypatch):
    monkeypatch.setitem(GUARDS, "specimen.unwanted", lambda case, step: "不需要这一支。")
    return "specimen.unwanted"


def test_06_multi_choice(tell, stated, unwanted):
    stated(**{Stage.ALL_BESIDE: branches(two=unwanted)})
    assert tell("all_beside").holders() == ["handler", "decider"]


def test_07_structured_synchronising_merge(tell, stated, unwanted):
    stated(**{Stage.ALL_BESIDE: branches(two=unwanted)})
    told = tell("all_beside")
    told.sign("handler")
    assert told.stage == "all_beside"
    told.sign("decider")
    assert told.stage == "decision"


def test_09_structured_discriminator(tell):
    told = tell("any")
    told.sign("signer_b")
    assert told.stage == "decision"


def test_10_arbitrary_cycles(tell):
    told = tell("any")
    told.act("return_to", "signer_a", target="drafting", reason=WHY)
    assert told.holders() == ["author"]
    told.to("all")
    told.act("return_to", "signer_c", target="hand", reason=WHY)
    assert told.holders() == ["handler"]
    assert told.finish() == "done"


def test_11_implicit_termination(tell):
    told = tell("all")
    told.finish()
    assert told.now.finished and not told.items(status__in=("ASSIGNED", "SCHEDULED")).exists()


def test_12_several_without_synchronisation(tell, people):
    told = tell("any")
    told.act("circulate", "signer_a", people=[people["extra"].pk, people["deputy"].pk], text="请阅知。")
    told.sign("signer_a")
    assert told.stage == "decision" and told.items(kind="circulate", status="ASSIGNED").count() == 2


def test_13_several_known_when_designed(tell, stated):
    three = Signing(mode="all", by=("handler", "beside", "decider"), leaves=stages.LEAVES)
    stated(**{Stage.ALL: stages.middle(Stage.ALL, signing=three)})
    assert sorted(tell("all").holders()) == ["decider", "handler", "partner"]


@pytest.mark.parametrize("many", [1, 2, 3])
def test_14_several_known_when_it_begins(tell, many):
    told = tell("all", signers=SIGNERS[:many])
    assert told.holders() == SIGNERS[:many]
    assert told.finish() == "done"


def test_15_several_not_known_before(tell, people):
    told = tell("all")
    told.sign("signer_a")
    told.act("add_signers", "signer_b", people=[people["extra"].pk], where="beside", reason=WHY)
    for name in ("signer_b", "signer_c"):
        told.sign(name)
    assert told.holders() == ["extra"]
    told.sign("extra")
    assert told.stage == "decision"


def test_16_deferred_choice(tell):
    told = tell("all")
    assert late(told) == 1
    with pytest.raises(Refused):
        told.sign("signer_a")
    other = tell("any")
    other.sign("signer_a")
    assert late(other) == 0


def test_18_milestone(tell):
    told = tell("any")
    told.sign("signer_a")
    told.act("take_back", "signer_a")
    assert told.stage == "any"
    told.sign("signer_a")
    told.move("look_again", "decider")
    with pytest.raises(Refused):
        told.act("take_back", "signer_a")


def test_19_cancel_activity(tell, people):
    told = tell("all")
    told.act("remove_signer", "handler", person=people["signer_b"].pk, reason=WHY)
    assert told.undone() == {"signer_b": "removed"} and told.holders() == ["signer_a", "signer_c"]


@pytest.mark.parametrize(("act", "by", "end"), ENDS)
def test_20_cancel_case(tell, act, by, end):
    told = tell("all_beside")
    told.act(act, by, reason="情况有变，不再办理。")
    assert told.stage == end and set(told.undone()) == {*SIGNERS, "partner"} and not told.holders()


def test_21_structured_loop(tell):
    told = tell("any")
    for _time in range(3):
        told.sign("signer_a")
        told.move("look_again", "decider")
        told.move("to_any", "handler")
    assert told.finish() == "done" and kinds(told).count("move.look_again") == 3


def test_22_recursion(tell):
    told = tell("sub")
    told.inner.to("sub")
    told.inner.inner.finish("any")
    assert [told.stage, told.inner.stage, told.inner.inner.stage] == ["sub", "decision", "done"]
    told.inner.finish("sub")
    assert told.stage == "decision"


def test_23_transient_trigger(tell):
    told = tell("any")
    assert sweep.lapse() == 0  # the clock came by too early: nobody remembers that
    assert told.stage == "any"


def test_24_persistent_trigger(tell):
    told = tell("any")
    with clock.frozen(told.now.due + timedelta(days=30)):  # the clock did not come by for a month
        assert (sweep.lapse(), sweep.lapse()) == (1, 0)
    assert told.stage == "decision"


def test_25_cancel_region(tell):
    told = tell("all_beside")
    told.act("return_to", "partner", target="hand", reason=WHY)
    assert told.undone() == dict.fromkeys(SIGNERS, "returned") and told.holders() == ["handler"]


def test_26_cancel_multiple_instance_activity(tell):
    told = tell("all")
    told.sign("signer_b", "oppose")
    assert told.stage == "rejected" and told.undone() == {"signer_a": "settled", "signer_c": "settled"}


def test_27_complete_multiple_instance_activity(tell, people):
    told = tell("all")
    for name in ("signer_a", "signer_b"):
        told.sign(name)
    told.act("remove_signer", "handler", person=people["signer_c"].pk, reason=WHY)
    assert told.stage == "decision"


def test_29_cancelling_discriminator(tell):
    told = tell("any")
    told.sign("signer_b")
    assert told.undone() == {"signer_a": "settled", "signer_c": "settled"}


def test_30_structured_partial_join(tell, stated):
    stated(**{Stage.ALL_BESIDE: branches(needed=2)})
    told = tell("all_beside")
    told.sign("handler")
    assert told.stage == "all_beside"
    told.sign("partner")
    assert told.stage == "decision"


def test_32_cancelling_partial_join(tell, stated):
    stated(**{Stage.ALL_BESIDE: branches(needed=2)})
    told = tell("all_beside")
    for name in ("handler", "partner"):
        told.sign(name)
    assert told.undone() == {"decider": "settled"} and told.holders() == ["decider"]  # of the decision that follows


def test_34_static_partial_join_for_several(tell, stated):
    stated(**{Stage.VOTE: vote(threshold=(2, 3))})
    told = tell("vote")
    for name in SIGNERS[:2]:
        told.sign(name)
    assert told.stage == "vote"  # more than two of three are three
    told.sign("signer_c")
    assert told.stage == "decision"


def test_35_cancelling_partial_join_for_several(tell):
    told = tell("vote")
    for name in SIGNERS[:2]:
        told.sign(name)
    assert told.stage == "decision" and told.undone() == {"signer_c": "settled"}


def test_36_dynamic_partial_join_for_several(tell, people):
    told = tell("vote")
    told.sign("signer_a")
    told.act("add_signers", "signer_b", people=[people["extra"].pk], where="beside", reason=WHY)
    told.sign("signer_b")
    assert told.stage == "vote"  # two of four carry nothing
    told.sign("extra")
    assert told.stage == "decision"


def test_39_critical_section(tell, people):
    told = tell("any")
    version = told.now.revision
    told.act("edit", "author", words="先改的人")
    with pytest.raises(Refused, match="已被他人更新"):
        moves.act(told.case, "edit", by=people["author"], words="后改的人", version=version)


def test_43_explicit_termination(tell):
    told = tell("sub")
    told.inner.to("all")
    told.act("terminate", "owner", reason="上级决定不再办理。")
    assert not told.holders() and not told.inner.holders()
    assert Case.objects.filter(pk__in=[told.case.pk, told.inner.case.pk], finished=None).count() == 0
    assert told.stage == "terminated"
