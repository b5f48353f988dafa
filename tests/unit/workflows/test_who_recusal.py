"""Recusal ex officio, and that no recusal leaves a case to nobody."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.read import history
from people.models import Holding
from tests.support.world import person, unit
from workflows import moves
from workflows.errors import Refused
from workflows.models import Flag, WorkItem
from workflows.testing import fresh

pytestmark = pytest.mark.django_db
WHY = "与当事人有近亲属关系，应当回避"


@pytest.fixture
def decision(db):
    case = moves.open_case("approval", by=person("author", "clerk"), unit=unit(), title="一件事")
    moves.move(case, "submit", by=person("author"), signers=[person("s").pk], decider=person("decider").pk)
    moves.act(case, "sign", by=person("s"), decision="agree")
    return fresh(case)


def order(case, by, who, substitute=None):
    moves.act(
        case, "order_recusal", by=person(by), person=person(who).pk, reason=WHY,
        substitute=substitute and person(substitute).pk,
    )  # fmt: skip


def test_the_office_recuses_somebody_at_once_and_somebody_stands_in(decision):
    person("office_clk", "office"), person("deputy", "deputy_minister")
    order(decision, "office_clk", "decider", "deputy")
    assert Flag.objects.get(source=decision, code="recused").person == person("decider")
    with pytest.raises(Refused, match="回避"):
        moves.move(decision, "adopt", by=person("decider"))
    new = WorkItem.objects.get(process=decision, status="ASSIGNED")
    assert (new.owner, new.asked) == (person("deputy"), "recused")
    line = history(decision.uid)[-1]
    assert line.fields["way"] == "ex_officio" and line.fields["reason"] == WHY
    moves.move(decision, "adopt", by=person("deputy"))
    assert fresh(decision).stage == "adopted"


def test_whoever_is_not_entitled_recuses_nobody(decision):
    person("deputy", "deputy_minister")
    with pytest.raises(Refused):
        order(decision, "s", "decider", "deputy")
    assert not Flag.objects.exists()


def test_somebody_high_up_is_recused_by_the_level_above(decision):
    person("office_clk", "office"), person("decider", "deputy_minister"), person("minister", "minister")
    with pytest.raises(Refused, match="上一级"):
        order(decision, "office_clk", "decider", "minister")
    order(decision, "minister", "decider", "minister")
    assert Flag.objects.filter(code="recused").count() == 1


def test_without_anybody_to_stand_in_it_is_refused_with_the_way_up(decision):
    person("office_clk", "office")
    with pytest.raises(Refused, match="请先报上一级指定人员"):
        order(decision, "office_clk", "decider")
    assert not Flag.objects.exists() and fresh(decision).open_items == 1


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posts=st.lists(st.sampled_from(["deputy_minister", "minister", "county_committee"]), max_size=4),
       tries=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=5))  # fmt: skip
def test_after_any_recusal_somebody_can_act_or_the_refusal_names_the_way(db, posts, tries):
    Holding.objects.all().delete()
    case = moves.open_case("approval", by=person("author", "clerk"), unit=unit(), title="一件事")
    moves.move(case, "submit", by=person("author"), signers=[person("s").pk], decider=person("decider").pk)
    moves.act(case, "sign", by=person("s"), decision="agree")
    people = ["decider", *(f"p{n}" for n in range(len(posts)))]
    for name, post in zip(people[1:], posts, strict=True):
        person(name, post)
    person("office_clk", "office"), person("top", "county_committee")
    for who, stand_in in tries:
        who, stand_in = people[who % len(people)], people[stand_in % len(people)]
        try:
            order(case, "top", who, stand_in)
        except Refused as refused:
            assert "请" in refused.why
        out = set(Flag.objects.filter(source=case, code="recused").values_list("person", flat=True))
        live = WorkItem.objects.filter(process=case, status="ASSIGNED", owner__is_active=True).exclude(owner__in=out)
        assert live.exists() and fresh(case).open_items >= 1
