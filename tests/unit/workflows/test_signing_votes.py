"""What a signing may state beyond its mode: veto, weights, abstention, the head last, secrecy, branches, a pool."""

from dataclasses import replace

import pytest

from tests.support import signing as s
from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import moves, registry
from workflows.declare import Branch, Parallel, Signing
from workflows.errors import Refused
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    """Open a case whose stage of signing has these facts."""
    made = []

    def make(heads, roles=None, **facts):
        made.append(s.following(monkeypatch, **facts))
        made[-1].__enter__()
        return s.submitted(monkeypatch, heads, **roles or {})

    yield make
    for one in made:
        one.__exit__(None, None, None)


def rule(mode, **said):
    return {"signing": s.signing(mode, **said)}


def test_who_holds_a_veto_settles_it_with_one_objection(world):
    head = person("head")
    said = {"by": ("signers", "heads"), "veto": ("heads",)}
    case, _author, people = world(3, {"heads": [head]}, signing=replace(s.signing("vote"), **said))
    s.sign(case, people[0], "oppose")
    assert s.stage(case) == "signing"
    s.sign(case, head, "oppose")
    assert s.stage(case) == "refused" and s.items(case, "CANCELED", closed_why="settled").count() == 2


def test_a_voice_counts_what_its_role_weighs(world):
    head = person("head")
    said = {"by": ("signers", "heads"), "weights": {"heads": 3}}
    case, _author, people = world(3, {"heads": [head]}, signing=replace(s.signing("vote"), **said))
    s.sign(case, people[0])
    assert s.stage(case) == "signing"
    s.sign(case, head)
    assert s.stage(case) == "decision" and s.counts(case) == (6, 2, 4, 4, 0, 0)


def test_an_objection_may_end_a_vote_or_only_count_in_a_signing_of_all(world):
    case, _author, people = world(4, **rule("vote", rejection="ends"))
    s.sign(case, people[0], "oppose")
    assert s.stage(case) == "refused"


def test_where_an_objection_only_counts_all_are_heard(world):
    case, _author, people = world(2, **rule("all", rejection="vote", early=False))
    s.sign(case, people[0], "oppose")
    assert s.stage(case) == "signing"
    s.sign(case, people[1])
    assert s.stage(case) == "refused"


def test_abstaining_is_refused_where_it_is_not_offered(world):
    case, _author, people = world(2, **rule("vote", abstains=False))
    with pytest.raises(Refused, match="不能弃权"):
        s.sign(case, people[0], "abstain")
    assert s.counts(case) == (2, 2, 0, 0, 0, 0)


def test_the_head_speaks_last_without_a_sitting_too(world):
    head = person("head")
    case, _author, people = world(2, {"heads": [head]}, **rule("vote", head="heads"))
    assert s.waiting(case) == [(head.pk, "line")]
    with pytest.raises(Refused, match="末位表态.*signer0、signer1"):
        s.sign(case, head)
    s.sign(case, people[0])
    assert s.waiting(case) == [(head.pk, "line")]
    s.sign(case, people[1], "oppose")
    assert s.able(case) == [head.pk]
    s.sign(case, head)
    assert s.stage(case) == "decision"


def test_who_signs_after_the_close_reads_that_it_is_settled(world):
    facts = rule("vote")
    facts["signing"] = replace(facts["signing"], leaves={}, licenses=("agree",))
    moves_of = Approval.facts[s.STAGE].moves
    licensed = tuple(replace(move, by=("decider",), outcome="agree") for move in moves_of)
    case, _author, people = world(3, moves=licensed, **facts)
    s.sign(case, people[0])
    s.sign(case, people[1])
    assert s.row_of(case).outcome == "agree" and s.able(case) == []
    with pytest.raises(Refused, match="已有结果"):
        s.sign(case, people[2])


def side(needed=0, **modes):
    branches = {
        code: Branch(signing=Signing(mode=mode, by=(f"by_{code}",)), when=when) for code, (mode, when) in modes.items()
    }
    return {"signing": None, "parallel": Parallel(branches=branches, needed=needed, leaves=s.LEAVES)}


def pairs(*codes):
    return {f"by_{code}": [person(f"{code}{n}") for n in (1, 2)] for code in codes}


def test_branches_run_beside_each_other_and_the_last_one_moves_the_case(world):
    people = pairs("a", "b")
    case, _author, _none = world(0, people, **side(a=("all", ""), b=("any", "")))
    assert len(s.able(case)) == 4
    s.sign(case, people["by_b"][0])
    assert set(s.items(case, "CANCELED").values_list("closed_why", "branch")) == {("settled", "b")}
    s.sign(case, people["by_a"][0])
    assert s.stage(case) == "signing"
    s.sign(case, people["by_a"][1])
    assert s.stage(case) == "decision" and s.items(case).count() == 0


def test_enough_branches_cancel_the_rest_with_the_reason(world):
    people = pairs("a", "b", "c")
    case, _author, _none = world(0, people, **side(needed=1, a=("any", ""), b=("all", ""), c=("sequential", "")))
    s.sign(case, people["by_a"][0])
    assert s.stage(case) == "decision"
    assert set(s.items(case, "CANCELED").values_list("closed_why", flat=True)) == {"settled"}
    assert not s.items(case, "ASSIGNED", "SCHEDULED").exists()


def test_one_branch_that_objects_refuses_when_all_have_to_agree(world):
    people = pairs("a", "b")
    case, _author, _none = world(0, people, **side(a=("any", ""), b=("any", "")))
    s.sign(case, people["by_a"][0], "oppose")
    assert s.stage(case) == "signing"
    s.sign(case, people["by_b"][0])
    assert s.stage(case) == "refused"


def test_a_branch_that_its_guard_does_not_want_is_not_opened(world, monkeypatch):
    monkeypatch.setitem(registry.GUARDS, "t.never", lambda case, step: "不需要")
    people = pairs("a", "b")
    case, _author, _none = world(0, people, **side(a=("any", ""), b=("any", "t.never")))
    assert set(s.items(case).values_list("branch", flat=True)) == {"a"}
    s.sign(case, people["by_a"][0])
    assert s.stage(case) == "decision"


def pooled():
    facts = Approval.facts[Approval.Stage.DECISION]
    acts = {"claim": ("deciders",), "release": ("holder",)}
    moves_of = tuple(replace(move, by=("deciders",)) for move in facts.moves)
    return replace(facts, pool=True, acts=acts, moves=moves_of)


@pytest.fixture
def pool(world, monkeypatch):
    monkeypatch.setattr(Approval, "facts", Approval.facts | {Approval.Stage.DECISION: pooled()})
    team = [person(f"decider{n}") for n in range(3)]
    case, _author, people = world(1, {"deciders": team}, **rule("all"))
    s.sign(case, people[0])
    return case, team


def test_whoever_claims_from_a_pool_works_alone_until_it_is_released(pool):
    case, (a, b, _c) = pool
    with pytest.raises(Refused, match="还没有领取"):
        moves.move(case, "adopt", by=a)
    moves.act(case, "claim", by=a)
    assert s.open_items(case) == 1
    assert set(WorkItem.objects.filter(process=case, status="SCHEDULED").values_list("held", flat=True)) == {"claimed"}
    for refused in (lambda: moves.act(case, "claim", by=b), lambda: moves.move(case, "adopt", by=b)):
        with pytest.raises(Refused, match="decider0已经领取"):
            refused()
    moves.act(case, "release", by=a)
    assert s.open_items(case) == 3
    moves.act(case, "claim", by=b)
    moves.move(case, "adopt", by=b)
    assert s.stage(case) == "adopted"
    assert not WorkItem.objects.filter(process=case, status__in=["ASSIGNED", "SCHEDULED"]).exists()
