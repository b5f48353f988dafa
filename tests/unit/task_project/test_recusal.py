"""F02 in a project: who accepts it may be challenged, keeps still until it is decided, and somebody else comes."""

from datetime import timedelta

import pytest

from people import clock
from tests.unit.task_project.conftest import WHY, called, fresh
from workflows import moves
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
TIE = "验收组成员与任务责任人是近亲属。"


@pytest.fixture
def challenged(completed, team):
    moves.move(completed, "start_acceptance", by=team.supervision, **called(team))
    moves.act(completed, "apply_recusal", by=team.head, person=team.judges[0].pk, reason=TIE)
    return fresh(completed)


def test_who_is_challenged_cannot_act_until_it_is_decided(challenged, team):
    with pytest.raises(Refused, match="有人申请你回避"):
        moves.act(challenged, "comment", by=team.judges[0], text="材料齐全")


def test_who_was_recused_does_not_vote_and_is_not_called_again(challenged, team):
    said = {"person": team.judges[0].pk, "granted": True, "reason": "情况属实。"}
    moves.act(challenged, "decide_recusal", by=team.deputy, **said)
    assert challenged.sittings.get().seats.get(person=team.judges[0]).recused
    again = called(team, days=2)
    with pytest.raises(Refused, match="judge0已决定回避，不能参加验收"):
        moves.act(fresh(challenged), "regroup", by=team.supervision, reason=WHY, **again)


def test_where_somebody_decides_hears_or_votes_recusal_can_be_applied_for(challenged):
    stages = challenged.rules.stages
    named = {name for name, stage in stages.items() if "apply_recusal" in dict(stage.acts)}
    assert named == {"assigned", "running", "completion", "acceptance"}


def test_a_stranger_applies_for_nothing(challenged, team):
    with clock.frozen(clock.now() + timedelta(minutes=1)), pytest.raises(Refused):
        moves.act(challenged, "apply_recusal", by=team.office, person=team.judges[1].pk, reason=TIE)
