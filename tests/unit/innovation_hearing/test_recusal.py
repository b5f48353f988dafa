"""F02: a recusal applied for is decided one level up in three working days; meanwhile the challenged person rests."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ledger.models import AccessEntry
from ledger.verify import verify
from people import clock
from policy import rules as policy
from workflows import history, inbox, sweep
from workflows.errors import NotFound, Refused
from workflows.models import Flag, Outbox, WorkItem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "合规审核人的配偶在呈报科室任职，可能影响公正审核。"
OPINION = "经审核，符合有关规定，可以提交部务会。"


@pytest.fixture
def review(walk):
    """With the legal reviewers, of whom there are two."""
    return walk.to_hearing().synthesis().compliance()


def asked(walk, username, by="zz_head", reason=WHY):
    return walk.act("apply_recusal", by, person=walk.people[username].pk, reason=reason)


def decided(walk, by, username, granted=True, substitute=None):
    answers = {"person": walk.people[username].pk, "granted": granted, "reason": "情况属实，应当回避。"}
    return walk.act("decide_recusal", by, substitute=substitute and walk.people[substitute].pk, **answers)


def deciding(walk):
    rows = WorkItem.objects.filter(process=walk.case, status="ASSIGNED", kind="recusal")
    return sorted(rows.values_list("owner__username", flat=True))


def working(walk):
    rows = WorkItem.objects.filter(process=walk.case, status="ASSIGNED", kind="move")
    return sorted(rows.values_list("owner__username", flat=True))


def test_the_level_above_has_three_working_days_and_the_challenged_person_rests(review):
    day = review.now
    asked(review, "legal")
    item = WorkItem.objects.get(process=review.case, kind="recusal", owner=review.people["dm_org"])
    assert {"dm_org", "dm_cadre"} <= set(deciding(review)) and (item.due - day).days in (3, 4, 5)
    with pytest.raises(Refused, match="有人申请你回避"):
        review.ripe("confirm_compliance").move("confirm_compliance", "legal", opinion=OPINION)
    assert AccessEntry.objects.filter(what="recusal_block", case_uid=review.case.uid).exists()
    assert Outbox.objects.filter(topic="recusal.asked").count() == 1
    review.move("confirm_compliance", "legal_b", opinion=OPINION)
    assert review.case.stage == "exec_vote"


def test_refused_the_person_goes_on(review):
    decided(asked(review, "legal"), "dm_org", "legal", granted=False)
    assert deciding(review) == [] and not Flag.objects.filter(until=None).exists()
    review.ripe("confirm_compliance").move("confirm_compliance", "legal", opinion=OPINION)
    assert review.case.stage == "exec_vote" and verify(review.case.uid).ok


def test_upheld_the_person_has_nothing_left_and_stays_out(review):
    decided(asked(review, "legal"), "dm_org", "legal")
    assert working(review) == ["legal_b"] and review.people["legal"].pk not in review.case.players("legal_reviewer")
    with pytest.raises(Refused, match="已被决定回避"):
        review.act("attach", "legal", kind="意见", file=None)
    review.move("send_back_synthesis", "legal_b", reason="请补写法律风险说明后再报。").move(
        "submit_synthesis", "zz_head"
    )
    assert working(review) == ["legal_b"]


def test_who_alone_holds_the_work_is_replaced(review):
    decided(asked(review, "legal"), "dm_org", "legal")
    asked(review, "legal_b", reason="合规审核人参与了方案的起草，不宜再作审核。")
    with pytest.raises(Refused, match="须同时指定接替人员"):
        decided(review, "dm_org", "legal_b")
    assert working(review) == ["legal_b"]
    with pytest.raises(Refused, match="须同时指定接替人员"):
        decided(review, "dm_org", "legal_b", substitute="zz_clk")
    decided(review, "dm_org", "legal_b", substitute="dm_cadre")
    assert working(review) == ["dm_cadre"]
    review.move("send_back_synthesis", "dm_cadre", reason="请补写法律风险说明后再报。").move(
        "submit_synthesis", "zz_head"
    )
    assert working(review) == ["dm_cadre"]


def test_another_chair_stands_in_and_the_hearing_is_held(walk):
    walk.submit().precheck().plan().called()
    asked(walk, "rc_head", by="expert1", reason="主持人与呈报科室负责人是近亲属。")
    with pytest.raises(Refused, match="有人申请你回避"):
        walk.on(walk.sitting.starts_at).came().move("open_hearing", "rc_head")


def test_the_chair_is_replaced_by_the_decision(walk):
    walk.submit().precheck().plan().called()
    asked(walk, "rc_head", by="expert1", reason="主持人与呈报科室负责人是近亲属。")
    decided(walk, "dm_org", "rc_head", substitute="chair_b")
    assert walk.case.chair_id == walk.people["chair_b"].pk
    walk.chair = "chair_b"
    assert walk.hear().case.stage == "hearing"


def test_a_member_of_the_meeting_is_decided_by_the_minister_and_the_minister_by_the_county_committee(walk):
    walk.to_vote().meeting(days=9)
    assert deciding(asked(walk, "dm_tal")) == ["minister"]
    assert deciding(asked(walk, "minister")) == ["minister", "xcw"]
    with pytest.raises(Refused, match="上一级|有人申请你回避"):
        decided(walk, "minister", "minister")
    decided(walk, "xcw", "minister", granted=False)
    decided(walk, "minister", "dm_tal")
    assert walk.seat("dm_tal").recused and not walk.seat("minister").recused and deciding(walk) == []
    assert walk.on(walk.sitting.starts_at).came().act("start_vote", "sec_rec").case.signings.get().entitled == 6


def test_in_the_middle_of_a_vote_the_count_follows(walk):
    walk.to_vote().meeting(days=9).on(walk.sitting.starts_at).came().act("start_vote", "sec_rec")
    asked(walk, "dm_tal")
    with pytest.raises(Refused, match="有人申请你回避"):
        walk.ballot("dm_tal")
    decided(walk, "minister", "dm_tal")
    for name in ("dm_org", "dm_cadre", "dm_exec", "exec_gb", "exec_lgb", "minister"):
        walk.ballot(name)
    assert walk.case.signings.get().entitled == 6 and walk.passed().case.stage == "publicity"


def test_not_decided_in_time_it_goes_one_level_up_and_no_further_than_the_top(review):
    asked(review, "legal")
    review.after(2)
    with clock.frozen(review.now):
        assert sweep.raise_recusals() == 0
    for expected in (["minister"], ["xcw"], ["xcw"]):
        review.after(8)
        with clock.frozen(review.now):
            sweep.raise_recusals()
        assert deciding(review) == expected
    with pytest.raises(Refused):
        decided(review, "dm_org", "legal")
    decided(review, "xcw", "legal", granted=False)
    told = [line.entry.event.kind for line in history.of(review.case)]
    assert told.count("act.raise_recusal") == 2 and verify(review.case.uid).ok


def test_the_decision_outlasts_the_stage_and_ends_with_the_case(review):
    asked(review, "legal").ripe("confirm_compliance").move("confirm_compliance", "legal_b", opinion=OPINION)
    assert "dm_org" in deciding(review)
    decided(review, "dm_org", "legal")
    assert deciding(review) == []


def test_a_case_that_ended_asks_nobody_any_more(walk):
    walk.submit()
    asked(walk, "office_clk").move("withdraw_proposal", "zz_head")
    assert walk.case.stage == "withdrawn" and deciding(walk) == []


@pytest.mark.parametrize(
    ("by", "whom", "reason", "why"),
    [
        ("zz_head", "legal", "关系不清", "至少 10 个字"),
        ("zz_head", "gw_head", WHY, "从列表中选择"),
        ("gw_head", "legal", WHY, "不由你办理|没有"),
    ],
)
def test_what_is_applied_for_without_ground_is_refused(review, by, whom, reason, why):
    with pytest.raises((Refused, NotFound)) as refused:
        asked(review, whom, by=by, reason=reason)
    assert refused.type is NotFound or any(part in refused.value.why for part in why.split("|"))
    assert deciding(review) == [] and not Flag.objects.exists()


def test_the_same_person_is_not_challenged_twice(review):
    decided(asked(review, "legal"), "dm_org", "legal", granted=False)
    with pytest.raises(Refused, match="已经提出过"):
        asked(review, "legal", by="zz_head")


def test_one_may_ask_to_be_recused_oneself(review):
    asked(review, "legal", by="legal", reason="本人配偶在呈报科室任职，申请回避。")
    decided(review, "dm_org", "legal")
    assert working(review) == ["legal_b"]


def test_it_is_asked_in_the_inbox_and_done_on_the_page(client, review):
    asked(review, "legal")
    boss = review.people["dm_org"]
    with clock.frozen(review.now):
        assert policy.may_see(boss, review.case) and inbox.count(boss) == 1
        client.force_login(boss)
        assert "决定回避申请" in client.get(reverse("web:inbox")).content.decode()
        page = client.get(reverse("web:case", args=[review.case.uid])).content.decode()
        assert WHY in page and "同意回避" in page
        url = reverse("web:act", args=[review.case.uid, "decide_recusal"])
        data = {"person": review.people["legal"].pk, "granted": "1", "reason": "情况属实。", "substitute": ""}
        assert client.post(url, data).status_code == 302
        client.force_login(review.people["legal"])
        page = client.get(reverse("web:case", args=[review.case.uid])).content.decode()
        assert reverse("web:move", args=[review.case.uid, "confirm_compliance"]) not in page
    assert working(review) == ["legal_b"]


def test_the_challenged_person_reads_why_nothing_can_be_done(client, review):
    asked(review, "legal")
    with clock.frozen(review.now + timedelta(minutes=1)):
        client.force_login(review.people["legal"])
        assert "有人申请你回避" in client.get(reverse("web:case", args=[review.case.uid])).content.decode()


def test_who_has_voted_is_not_challenged_any_more(walk):
    walk.to_vote().meeting(days=9).on(walk.sitting.starts_at).came().act("start_vote", "sec_rec").ballot("dm_tal")
    with pytest.raises(Refused, match="已经表决"):
        asked(walk, "dm_tal")
    assert deciding(walk) == []


def test_who_is_recused_sits_in_no_later_meeting(walk):
    walk.submit()
    asked(walk, "office_clk")
    decided(walk, "dm_org", "office_clk")
    walk.move("accept", "zz_clk").on(walk.now)
    walk.after(2).move("pass_precheck", "zz_clk", chair=walk.people["rc_head"], chair_declared=True)
    start = walk.now + timedelta(days=9)
    seats = [{"person": walk.people[name].pk, "group": "veterans"} for name in ("office_clk", "expert1")]
    walk.act("convene", "zz_clk", kind="hearing", starts_at=start, place="三楼会议室", seats=seats)
    assert walk.seat("office_clk").recused and not walk.seat("expert1").recused
