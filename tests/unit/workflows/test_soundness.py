"""Each way in which a definition can be unsound is found, and the processes that are served are sound."""

import time

import pytest

from workflows import declare, registry, rules, soundness
from workflows.declare import Branch, Move, Parallel, Process, Signing, StageFacts, Term

pytestmark = pytest.mark.embedded
OFFICE = ("office",)
PROCESS = Process(code="walked", label="走查", series="走")
TERM = Term(n=5, unit="wd", start="b")


def stated(edges, start="a", closed=("z",), **stages):
    """The rules of a process with these stages; an edge is written "a go b"."""
    facts = {code: stages.get(code, StageFacts()) for code in "abcz" if code in stages or code in (start, *closed)}
    data = declare.as_data(PROCESS, start, dict.fromkeys(facts, "…"), facts, [e.split() for e in edges], set(closed))
    return rules.read(rules.canonical(data))


def go(name="go", **more):
    return Move(name=name, label=name, by=more.pop("by", OFFICE), **more)


def found(*edges, **stages):
    return list(soundness.faults(stated(edges, **stages)))


def test_a_straight_way_is_sound():
    assert found("a go b", "b end z", a=StageFacts(moves=(go(),)), b=StageFacts(moves=(go("end"),))) == []


def test_a_stage_that_nobody_can_leave_is_a_dead_end():
    assert "b: nothing can be done" in found("a go b", "a end z", a=StageFacts(moves=(go(), go("end"))), b=StageFacts())


def test_two_stages_that_only_lead_to_each_other_never_end():
    ways = ("a go b", "a end z", "b on c", "c back b")
    told = found(*ways, a=StageFacts(moves=(go(), go("end"))), b=StageFacts(moves=(go("on"),)),
                 c=StageFacts(moves=(go("back"),)))  # fmt: skip
    assert {"b: no way leads to an end", "c: no way leads to an end"} <= set(told)


def test_a_stage_whose_moves_all_expire_is_a_dead_end_once_the_term_is_over():
    last = StageFacts(moves=(go("end", expires=True, term=TERM),))
    assert found("a go b", "b end z", a=StageFacts(moves=(go(),)), b=last) == [
        "b, the term is over: nothing can be done"
    ]


def test_a_lapse_leads_out_of_an_expired_stage():
    facts = StageFacts(moves=(go("end", expires=True, term=TERM), go("lapse", by=(), lapses=True, term=TERM)))
    assert found("a go b", "b end z", "b lapse z", a=StageFacts(moves=(go(),)), b=facts) == []


def test_a_minimum_that_outlasts_the_term_can_never_be_kept():
    facts = StageFacts(moves=(go("end", expires=True, term=TERM, minimum=Term(n=5, unit="wd", start="b")), go("drop")))
    told = found("a go b", "b end z", "b drop z", a=StageFacts(moves=(go(),)), b=facts)
    assert told == ["end in b can never be taken"]


def test_an_outcome_that_licenses_nothing_is_a_dead_end():
    vote = Signing(mode="vote", sitting="exec_meeting", licenses=("pass", "reject"))
    facts = StageFacts(signing=vote, moves=(go("end", outcome="pass"),))
    told = found("a go b", "b end z", a=StageFacts(moves=(go(),)), b=facts)
    assert told == ["b, signing reject: nothing can be done"]


def test_more_agreement_than_there_are_signers_is_never_met():
    rule = Signing(mode="vote", by=OFFICE, threshold=(1, 1), leaves={"agree": "end", "oppose": "drop"})
    facts = StageFacts(signing=rule, moves=(go("end", by=()), go("drop", by=())))
    told = found("a go b", "b end z", "b drop z", a=StageFacts(moves=(go(),)), b=facts)
    assert told == ["the signing of b can never come to agree"]


def test_a_branch_is_walked_like_a_signing():
    rule = Signing(mode="vote", by=OFFICE, threshold=(1, 1))
    lanes = Parallel(branches={"x": Branch(signing=rule)}, leaves={"agree": "end", "oppose": "drop"})
    facts = StageFacts(parallel=lanes, moves=(go("end", by=()), go("drop", by=())))
    told = found("a go b", "b end z", "b drop z", a=StageFacts(moves=(go(),)), b=facts)
    assert told == ["the signing of b.x can never come to agree"]


def test_a_circle_of_the_clock_is_found_and_one_with_a_person_in_it_is_not():
    lapse = StageFacts(moves=(go("on", by=(), lapses=True, term=TERM), go("end")))
    clock = StageFacts(moves=(go("back", by=(), lapses=True, term=TERM),))
    ways = ("a go b", "b on c", "b end z", "c back b")
    told = found(*ways, a=StageFacts(moves=(go(),)), b=lapse, c=clock)
    assert told == ["the clock alone goes round in circles from b"]
    assert found(*ways, a=StageFacts(moves=(go(),)), b=lapse, c=StageFacts(moves=(go("back"),))) == []


def test_a_counted_move_may_wear_out_and_needs_another_way():
    again = StageFacts(moves=(go("on"), go("end")))
    ways = ("a go b", "b on c", "b end z", "c back b")
    assert found(*ways, a=StageFacts(moves=(go(),)), b=again, c=StageFacts(moves=(go("back", most=2),))) == [
        "c, back taken 2×: nothing can be done"
    ]


def test_a_stage_that_no_edge_reaches_is_named():
    assert found("a end z", a=StageFacts(moves=(go("end"),)), b=StageFacts(moves=())) == ["no case can come to b"]


def test_every_process_served_is_sound_and_all_of_them_are_walked_in_no_time():
    begun = time.process_time()
    assert {code: list(soundness.faults(registry.current(code))) for code in registry.KINDS} == dict.fromkeys(
        registry.KINDS, []
    )
    assert time.process_time() - begun < 5  # processor seconds, as manage.py check is asked to need at most
