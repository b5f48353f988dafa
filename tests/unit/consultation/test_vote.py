"""Money and staff of several units are for the executive meeting; the deputy minister decides the rest."""

import pytest

from processes.consultation.forms import FORMS
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
NO = ("reject", "年度盘子已经定了。")
MEMBERS = ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb")


@pytest.fixture
def crossing(walk):
    """An opinion whose first measure asks for money of several units."""
    first, second = walk.to_session().measures()
    return walk.opinions().fill(measures=[first | {"cross": "cross"}, second]).sign().conclude()


def test_without_the_vote_nothing_is_decided(crossing):
    assert crossing.case.task_set.filter(owner=crossing.people["sec_rec"], status="ASSIGNED").exists()
    with pytest.raises(Refused, match="须先由部务会表决"):
        crossing.decide()


def test_what_the_meeting_passed_may_be_accepted(crossing):
    crossing.meeting()
    crossing.vote().decide()
    assert crossing.case.stage == "decided"


def test_what_the_meeting_rejected_cannot_be_accepted_but_the_rest_can(crossing):
    crossing.meeting().vote(**dict.fromkeys(MEMBERS, NO))
    with pytest.raises(Refused, match="部务会表决没有通过，不能采纳"):
        crossing.decide()
    crossing.decide({"ruling": "declined", "reason": "部务会表决没有通过"})
    assert [row["ruling"] for row in crossing.case.measures] == ["declined", "accepted"]


def test_papers_of_the_meeting_are_out_for_two_working_days(crossing):
    crossing.meeting(days=2)
    with pytest.raises(Refused, match="最早可在"):
        crossing.vote()


def test_the_questions_are_the_measures_and_all_members_sit(crossing):
    data = {"starts_at": "2026-05-06 09:00", "place": "部务会议室"}
    form = FORMS["convene"](data, case=crossing.case, by=crossing.people["sec_rec"])
    assert form.is_valid() and form.cleaned_data["agenda"] == [crossing.case.measures[0]["content"]]
    assert {seat["person"] for seat in form.cleaned_data["seats"]} == set(crossing.case.must_sit())


def test_too_few_left_go_one_level_up(people, crossing):
    from people.models import Conflict

    day = crossing.now.date().replace(month=1, day=1)
    for name in ("dm_exec", "dm_cadre", "dm_tal", "exec_lgb", "exec_gb"):
        Conflict.objects.create(person=people[name], other=people["dy_head"], kind="family", since=day)
    crossing.meeting()
    crossing.act("escalate_level", "sec_rec", reason="回避后不足三人，不能表决，报县委决定。")
    said = {
        "organ": "中共云岭县委",
        "number": "云委批〔2026〕8号",
        "decided_on": crossing.now.date(),
        "words": "同意列入预算。",
    }
    crossing.act("enter_decision", "xcw", outcome="pass", **said)
    crossing.deputy = "dm_org"
    assert crossing.decide().case.stage == "decided"
