"""Sittings: notice, quorum, recusal, the head last, secrecy until the count, signatures."""

import json
from datetime import date, datetime, timedelta

import pytest

from ledger import read
from ledger.models import AccessEntry, Event
from ledger.verify import verify
from people import clock
from people.clock import CHINA
from people.models import User
from processes.innovation_hearing.walk import Walk
from tests.support.remembered_walks import demonstration
from web import fitting
from workflows import definitions, history
from workflows.errors import Refused
from workflows.models import Ballot, Service, WorkItem

pytestmark = pytest.mark.django_db
DISSENT = "  汛期前不宜扩面；山洪易发村应当暂缓，请原文记入纪要。  "


@pytest.fixture
def people(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        yield {user.username: user for user in User.objects.all()}
    definitions.forget()


@pytest.fixture
def walk(people):
    return Walk(people, date(2026, 3, 2), title="部务会表决的一件事")


@pytest.fixture
def meeting(walk):
    """The executive meeting is called, its day has come, everybody is there."""
    walk.to_vote().meeting()
    return walk.on(walk.sitting.starts_at)


@pytest.fixture
def voting(meeting):
    return meeting.came().act("start_vote", "sec_rec")


def outcome(walk):
    return walk.case.signings.order_by("-pk").first()


# Notice


def test_a_meeting_before_the_notice_is_over_is_refused(walk):
    walk.to_vote()
    with pytest.raises(Refused, match="会前 2 个工作日送达"):
        walk.meeting(days=2)
    assert not walk.case.sittings.filter(stage="exec_vote").exists()


def test_papers_served_too_late_for_the_announced_day_are_refused(walk):
    walk.to_vote()
    members = [{"person": pk} for pk in walk.case.must_sit()]
    start = walk.now + timedelta(days=6)
    walk.act("convene", "sec_rec", kind="exec_meeting", starts_at=start, place="部务会议室", seats=members)
    with pytest.raises(Refused, match="最早可安排在"):
        walk.on(start - timedelta(days=1)).serve("sec_rec", "部务会材料", "papers_served")
    assert not Service.objects.filter(case=walk.case, paper="部务会材料").exists()
    with pytest.raises(Refused, match="还没有送达"):
        walk.on(start).came().act("start_vote", "sec_rec")


def test_no_vote_before_the_announced_day(walk):
    walk.to_vote().meeting(days=7)
    with pytest.raises(Refused, match="表决没有开始"):
        walk.on(walk.sitting.starts_at - timedelta(days=1)).came().act("start_vote", "sec_rec")


def test_a_service_may_not_move_any_other_moment(walk):
    walk.to_vote().meeting()
    with pytest.raises(Refused, match="没有这项送达期限"):
        walk.serve("sec_rec", "部务会材料", "hearing")


def test_without_an_account_service_needs_a_receipt(walk):
    walk.submit().precheck().plan().call(walk.now + timedelta(days=10))
    with pytest.raises(Refused, match="送达回证"):
        walk.act("serve", "office_clk", paper="听证材料", moment="materials_served")
    walk.serve()
    row = Service.objects.get(case=walk.case, person=walk.people["expert1"])
    walk.act("serve_on_paper", "office_clk", service=row.pk, receipt="本人于三日签收")
    with pytest.raises(Refused, match="没有待签收|不由你"):
        walk.act("acknowledge", "expert1")


# Who sits


def test_nobody_composes_a_majority(walk):
    walk.to_vote()
    members = [{"person": pk} for pk in walk.case.must_sit()]
    with pytest.raises(Refused, match="不能增减"):
        walk.meeting(seats=members[1:])
    with pytest.raises(Refused, match="不能增减"):
        walk.meeting(seats=[*members, {"person": walk.people["gw_head"].pk}])


def test_the_head_is_the_head_whatever_the_form_says(meeting):
    assert meeting.seat("minister").role == "head"


def test_another_meeting_is_not_called_while_ballots_are_cast_or_counted(voting):
    with pytest.raises(Refused, match="正在进行或已有结果"):
        voting.meeting()
    voting.on(voting.sitting.starts_at + timedelta(hours=1))
    for name in ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb", "minister"):
        voting.ballot(name, "reject", "条件不成熟")
    with pytest.raises(Refused, match="正在进行或已有结果"):
        voting.meeting()


# Quorum and denominator


def test_a_vote_without_quorum_is_refused(meeting):
    meeting.came("dm_org", "dm_tal", "exec_lgb", "exec_gb")
    with pytest.raises(Refused, match="法定人数 4 人，实到 3 人；再有 1 名"):
        meeting.act("start_vote", "sec_rec")
    assert not meeting.case.signings.filter(stage="exec_vote").exists()


def test_recused_members_leave_the_denominator(meeting):
    meeting.act("declare_interest", "dm_org", interest="配偶在试点单位工作", recuse=True)
    meeting.act("recuse", "sec_rec", seat=meeting.seat("dm_tal").pk, reason="参与了方案起草")
    meeting.vote(dm_cadre=("reject", "时机不成熟"), exec_lgb=("abstain", "情况不明"))
    row = outcome(meeting)
    assert (row.entitled, row.agreed, row.opposed, row.abstained, row.outcome) == (5, 3, 1, 1, "pass")


def test_fewer_than_three_left_cannot_vote(meeting):
    for name in ("dm_org", "dm_tal", "exec_lgb", "exec_gb", "dm_exec"):
        meeting.act("declare_interest", name, interest="有利害关系", recuse=True)
    with pytest.raises(Refused, match="少于 3 人"):
        meeting.came().act("start_vote", "sec_rec")


def test_absent_members_count_in_the_denominator_and_their_writing_does_not(meeting):
    seat = meeting.seat("dm_tal")
    present = meeting.sitting.seats.exclude(person__in=[meeting.people[n].pk for n in ("dm_tal", "dm_org", "exec_gb")])
    ids = list(present.values_list("pk", flat=True))
    meeting.act("attend", "sec_rec", present=ids, written={seat.pk: "书面意见：同意"}).act("start_vote", "sec_rec")
    for name in ("dm_exec", "dm_cadre", "exec_lgb"):
        meeting.ballot(name)
    meeting.ballot("minister", "abstain", "再议")
    row = outcome(meeting)
    assert (row.entitled, row.agreed, row.outcome) == (7, 3, "reject")
    assert meeting.seat("dm_tal").written_opinion == "书面意见：同意"


def test_who_is_recused_during_the_vote_gives_the_ballot_back(voting):
    voting.ballot("dm_org")
    voting.act("declare_interest", "dm_tal", interest="刚知道亲属参与", recuse=True)
    row = outcome(voting)
    assert (row.entitled, row.waiting) == (6, 5)
    assert not WorkItem.objects.filter(process=voting.case, owner=voting.people["dm_tal"], status="ASSIGNED").exists()
    for name in ("dm_exec", "dm_cadre", "exec_lgb", "exec_gb", "minister"):
        voting.ballot(name)
    assert (outcome(voting).outcome, outcome(voting).agreed) == ("pass", 6)


def test_who_leaves_gives_the_ballot_back_and_who_comes_late_gets_one(meeting):
    meeting.came("exec_gb").act("start_vote", "sec_rec")
    meeting.ballot("dm_org")
    with pytest.raises(Refused, match="已经表决，不能改为未到会"):
        meeting.came("dm_org")
    meeting.came("dm_tal")
    assert outcome(meeting).waiting == 5
    with pytest.raises(Refused, match="没有签到"):
        meeting.ballot("dm_tal")
    for name in ("exec_gb", "dm_exec", "dm_cadre", "exec_lgb", "minister"):
        meeting.ballot(name)
    assert (outcome(meeting).outcome, outcome(meeting).entitled, outcome(meeting).agreed) == ("pass", 7, 6)


def test_a_vote_that_loses_its_quorum_is_void_and_may_be_called_again(voting):
    voting.came("dm_tal", "exec_lgb", "exec_gb", "dm_exec")
    assert voting.sitting.state == "adjourned" and outcome(voting).outcome == ""
    with pytest.raises(Refused, match="表决还没有结果"):
        voting.passed()
    voting.meeting().vote()
    assert outcome(voting).outcome == "pass"


# Ballots


def test_a_recused_member_casts_no_ballot_and_the_attempt_is_noted(meeting):
    meeting.act("declare_interest", "dm_org", interest="配偶在试点单位工作", recuse=True)
    meeting.came().act("start_vote", "sec_rec")
    before = Event.objects.filter(uid=meeting.case.uid).count()
    with pytest.raises(Refused, match="已回避"):
        meeting.ballot("dm_org")
    assert Event.objects.filter(uid=meeting.case.uid).count() == before
    assert AccessEntry.objects.filter(case_uid=meeting.case.uid, what="recusal_block").exists()


def test_nobody_comes_back_from_a_recusal_nor_goes_after_voting(voting):
    voting.ballot("dm_org")
    with pytest.raises(Refused, match="已经表决"):
        voting.act("declare_interest", "dm_org", interest="有利害关系", recuse=True)
    voting.act("declare_interest", "dm_tal", interest="有利害关系", recuse=True)
    voting.act("declare_interest", "dm_tal", interest="", recuse=False)
    assert voting.seat("dm_tal").recused and voting.seat("dm_tal").interest == "有利害关系"


def test_the_head_speaks_last(voting):
    with pytest.raises(Refused, match="末位表态"):
        voting.ballot("minister")
    assert "末位表态" in fitting.too_early("ballot", voting.case, voting.people["minister"])
    assert not fitting.too_early("ballot", voting.case, voting.people["dm_exec"])
    for name in ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb", "minister"):
        voting.ballot(name)
    assert outcome(voting).outcome == "pass"


def test_a_seat_that_waits_for_something_else_is_not_taken_for_the_ballot(voting):
    other = WorkItem.objects.get(process=voting.case, owner__username="dm_exec", kind="seat", status="ASSIGNED")
    mine, other.pk, other.id, other.signing, other.role = other.pk, None, None, None, "seat"
    other._state.adding = True
    other.save()
    voting.ballot("dm_exec")
    assert WorkItem.objects.get(pk=mine).status == "DONE"
    assert WorkItem.objects.filter(process=voting.case, role="seat", status="ASSIGNED").exists()


def test_a_ballot_that_is_not_there_is_refused_in_words(voting):
    WorkItem.objects.filter(process=voting.case, owner__username="dm_exec", kind="seat").update(status="CANCELED")
    with pytest.raises(Refused, match="没有待投的表决票"):
        voting.ballot("dm_exec")


def test_nobody_votes_twice_or_changes_a_vote(voting):
    voting.ballot("dm_org")
    with pytest.raises(Refused, match="已经表决"):
        voting.ballot("dm_org", "reject", "改变主意")
    assert Ballot.objects.get(seat__person=voting.people["dm_org"]).choice == "pass"


def test_each_question_needs_a_choice_and_dissent_needs_words(voting):
    with pytest.raises(Refused, match="还有议题没有选择"):
        voting.act("ballot", "dm_org", choices={})
    with pytest.raises(Refused, match="请写明意见"):
        voting.ballot("dm_org", "abstain")


def test_questions_are_counted_one_by_one_and_the_first_decides(walk):
    walk.to_vote().meeting(agenda=["是否列入年度要点", "是否安排经费"])
    walk.on(walk.sitting.starts_at).came().act("start_vote", "sec_rec")
    first, second = walk.sitting.agenda.order_by("place")
    for name in ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb", "minister"):
        walk.act("ballot", name, choices={first.pk: "pass", second.pk: "defer"}, opinion="经费另议")
    assert [item.outcome for item in walk.sitting.agenda.order_by("place")] == ["pass", "defer"]
    assert walk.passed().case.stage == "publicity"


def everything(walk):
    """All that anybody can read of the case's history: event bodies, notices, the history page's lines."""
    told = [(line.words, line.entry.fields) for line in history.of(walk.case)]
    bodies = list(Event.objects.filter(uid=walk.case.uid, kind="act.ballot").values_list("body", flat=True))
    return json.dumps([told, bodies], ensure_ascii=False, default=str)


def test_until_all_have_voted_nothing_shows_anybodys_choice(voting):
    voting.ballot("dm_org", "reject", DISSENT).ballot("dm_tal", "defer", "先补经费来源")
    said = everything(voting)
    assert '"voted"' in said and "汛期前" not in said and "先补经费" not in said
    assert '"choice' not in said and '"reject"' not in said and '"defer"' not in said
    row = outcome(voting)
    assert (row.agreed, row.opposed, row.abstained, row.outcome) == (0, 0, 0, "")
    mine = {"process": voting.case, "stage": "exec_vote", "kind": "seat", "status": "DONE"}
    decided = WorkItem.objects.filter(**mine).values_list("decision", flat=True)
    assert set(decided) == {"voted"}


def test_dissent_is_recorded_as_it_was_said_and_the_chain_verifies(meeting):
    meeting.vote(dm_org=("reject", DISSENT))
    settled = [e for e in read.history(meeting.case.uid) if e.event.kind == "act.ballot"][-1]
    said = {row["name"]: (row["choice"], row["opinion"]) for row in settled.fields["ballots"]}
    assert said[meeting.people["dm_org"].name] == ("reject", DISSENT.strip())
    assert DISSENT.strip() in everything(meeting)
    meeting.passed()
    assert meeting.case.vote_result["dissent"][0]["opinion"] == DISSENT.strip()
    assert verify(meeting.case.uid).ok
