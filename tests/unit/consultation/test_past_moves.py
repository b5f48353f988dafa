"""A consultation that has ended goes on where it was followed, if one level above its closer says so."""

import pytest

from workflows import moves
from workflows.errors import Refused
from workflows.models import Case

pytestmark = pytest.mark.django_db
WHY = "指标复核发现数据有误，问题没有解决。"


def test_a_cured_one_is_followed_again(cured, people):
    case = cured.case
    with pytest.raises(Refused, match="不由你办理"):
        moves.act(case, "reopen", by=people["sup_clk"], to="following", reason=WHY)
    deputy = next(one for one in people.values() if one.pk in Case.objects.get(pk=case.pk).own.players("above_closer"))
    moves.act(case, "reopen", by=deputy, to="following", reason=WHY)
    again = Case.objects.get(pk=case.pk).own
    assert again.stage == "following" and again.round == 2
    assert again.task_set.filter(status="ASSIGNED", owner=again.officer_id).exists(), "the officer asks every month"
