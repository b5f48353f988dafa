"""Somebody returns the case at the moment in which the last signer signs: exactly one wins, and the case can end."""

import pytest

from ledger.verify import verify
from tests.unit.workflows.test_race import at_once
from workflows import definitions, moves
from workflows.conformance import story
from workflows.errors import Refused

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "材料不全，请补充后再报。"


@pytest.fixture(autouse=True)
def fresh_caches():
    definitions.forget()
    yield
    definitions.forget()


@pytest.mark.parametrize("mode", ["rerun", "straight"])
def test_a_return_and_the_last_voice(mode):
    people = story.people()
    told = story.Story(people).to("all")
    told.sign("signer_a")
    told.sign("signer_b")
    case, last = told.now, people["signer_c"]
    calls = [
        lambda: moves.act(case, "sign", by=last, decision="agree"),
        lambda: moves.act(case, "return_to", by=last, target="hand", mode=mode, reason=WHY),
        lambda: moves.act(case, "terminate", by=people["owner"], reason=WHY),
    ]
    found = at_once(calls)
    won = [one for one in found[:2] if not isinstance(one, Exception)]
    assert all(isinstance(one, Refused) for one in found if isinstance(one, Exception)), found
    assert len(won) <= 1 and (won or told.stage == "terminated")
    assert told.finish() in ("done", "terminated") and verify(case.uid).ok and not told.waiting()


def test_two_take_back_one_voice_and_the_move_that_follows():
    people = story.people()
    told = story.Story(people).to("all")
    case = told.now
    found = at_once(
        [lambda: moves.act(case, "take_back", by=people["handler"])] * 2
        + [lambda: moves.act(case, "sign", by=people["signer_a"], decision="agree")]
    )
    assert sum(not isinstance(one, Exception) for one in found) == 1 or told.stage == "all"
    assert all(isinstance(one, Refused) for one in found if isinstance(one, Exception)), found
    assert told.finish("all") == "done" and verify(case.uid).ok


def test_the_case_above_ends_while_the_one_below_does():
    people = story.people()
    told = story.Story(people).to("sub")
    inner, case = told.inner.now, told.now
    found = at_once(
        [
            lambda: moves.move(inner, "drop", by=people["handler"]),
            lambda: moves.act(case, "terminate", by=people["owner"], reason=WHY),
        ]
    )
    assert all(isinstance(one, Refused) for one in found if isinstance(one, Exception)), found
    assert told.now.is_closed and told.inner.now.is_closed
