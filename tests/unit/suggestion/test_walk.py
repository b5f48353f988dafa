"""A suggestion's ways from registration to its ends, walked by real moves."""

from datetime import timedelta

import pytest

from ledger.models import Event, Salt
from ledger.verify import verify
from people import clock
from policy import rules as policy
from processes.suggestion.models import Suggestion
from tests.unit.suggestion.conftest import (
    CONTENT,
    DECLINED,
    REPLY,
    assigned,
    drafted,
    registered,
    replied,
    step,
    triaged,
)
from workflows import moves
from workflows.errors import NotFound, Refused
from workflows.models import Link, Outbox, Participant, WorkItem

pytestmark = pytest.mark.django_db


def told(topic):
    return [row.recipients for row in Outbox.objects.filter(topic=topic)]


def waiting(case):
    return sorted(WorkItem.objects.filter(process=case, status="ASSIGNED").values_list("owner__username", "role"))


def test_an_adopted_suggestion_walks_to_its_verified_effect(world):
    case = step(replied(world), "adopt_track", world.head, onward="innovation_hearing")
    assert case.stage == "tracking" and case.adopted_by_id == world.zzk.pk
    link = Link.objects.get(source=case)
    assert link.kind == "L1" and (link.target_id or link.intended == "innovation_hearing")
    if link.target_id:
        with pytest.raises(Refused, match="还没有办结"):
            moves.move(case, "verify_adoption", by=world.office_head, effect="三个乡镇已经建账，面积补齐一成。")
    else:
        step(case, "verify_adoption", world.office_head, effect="三个乡镇已经建账，面积补齐一成。")
        assert case.stage == "closed" and told("suggestion.effect") == [[world.citizen.pk]]
    assert verify(case.uid).ok


def test_the_number_is_taken_at_registration_and_the_submitter_sees_the_case(world):
    case = registered(world, by=world.office, submitter=world.citizen)
    assert case.number.startswith("建〔") and Participant.objects.filter(case=case, person=world.citizen).exists()
    assert policy.may_see(world.citizen, case) and not policy.may_see(world.stranger, case)


def test_the_submitter_hears_that_it_was_received_with_its_number(world):
    case = triaged(world)
    assert told("suggestion.received") == [[world.citizen.pk]] and Outbox.objects.filter(number=case.number).exists()


def test_deadlines_are_those_of_the_specification(world):
    case = registered(world)
    terms = {
        m.name: (m.term.n, m.term.unit, m.term.start) for f in case.rules.stages.values() for m in f.moves if m.term
    }
    assert terms == {
        "classify": (5, "wd", "registered"), "route_report": (2, "wd", "registered"),
        "refuse_intake": (5, "wd", "registered"), "assign": (3, "wd", "triaged"),
        "raise_objection": (5, "wd", "assigned"),
        "draft_reply": (15, "wd", "assigned"), "send_back": (3, "wd", "drafted"), "approve_reply": (5, "wd", "drafted"),
        "close": (10, "wd", "replied"), "rebut": (10, "wd", "replied"), "verify_adoption": (12, "m", "replied"),
    }  # fmt: skip


def test_an_aspect_of_another_category_is_refused(world):
    with pytest.raises(Refused, match="不属于所选类别"):
        moves.move(registered(world), "classify", by=world.office, category="cat_cadre", aspect="venues")


def test_a_number_of_a_person_must_be_masked_first(world):
    case = registered(world, content=CONTENT + "联系人身份证 532123198001011234")
    with pytest.raises(Refused, match="身份证号"):
        moves.move(case, "classify", by=world.office, category="cat_grassroots", aspect="venues")
    moves.act(case, "mask_personal", by=world.office)
    assert "532*************34" in Suggestion.objects.get(pk=case.pk).content
    assert step(case, "classify", world.office, category="cat_grassroots", aspect="venues").stage == "triaged"


def test_what_is_not_in_remit_is_refused_by_the_offices_head_with_a_reason(world):
    case = registered(world)
    with pytest.raises(Refused, match="理由"):
        moves.move(case, "refuse_intake", by=world.office_head, ground="remit")
    step(case, "refuse_intake", world.office_head, ground="remit", reason="道路维修由交通部门负责，已告知办理途径。")
    assert case.stage == "invalid" and told("suggestion.not_taken") == [[world.citizen.pk]]


def test_a_head_of_a_section_does_not_take_in(world):
    case = registered(world)
    with pytest.raises(NotFound):
        moves.move(case, "refuse_intake", by=world.head, ground="remit", reason="不属于本部门职责范围之内。")


def test_identity_and_content_never_stand_in_an_event_in_clear(world):
    case = registered(world, by=world.office, submitter_name="王小明", contact="山前村3组")
    bodies = "".join(Event.objects.filter(uid=case.uid).values_list("body", flat=True))
    assert "王小明" not in bodies and "山前村" not in bodies and "台账" not in bodies
    assert Salt.objects.filter(uid=case.uid, name="submitter_name").exists()
    assert "王小明" not in str(case.summary())
    assert case.knows_identity(world.office) and not case.knows_identity(world.head)


def test_acts_of_the_submitter_stand_in_the_history_without_the_name(world):
    case = replied(world)
    moves.act(case, "rate_reply", by=world.citizen, satisfaction=3)
    step(case, "rebut", world.citizen, facts="村里去年已腾出旧校舍，只需要修缮经费。")
    names = list(Event.objects.filter(uid=case.uid, actor_id=world.citizen.pk).values_list("actor_name", flat=True))
    assert names == ["建议人"] * 3 and verify(case.uid).ok
    assert Salt.objects.filter(uid=case.uid, name="actor_name").count() == 3
    world.citizen.refresh_from_db()
    assert world.citizen.name == "citizen"


def test_nobody_is_anonymous_with_an_account_of_their_own(world):
    with pytest.raises(Refused, match="不能匿名"):
        registered(world, submitter_kind="anonymous")
    assert registered(world, by=world.office, submitter_kind="anonymous").submitter_id is None


def test_a_section_without_a_clerk_gets_no_work(world):
    case = triaged(world)
    with pytest.raises(Refused, match="另选科室"):
        moves.move(case, "assign", by=world.office, unit=world.stranger.unit_id)


def test_the_second_objection_is_decided_by_a_deputy_minister(world):
    case = assigned(world)
    step(case, "raise_objection", world.head, reason="经费由人才科管理，应由人才科承办。")
    assert {role for _who, role in waiting(case)} == {"office"}
    step(case, "assign", world.office, unit=world.rck.pk)
    step(case, "raise_objection", world.rc_head, reason="场所建设不属于人才工作的范围。")
    assert waiting(case) == [("deputy", "deputy_minister")]
    with pytest.raises(Refused, match="分管副部长"):
        moves.move(case, "assign", by=world.office, unit=world.zzk.pk)
    step(case, "assign", world.deputy, unit=world.zzk.pk)
    with pytest.raises(Refused, match="分管副部长决定"):
        moves.move(case, "raise_objection", by=world.head, reason="仍然认为应由人才科承办。")


def test_an_objection_after_five_working_days_is_too_late(world):
    case = assigned(world)
    with clock.frozen(clock.now() + timedelta(days=20)), pytest.raises(Refused, match="已过期限"):
        moves.move(case, "raise_objection", by=world.head, reason="经费由人才科管理，应由人才科承办。")


def test_a_reply_too_short_or_without_reason_is_not_handed_in(world):
    case = assigned(world)
    for answers in ({"reply_text": "知道了。"}, {"disposition_reason": "好"}, {"disposition": "not_suggestion"}):
        given = {
            "disposition": "adopt",
            "reply_text": REPLY,
            "disposition_reason": "做法可行，已有经费安排。",
        } | answers
        with pytest.raises(Refused, match="没有送审"):
            moves.move(case, "draft_reply", by=world.clerk, **given)


def test_what_is_too_long_or_too_short_is_refused_at_the_door_too(world):
    with pytest.raises(Refused, match="预期效果"):
        registered(world, expected_effect="好" * 501)
    with pytest.raises(Refused, match="没有签发"):
        moves.move(drafted(world), "approve_reply", by=world.head, reply_text="知道了。")


def test_declining_needs_the_head_and_then_a_deputy_minister(world):
    case = drafted(world, "decline", DECLINED)
    with pytest.raises(Refused, match="同意不采纳"):
        moves.move(case, "approve_reply", by=world.head)
    moves.act(case, "concur_decline", by=world.head)
    assert waiting(case) == [("deputy", "deputy_minister")]
    with pytest.raises(Refused, match="分管副部长审签"):
        moves.move(case, "approve_reply", by=world.head)
    step(case, "approve_reply", world.deputy)
    assert case.stage == "replied" and waiting(case) == [("office", "office")]
    assert step(case, "close", world.office).stage == "closed"


def test_a_deputy_minister_does_not_sign_what_is_adopted(world):
    case = drafted(world)
    with pytest.raises(Refused):
        moves.move(case, "approve_reply", by=world.deputy)


def test_a_draft_goes_back_three_times_at_most(world):
    case = drafted(world)
    for _n in range(3):
        step(case, "send_back", world.head, reason="答复没有写明完成时限，请补充。")
        drafted(world, case=case)
    with pytest.raises(Refused, match="三次"):
        moves.move(case, "send_back", by=world.head, reason="答复没有写明完成时限，请补充。")


def test_an_adopted_one_closes_only_after_the_time_for_a_rebuttal(world):
    case = replied(world)
    with pytest.raises(Refused, match="还不能办结"):
        moves.move(case, "close", by=world.office)


def test_a_rebuttal_is_studied_by_another_clerk_and_comes_once(world):
    other = world.rc_clerk
    case = step(replied(world), "rebut", world.citizen, facts="村里去年已腾出旧校舍，只需要修缮经费。")
    assert ("zz_clerk", "clerk@owner_unit") not in waiting(case)
    assert waiting(case) == [("office", "clerk@owner_unit")] and other.username not in str(waiting(case))
    with pytest.raises((Refused, NotFound)):
        drafted(world, case=case)
    drafted(world, case=case, by=world.office)
    step(case, "approve_reply", world.head)
    with pytest.raises(Refused, match="只能提一次"):
        moves.move(case, "rebut", by=world.citizen, facts="村里去年已腾出旧校舍，只需要修缮经费。")


def test_only_the_submitter_rebuts(world):
    with pytest.raises(Refused):
        moves.move(replied(world), "rebut", by=world.clerk, facts="村里去年已腾出旧校舍，只需要修缮经费。")


def test_merged_suggestions_get_the_reply_of_the_master(world):
    master, child = assigned(world), triaged(world, by=world.office, submitter=world.citizen)
    step(child, "merge", world.office, master=master.pk)
    assert child.stage == "merged"
    step(drafted(world, case=master), "approve_reply", world.head)
    child.refresh_from_db()
    assert child.reply_text == REPLY and child.disposition == "adopt" and verify(child.uid).ok
    assert Event.objects.filter(uid=child.uid, kind="act.receive_reply").count() == 1
    assert Outbox.objects.filter(uid=child.uid, topic="suggestion.replied").count() == 1


def test_merging_into_an_answered_one_answers_at_once(world):
    master, child = replied(world), triaged(world, by=world.office)
    step(child, "merge", world.office, master=master.pk)
    assert child.reply_text == REPLY and child.replied_at


def test_a_case_is_not_merged_into_itself_or_one_that_ended(world):
    case, gone = triaged(world), triaged(world)
    step(gone, "merge", world.office, master=case.pk)
    for master in (case.pk, None, gone.pk):
        with pytest.raises(Refused, match="没有并案"):
            moves.move(case, "merge", by=world.office, master=master)


def test_nearly_the_same_words_are_shown_as_similar(world):
    registered(world, content="完全另一回事：建议在乡镇设立人才服务窗口，集中办理落户和入学。")
    first = registered(world)
    second = registered(world, content=CONTENT.replace("分三年", "分四年"))
    assert [like.pk for like in second.similar] == [first.pk]
    step(second, "classify", world.office, category="cat_grassroots", aspect="venues", similar_to=first.pk)
    assert second.similar_group_id == first.pk


def test_the_submitter_rates_the_reply(world):
    case = replied(world)
    moves.act(case, "rate_reply", by=world.citizen, satisfaction=4)
    case.refresh_from_db()
    assert case.satisfaction == 4
    with pytest.raises(Refused):
        moves.act(case, "rate_reply", by=world.clerk, satisfaction=4)


@pytest.mark.parametrize("onward", ["innovation_hearing", "task_project"])
def test_what_goes_on_carries_the_words_and_not_the_person(world, onward):
    case = drafted(world, case=assigned(world, by=world.office, submitter_name="王小明"))
    step(case, "approve_reply", world.head)
    step(case, "adopt_track", world.head, onward=onward)
    link = Link.objects.get(source=case)
    if link.target_id:
        told = "".join(Event.objects.filter(uid=link.target.uid).values_list("body", flat=True))
        assert link.target.kind == onward and "王小明" not in told and link.target.title == case.title
    else:
        assert link.intended == onward
