"""A recusal applied for in a suggestion (F02): by whoever made it or works on it, decided one level up."""

import pytest

from ledger.models import Event
from tests.unit.suggestion.conftest import REPLY, WHY, assigned, drafted, step, triaged
from workflows import moves
from workflows.errors import Refused
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db
TIED = "此人参与了这件事的前期工作，可能影响公正研办。"


def asks(case, by, whom):
    moves.act(case, "apply_recusal", by=by, person=whom.pk, reason=TIED)
    case.refresh_from_db()


def test_who_made_the_suggestion_may_ask_and_is_not_named(world):
    case = assigned(world)
    asks(case, world.citizen, world.clerk)
    event = Event.objects.get(uid=case.uid, kind="act.apply_recusal")
    assert event.actor_name != world.citizen.name
    waiting = WorkItem.objects.filter(process=case, kind="recusal", status="ASSIGNED")
    assert [item.owner for item in waiting] == [world.deputy]


def test_until_it_is_decided_the_clerk_does_not_reply_and_somebody_stands_in_afterwards(world):
    case, said = assigned(world), {"disposition": "adopt", "reply_text": REPLY, "disposition_reason": WHY}
    asks(case, world.head, world.clerk)
    with pytest.raises(Refused, match="有人申请你回避"):
        moves.move(case, "draft_reply", by=world.clerk, **said)
    decision = {"person": world.clerk.pk, "granted": True, "reason": "情况属实，应当回避"}
    with pytest.raises(Refused, match="须同时指定接替人员"):
        moves.act(case, "decide_recusal", by=world.deputy, **decision)
    moves.act(case, "decide_recusal", by=world.deputy, substitute=world.rc_clerk.pk, **decision)
    with pytest.raises(Refused, match="已被决定回避"):
        moves.move(case, "draft_reply", by=world.clerk, **said)
    assert step(case, "draft_reply", world.rc_clerk, **said).stage == "drafted"


@pytest.mark.parametrize("walked, who", [(triaged, "office"), (drafted, "head")])
def test_who_assigns_and_who_approves_may_be_challenged_as_well(world, walked, who):
    case = walked(world)
    asks(case, world.citizen, getattr(world, who))
    with pytest.raises(Refused, match="有人申请你回避"):
        name, more = ("assign", {"unit": world.zzk.pk}) if who == "office" else ("approve_reply", {})
        moves.move(case, name, by=getattr(world, who), **more)
