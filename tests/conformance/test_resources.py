"""The resource patterns (Russell and ter Hofstede): how work comes to people and goes on to others."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.models import Event
from people import clock
from people.models import Role
from workflows import drafts, sweep
from workflows.conformance import story
from workflows.conformance.specimen import stages
from workflows.conformance.specimen.stages import Stage
from workflows.declare import Signing
from workflows.errors import Refused
from workflows.models import WorkItem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "出差在外，请代为办理。"


def decided_by(role, **facts):
    """The stage after the signing, decided by somebody else."""
    known = stages.facts()[Stage.DECISION]
    return replace(known, moves=tuple(replace(move, by=(role,)) for move in known.moves), **facts)


@pytest.fixture
def decision(tell, stated):
    """A specimen whose signing is over: who decides now, under these facts?"""

    def told(by="decider", cast=None, **facts):
        stated(**{Stage.DECISION: decided_by(by, **facts)})
        found = tell("any", **(cast or {}))
        found.sign("signer_a")
        return found

    return told


# Creation


def test_direct_distribution(decision):
    assert decision().holders() == ["decider"]


def test_role_based_distribution(decision):
    story.person("holder_of_the_post", "minister")
    assert decision("minister").holders() == ["holder_of_the_post"]


def test_deferred_distribution(decision):
    assert decision(cast={"decider": ["extra"]}).holders() == ["extra"]


def test_authorisation(tell):
    told = tell("all")
    for act, who, said in (
        ("withdraw", "signer_a", {"reason": WHY}),
        ("suspend", "signer_a", {"reason": WHY}),
        ("transfer", "handler", {"to": told.people["extra"].pk, "reason": WHY}),
    ):
        with pytest.raises(Refused, match="不由你办理"):
            told.act(act, who, **said)


def test_separation_of_duties(decision):
    told = decision(cast={"decider": ["signer_a", "decider"]}, apart=("any",))
    assert told.holders() == ["decider"]


def test_case_handling(tell, stated):
    signing = Signing(mode="all", by=("actor_of:hand",), leaves=stages.LEAVES)
    stated(**{Stage.ALL: stages.middle(Stage.ALL, signing=signing), Stage.DECISION: decided_by("actor_of:hand")})
    told = tell("all")
    assert told.holders() == ["handler"]
    told.sign("handler")
    assert told.holders() == ["handler"]


def test_retain_familiar(decision):
    both = {"decider": ["decider", "handler"]}
    assert decision(cast=both, familiar="hand").holders() == ["handler"]
    assert decision(cast={"decider": ["decider"]}, familiar="hand").holders() == ["decider"]  # who did it is not there


def test_capability_based_distribution(decision):
    Role.objects.get_or_create(code="auditors", defaults={"zh": "审计人员", "kind": Role.Kind.GROUP})
    story.person("able", "auditors")
    assert decision("group:auditors").holders() == ["able"]


def test_organisation_based_distribution(decision):
    story.person("head_of_the_unit", "section_head")
    assert decision("section_head@author_unit").holders() == ["head_of_the_unit"]


def test_history_based_distribution(decision):
    assert decision("actor_of:any").holders() == ["signer_a"]


def test_automatic_execution(decision):
    told = decision("nobody_holds_this", nobody="skip:adopt")
    assert told.stage == "done"
    assert Event.objects.filter(uid=told.case.uid, kind="move.adopt").get().actor_name == "系统"


# Pull


def test_resource_initiated_allocation(tell):
    told = tell("pool")
    told.act("claim", "signer_b")
    assert told.holders() == ["signer_b"] and set(told.waiting().values()) == {"claimed"}


def test_resource_initiated_execution_of_offered_work(tell):
    told = tell("pool")
    with pytest.raises(Refused, match="请先领取"):
        told.move("passed", "signer_c")


def test_resource_initiated_execution_of_allocated_work(tell):
    told = tell("pool")
    told.act("claim", "signer_b")
    with pytest.raises(Refused, match="signer_b"):
        told.act("claim", "signer_a")
    told.move("passed", "signer_b")
    assert told.stage == "decision"


# Detour


def test_delegation(tell):
    told = tell("all")
    told.act("transfer", "signer_a", to=told.people["extra"].pk, reason=WHY)
    assert "extra" in told.holders() and told.undone() == {"signer_a": "transferred"}


def test_escalation(tell):
    """What is not decided in time goes one level up by itself; nobody has it in two lists."""
    for post in ("deputy_minister", "minister"):
        story.person(post, post)
    told = tell("all")
    told.act("apply_recusal", "author", person=told.people["signer_a"].pk, reason="与当事人有亲属关系，应当回避。")
    assert told.holders(kind="recusal") == ["deputy_minister"]
    with clock.frozen(clock.now() + timedelta(days=10)):
        assert (sweep.raise_recusals(), sweep.raise_recusals()) == (1, 0)
    assert told.holders(kind="recusal") == ["minister"] and "deputy_minister" in told.undone()


def test_deallocation(tell):
    told = tell("pool")
    told.act("claim", "signer_b")
    told.act("release", "signer_b")
    assert set(told.holders()) == set(story.SIGNERS)
    assert not told.items(
        claimed_at__isnull=False, status="ASSIGNED"
    ).exists()  # it does not bounce to who gave it back


def test_stateful_reallocation(tell):
    told = tell("all")
    told.sign("signer_a")
    due = told.item("signer_b").due
    told.act("transfer", "signer_b", to=told.people["extra"].pk, reason=WHY)
    new = told.item("extra")
    assert (new.due, new.signing.agreed, new.place) == (due, 1, 1)  # the term runs on, what was said stays said


def test_stateless_reallocation(tell):
    told = tell("all")
    drafts.save(told.case, told.people["signer_b"], "sign", {"opinion": "写到一半"})
    told.act("transfer", "signer_b", to=told.people["extra"].pk, reason=WHY)
    assert not drafts.load(told.case, told.people["extra"], "sign")  # nobody reads what another had not said


def test_suspension_and_resumption(tell):
    told = tell("all")
    told.act("suspend", "owner", reason=WHY)
    with pytest.raises(Refused):
        told.sign("signer_a")
    told.act("resume", "owner", reason=WHY)
    assert told.finish() == "done"


def test_skip(decision):
    told = decision(cast={"decider": ["author"]}, author="skip:adopt")
    assert told.stage == "done" and not told.items(stage="decision").exists()


def test_redo(tell):
    told = tell("all")
    told.sign("signer_a")
    told.act("return_to", "signer_b", target="hand", mode="rerun", reason=WHY)
    told.move("to_all", "handler")
    assert told.holders() == list(story.SIGNERS)  # what comes later is done again, too


def test_pre_do_is_refused(tell):
    told = tell("sequential")
    with pytest.raises(Refused, match="还没有轮到你"):
        told.sign("signer_b")
    assert WorkItem.objects.get(process=told.case.pk, owner=told.people["signer_b"]).held == "line"
