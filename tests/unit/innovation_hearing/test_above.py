"""F03: recused members leave the denominator; with fewer than three left the case goes one level up."""

from datetime import date, timedelta

import pytest

from ledger.verify import verify
from workflows import history
from workflows.errors import NotFound, Refused, TooLate
from workflows.models import Outbox, WorkItem
from workflows.rules import ABOVE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LEFT = ("minister", "dm_org", "dm_cadre", "dm_exec", "dm_tal")
REASON = "五名成员与呈报科室有利害关系，已经回避，只剩两人。"
GIVEN = {
    "outcome": "pass", "organ": "县委常委会", "number": "云委批〔2026〕12号", "decided_on": date(2026, 5, 12),
    "words": "同意列入年度工作要点，按程序公示。",
}  # fmt: skip


@pytest.fixture
def short(walk):
    """A vote from which five of seven are recused."""
    walk.to_vote().meeting(days=9)
    for name in LEFT[:4]:
        walk.act("declare_interest", name, interest="参与了方案起草", recuse=True)
    walk.act("recuse", "sec_rec", seat=walk.seat("dm_tal").pk, reason="参与了方案起草")
    return walk.on(walk.sitting.starts_at).came()


@pytest.fixture
def reported(short):
    return short.act("escalate_level", "sec_rec", reason=REASON)


def work(walk, username):
    return [
        item.role for item in WorkItem.objects.filter(process=walk.case, status="ASSIGNED", owner=walk.people[username])
    ]


def entered(walk, **changes):
    return walk.on(date(2026, 5, 13)).act("enter_decision", "xcw", **GIVEN | changes)


def test_two_of_seven_left_cannot_vote_and_are_shown_the_way_up(short):
    with pytest.raises(Refused, match="少于 3 人，不能表决。请报上一级决定"):
        short.act("start_vote", "sec_rec")
    with pytest.raises(Refused, match="表决还没有结果"):
        short.passed()
    assert "escalate_level" in short.case.rules.stages["exec_vote"].acts
    assert short.case.players("above_reporter") == [short.people["sec_rec"].pk]
    assert short.case.players("above_enterer") == []


def test_three_left_vote_for_themselves(walk):
    walk.to_vote().meeting(days=9)
    for name in LEFT[:4]:
        walk.act("declare_interest", name, interest="参与了方案起草", recuse=True)
    assert walk.case.players("above_reporter") == []
    with pytest.raises(Refused):
        walk.act("escalate_level", "sec_rec", reason=REASON)


def test_only_who_keeps_the_meeting_reports_and_says_why(short):
    with pytest.raises(Refused, match="至少 10 个字"):
        short.act("escalate_level", "sec_rec", reason="人不够")
    with pytest.raises((Refused, NotFound)):
        short.act("escalate_level", "zz_head", reason=REASON)
    assert work(short, "xcw") == []


def test_reported_once_the_meeting_is_off_and_the_next_level_has_it(reported):
    assert work(reported, "xcw") == ["above_enterer"] and reported.sitting.state == "adjourned"
    assert Outbox.objects.filter(topic="work.assigned", recipients=[reported.people["xcw"].pk]).exists()
    with pytest.raises(Refused):
        reported.act("escalate_level", "sec_rec", reason=REASON)
    with pytest.raises(Refused, match="上一级"):
        reported.meeting()
    with pytest.raises(Refused, match="上一级还没有决定"):
        reported.passed()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"outcome": "adopted"}, "请从列表中选择"), ({"organ": " "}, "机关"), ({"number": ""}, "文号"),
        ({"decided_on": date(2026, 6, 30)}, "以后"), ({"decided_on": date(2026, 2, 1)}, "早于"),
        ({"words": "可"}, "原文"),
    ],
)  # fmt: skip
def test_a_decision_is_entered_whole(reported, changes, why):
    with pytest.raises(Refused, match=why):
        entered(reported, **changes)
    assert work(reported, "xcw") == ["above_enterer"]


def test_nobody_of_the_department_enters_the_decision(reported):
    for name in ("sec_rec", "minister", "office_clk"):
        with pytest.raises((Refused, NotFound)):
            reported.on(date(2026, 5, 13)).act("enter_decision", name, **GIVEN)


def test_the_decision_licenses_the_move_and_stands_in_the_record(reported):
    entered(reported)
    with pytest.raises(Refused, match="表决结果不是|决定不是"):
        reported.move("vote_reject", "sec_rec", reason="上一级同意，却想不列入。")
    reported.passed()
    result = reported.case.vote_result
    assert reported.case.stage == "publicity" and result["outcome"] == "pass"
    assert (result["above"]["organ"], result["above"]["number"]) == (GIVEN["organ"], GIVEN["number"])
    assert len(result["recused"]) == 5 and verify(reported.case.uid).ok
    told = [line.entry for line in history.of(reported.case) if line.entry.event.kind == "act.enter_decision"]
    assert told[0].fields["opinion"] == GIVEN["words"] and told[0].fields["outcome"] == "pass"
    assert work(reported, "xcw") == [] and "县委常委会" in str(reported.case.summary())


def test_a_decision_is_entered_once(reported):
    entered(reported)
    with pytest.raises((Refused, TooLate)):
        entered(reported, outcome="reject")


@pytest.mark.parametrize(
    ("outcome", "name", "answers", "stage"),
    [
        ("defer", "vote_defer", {"resubmit_date": date(2026, 7, 1), "reason": "县委要求补充经费来源。"}, "deferred"),
        ("reject", "vote_reject", {"reason": "县委认为条件还不成熟。"}, "rejected"),
    ],
)
def test_the_other_outcomes_lead_on_too(reported, outcome, name, answers, stage):
    entered(reported, outcome=outcome).move(name, "sec_rec", **answers)
    assert reported.case.stage == stage


def test_it_leads_on_although_no_papers_were_served(walk):
    """Members who are all recused are served nothing; the decision from above does not wait for them."""
    walk.to_vote()
    start = walk.now + timedelta(days=7)
    seats = [{"person": pk} for pk in walk.case.must_sit()]
    walk.act("convene", "sec_rec", kind="exec_meeting", starts_at=start, place="部务会议室", seats=seats)
    for name in LEFT:
        walk.act("declare_interest", name, interest="参与了方案起草", recuse=True)
    walk.act("escalate_level", "sec_rec", reason=REASON)
    entered(walk).passed()
    assert walk.case.stage == "publicity"


def test_back_in_the_meeting_it_is_decided_anew_above_because_nobody_is_less_recused(reported):
    entered(reported).passed()
    reported.after(1).act("record_objection", "office_clk", source="松坡乡某村", text="试点名单没有经过村民会议讨论。")
    found = {"number": 1, "finding": "经走访核实，确实没有讨论。", "upheld": True, "answer": "将重新审议。"}
    reported.act("answer_objection", "office_clk", **found)
    reported.move("uphold_objection", "office_clk", reason="异议经核实成立，退回部务会。")
    with pytest.raises(Refused, match="还没有结果"):
        reported.passed()
    reported.meeting().act("escalate_level", "sec_rec", reason=REASON)
    with pytest.raises(Refused, match="上一级还没有决定"):
        reported.passed()
    given = GIVEN | {"decided_on": reported.working(9)}
    reported.on(reported.working(9)).act("enter_decision", "xcw", **given).passed()
    assert reported.case.stage == "publicity"


def test_every_stage_with_a_vote_has_the_way_up(walk):
    from workflows import registry

    for code in registry.KINDS:
        for facts in registry.current(code).stages.values():
            voting = facts.signing and facts.signing.mode == "vote" and facts.signing.sitting
            assert (ABOVE.keys() <= facts.acts.keys()) == bool(voting)


def test_a_vote_that_becomes_void_for_want_of_members_goes_up_too(walk):
    walk.to_vote().meeting(days=9)
    for name in LEFT[1:]:
        walk.act("declare_interest", name, interest="参与了方案起草", recuse=True)
    walk.on(walk.sitting.starts_at).came().act("start_vote", "sec_rec")
    walk.act("declare_interest", "minister", interest="参与了方案起草", recuse=True)
    assert walk.sitting.state == "adjourned"
    entered(walk.act("escalate_level", "sec_rec", reason=REASON)).passed()
    assert walk.case.stage == "publicity"


def test_who_was_recused_once_stays_so_in_the_next_meeting(short):
    short.meeting(days=9)
    assert short.sitting.seats.filter(recused=True).count() == 5 and not short.seat("exec_gb").recused
