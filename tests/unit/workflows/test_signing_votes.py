"""What a signing may state beyond its mode: veto, weights, abstention, the head last, secrecy, branches, a pool."""

import re
import uuid
from dataclasses import replace

import pytest
from django.apps import apps
from django.urls import reverse

from tests.support import signing as s
from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import drafts, history, moves, registry
from workflows.declare import Branch, Parallel, Signing
from workflows.errors import Refused
from workflows.models import BoxBallot, Draft, Voter, WorkItem

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


SECRET = {"secret": True}
OPINION = "这是不该留下的意见"


def test_a_secret_ballot_is_counted_at_the_close_and_only_then(world):
    case, _author, people = world(3, **rule("vote", **SECRET))
    s.sign(case, people[0])
    s.sign(case, people[1])
    row = s.row_of(case)
    assert (row.agreed, row.opposed, row.abstained, row.outcome, row.present) == (0, 0, 0, "", 2)
    s.sign(case, people[2], "oppose")
    assert s.stage(case) == "decision" and s.counts(case) == (3, 0, 3, 2, 1, 0)


def test_words_and_drafts_are_refused_in_secret_and_nothing_can_be_taken_back(world):
    case, author, people = world(3, **rule("vote", **SECRET))
    with pytest.raises(Refused, match="不写意见"):
        s.sign(case, people[0], opinion=OPINION)
    drafts.save(case, people[0], "sign", {"decision": ["oppose"]})
    assert not Draft.objects.exists()
    s.sign(case, people[0])
    item = s.items(case, "DONE").get()
    with pytest.raises(Refused, match="不能收回"):
        moves.act(case, "t_unsay", by=author, which=item.pk)
    with pytest.raises(Refused, match="已投"):
        s.sign(case, people[0], "oppose")
    assert BoxBallot.objects.count() == 1 == Voter.objects.count()


def test_a_repeated_key_answers_that_the_vote_was_cast_and_casts_none(world):
    case, _author, people = world(3, **rule("vote", **SECRET))
    key = uuid.uuid4()
    assert s.sign(case, people[0], key=key).said == ""
    assert s.sign(case, people[0], "oppose", key=key).said == "已投"
    assert list(BoxBallot.objects.values_list("choice", flat=True)) == ["agree"]


def test_fewer_than_three_cannot_vote_in_secret(world):
    with pytest.raises(Refused, match="至少要有 3 人"):
        world(2, **rule("vote", **SECRET))


def test_a_secret_vote_that_becomes_invalid_is_never_counted(world):
    case, author, people = world(3, **rule("vote", unmet="oppose", **SECRET))
    s.sign(case, people[0])
    moves.act(case, "t_leave", by=author, person=people[1].pk)
    assert s.stage(case) == "refused" and not BoxBallot.objects.exists()
    assert s.counts(case)[3:] == (0, 0, 0)


def everything():
    """Every row of every table as text, but the box, which belongs to nobody."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and model is not BoxBallot and not model._meta.proxy:
            found += [f"{model.__name__} {row}" for row in model.objects.values_list()]
    return found


def test_no_surface_says_before_or_after_the_close_who_chose_what(world, client, caplog):
    caplog.set_level(0)
    case, author, people = world(5, **rule("vote", **SECRET))
    before = everything()
    for signer, choice in zip(people, ["agree", "oppose", "agree", "oppose"], strict=False):
        client.force_login(signer)
        item = s.items(case).get(owner=signer)
        said = {"decision": choice, "item": item.pk, "key": str(uuid.uuid4())}
        assert client.post(reverse("web:act", args=[case.uid, "sign"]), said).status_code == 302
    new = [line for line in everything() if line not in before]
    told = "\n".join([*new, caplog.text])
    assert "oppose" not in re.sub(r"Definition .*", "", told)
    pages = [client.get(reverse("web:case", args=[case.uid])).content.decode()]
    client.force_login(author)
    pages += [client.get(reverse("web:case", args=[case.uid])).content.decode()]
    pages += [client.get(reverse("web:history", args=[case.uid])).content.decode()]
    for page in pages:
        assert "反对" not in page and "赞成" not in page
    assert "已表决" in pages[0]
    entries = [line.entry for line in history.of(Approval.objects.get(pk=case.pk))]
    assert [entry.fields.get("decision") for entry in entries if entry.event.kind == "act.sign"] == ["voted"] * 4
    assert s.counts(case)[3:] == (0, 0, 0)
    s.sign(case, people[4])
    assert s.counts(case)[3:] == (3, 2, 0) and s.stage(case) == "decision"
    sealed = [line for line in everything() if "oppose" in line]
    assert not [line for line in sealed if line.split()[0] in ("Event", "Salt", "WorkItem", "Voter", "Outbox")]


def test_the_box_keeps_no_order_of_the_votes(world):
    """Written anew and shuffled with each ballot: no key and no row outlives the vote that came before."""
    case, _author, people = world(5, **rule("vote", **SECRET))
    seen = set()
    for signer in people[:4]:
        s.sign(case, signer)
        now = set(BoxBallot.objects.values_list("pk", flat=True))
        assert not now & seen
        seen |= now


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
