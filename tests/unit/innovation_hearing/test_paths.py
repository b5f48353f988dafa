"""Every path of an innovation hearing, from draft to each of its ends."""

from datetime import timedelta

import pytest

from ledger.verify import verify
from people import clock
from people.models import Conflict, Unit
from processes.innovation_hearing import jobs
from processes.innovation_hearing.models import InnovationHearing
from processes.innovation_hearing.walk import TEXT, Walk, day
from workflows import registry
from workflows.errors import Refused, TooLate
from workflows.models import Link, WorkItem

pytestmark = pytest.mark.django_db
REASON = "材料和现有项目有重叠，请说明差别。"


def test_the_whole_way_from_draft_into_the_year_plan(walk):
    walk.to_publicity(dm_org=("reject", "汛期前不宜扩面。"))
    case = walk.case
    assert case.number == "创〔2026〕0001号" and case.stage == "publicity"
    assert case.vote_result["agreed"] == 6 and case.vote_result["dissent"][0]["opinion"] == "汛期前不宜扩面。"
    with pytest.raises(Refused, match="最短期限未满"):
        walk.after(3).move("confirm", "minister")
    walk.after(10).move("confirm", "minister")
    case = walk.case
    assert (case.stage, case.decision, case.status) == ("approved", "listed", "DONE")
    links = list(Link.objects.filter(source=case, kind="L3").order_by("pk"))
    assert [link.intended for link in links].count("inspection") == 4
    assert [link.target.stage for link in links if link.target and link.target.kind == "immunity"] == ["issued"]
    project = next(link for link in links if "立项" in link.reason)
    assert project.target.title == case.title if "task_project" in registry.KINDS else project.intended
    assert verify(case.uid).ok and not WorkItem.objects.filter(process=case, status="ASSIGNED").exists()


def test_an_incomplete_proposal_is_not_handed_in(walk):
    with pytest.raises(Refused, match="背景与问题|创新点"):
        walk.move("submit", "zz_head")
    walk.act("edit", "zz_head", **TEXT | {"milestones": TEXT["milestones"][:1]})
    with pytest.raises(Refused, match="里程碑至少两项"):
        walk.move("submit", "zz_head")
    walk.act("edit", "zz_head", milestones=TEXT["milestones"], exploratory=True)
    with pytest.raises(Refused, match="法律风险"):
        walk.move("submit", "zz_head")


def test_returned_three_times_at_most_and_the_number_stays(walk):
    walk.submit().precheck()
    for _turn in range(3):
        walk.move("send_back", "office_clk", items="补充经费测算依据", reason=REASON)
        walk.move("submit", "zz_head")
    assert walk.case.number == "创〔2026〕0001号" and walk.case.returns == 3
    with pytest.raises(Refused, match="已经退回三次"):
        walk.move("send_back", "office_clk", items="再补充", reason=REASON)


def test_withdrawn_before_it_is_taken_up_and_not_after(walk):
    walk.submit()
    with pytest.raises(Refused):
        walk.move("withdraw_proposal", "gw_head")
    walk.move("withdraw_proposal", "zz_head")
    assert walk.case.stage == "withdrawn"
    with pytest.raises(TooLate):
        walk.move("accept", "office_clk")


def test_a_proposal_with_nearly_the_same_title_is_shown_to_the_office(people, walk):
    walk.submit()
    twin = Walk(people, day("2026-03-09"), title="村级台账随变随改试行办法（二）").submit().precheck()
    assert twin.case.twins == [{"number": "创〔2026〕0001号", "title": "村级台账随变随改试行办法"}]


def test_the_chair_is_neither_from_the_section_nor_tied_to_it(people, walk):
    walk.submit().precheck()
    with pytest.raises(Refused, match="主持人名册"):
        walk.move("pass_precheck", "office_clk", chair=people["gw_head"], chair_declared=True)
    with pytest.raises(Refused, match="声明"):
        walk.move("pass_precheck", "office_clk", chair=people["rc_head"], chair_declared=False)
    Conflict.objects.create(
        person=people["rc_head"], other=people["zz_head"], kind="kin", note="近亲属", since=day("2026-01-01")
    )
    with pytest.raises(Refused, match="利害关系"):
        walk.move("pass_precheck", "office_clk", chair=people["rc_head"], chair_declared=True)
    own = Walk(people, day("2026-03-02"), head="rc_head", title="人才服务窗口改进").submit().precheck()
    with pytest.raises(Refused, match="呈报科室"):
        own.move("pass_precheck", "office_clk", chair=people["rc_head"], chair_declared=True)


def test_the_hearing_does_not_open_before_everything_is_there(walk):
    walk.submit().precheck().plan()
    with pytest.raises(Refused, match="还没有送达|还没有安排"):
        walk.move("open_hearing", "rc_head")
    with pytest.raises(Refused, match="最早可安排在"):
        walk.called(days=5)
    walk.called(days=9)
    with pytest.raises(Refused, match="最短期限未满"):
        walk.after(3).move("open_hearing", "rc_head")
    with pytest.raises(Refused, match="召开"):
        walk.on(walk.sitting.starts_at - timedelta(days=1)).came().move("open_hearing", "rc_head")
    with pytest.raises(Refused, match="类"):
        walk.on(walk.sitting.starts_at).came("t09_wy", "t05_wy", "retired1", "expert1").move("open_hearing", "rc_head")
    with pytest.raises(Refused, match="至少到"):
        walk.came("deputy_npc", "t05_wy", "cppcc").move("open_hearing", "rc_head")
    walk.came("t05_wy").move("open_hearing", "rc_head")
    assert walk.case.stage == "hearing" and walk.sitting.state == "open"


def test_a_hearing_put_off_keeps_its_notice_and_tells_everybody(walk):
    walk.to_hearing()
    later = walk.sitting.starts_at + timedelta(days=5)
    walk.move("reschedule", "office_clk", starts_at=later, reason="会议室另有安排，改在下周举行。")
    assert walk.case.stage == "hearing_plan" and walk.sitting.starts_at == later
    assert walk.hear().case.stage == "hearing"


def test_new_participants_start_the_notice_anew(walk):
    walk.to_hearing().after(8)
    with pytest.raises(Refused, match="最早可安排在"):
        seats = [{"name": name, "group": "public"} for name in ("甲", "乙", "丙", "丁")]
        walk.call(walk.now + timedelta(days=2), seats=seats)


def test_nobody_leaves_without_signature_or_noted_refusal(walk):
    walk.to_hearing().hear()
    with pytest.raises(Refused, match="还没有签字"):
        walk.move("close_hearing", "rc_head")
    walk.act("note_signature", "rc_head", seat=walk.seat("expert1").pk, refusal="认为笔录没有写全其意见。")
    for seat in walk.sitting.seats.filter(present=True, person__isnull=False, refusal="").select_related("person"):
        walk.act("sign_record", seat.person.username)
    walk.act("note_signature", "rc_head", seat=walk.sitting.seats.get(person=None).pk)
    walk.move("close_hearing", "rc_head")
    assert walk.sitting.state == "closed" and len(walk.sitting.minutes_hash) == 64


def test_an_adjourned_hearing_goes_on_with_the_same_people(walk):
    walk.to_hearing().hear()
    walk.move("adjourn", "rc_head", reason="专家要求补充数据，择日续会。")
    assert walk.case.stage == "hearing_plan" and walk.sitting.state == "adjourned"
    walk.after(1).call(walk.now + timedelta(days=1))
    walk.hear().sign().move("close_hearing", "rc_head")
    assert walk.case.stage == "synthesis" and walk.case.sittings.count() == 2


def test_every_opinion_is_answered_before_it_goes_on(walk):
    walk.to_hearing().synthesis()
    with pytest.raises(Refused, match="还有 1 条意见"):
        walk.move("submit_synthesis", "zz_head")
    opinion = walk.sitting.opinions.get()
    with pytest.raises(Refused, match="须写明理由"):
        walk.act("answer_opinions", "zz_head", answers={opinion.pk: {"adopted": "decline", "reason": ""}})
    walk.compliance()
    assert walk.case.stage == "compliance"


def test_the_review_takes_seven_working_days_and_wants_the_risk(walk):
    walk.to_hearing().synthesis().compliance()
    with pytest.raises(Refused, match="最短期限未满"):
        walk.after(3).move("confirm_compliance", "legal", opinion="符合有关规定，可以提交。")
    with pytest.raises(Refused, match="法律风险"):
        walk.after(11).move("confirm_compliance", "legal", opinion="符合有关规定，可以提交。", exploratory=True)
    walk.move("send_back_synthesis", "legal", reason="属探索性做法，请补写法律风险说明。")
    walk.act("edit", "zz_head", legal_risk_note="县级无明确规定，限定试点边界，随时可停。")
    walk.move("submit_synthesis", "zz_head")
    walk.after(14).move("confirm_compliance", "legal_b", opinion="符合有关规定，可以提交。", exploratory=True)
    assert walk.case.stage == "exec_vote" and walk.case.exploratory


def test_deferred_reports_again_or_lapses_by_hand(people, walk):
    against = dict.fromkeys(("dm_org", "dm_cadre", "dm_exec", "dm_tal"), ("defer", "经费还没有落实。"))
    walk.to_vote().meeting().vote(**against)
    with pytest.raises(Refused, match="表决结果不是"):
        walk.passed()
    with pytest.raises(Refused, match="再报日期"):
        walk.move("vote_defer", "sec_rec", resubmit_date=day("2027-05-01"), reason="经费没有落实，落实后再报。")
    walk.move("vote_defer", "sec_rec", resubmit_date=day("2026-06-01"), reason="经费没有落实，落实后再报。")
    with pytest.raises(Refused, match="最短期限未满"):
        walk.move("lapse", "dm_org")
    walk.after(20).move("resubmit", "zz_head", corrections="县财政已批复经费三万六千元，批文附后，其余不变。")
    assert walk.case.stage == "synthesis" and walk.case.due > walk.now


def test_deferred_lapses_after_three_months_unless_more_time_was_asked(walk):
    walk.to_vote().meeting().vote(**dict.fromkeys(("dm_org", "dm_cadre", "dm_exec", "dm_tal"), ("defer", "再议。")))
    walk.move("vote_defer", "sec_rec", resubmit_date=day("2026-06-01"), reason="经费没有落实，落实后再报。")
    until = walk.after(80).now.date() + timedelta(30)
    walk.act("ask_more_time", "zz_head", until=until, reason="财政批复还在办理之中。")
    with pytest.raises(Refused, match="还没有答复"):
        walk.after(20).move("lapse", "dm_org")
    walk.act("answer_more_time", "dm_org", granted=False, reason="已足够长，不再延期。")
    with clock.frozen(walk.now):
        jobs.remind()
    walk.fresh().move("lapse", "dm_org")
    assert walk.case.stage == "rejected" and walk.case.decision == "rejected"


def test_rejected_may_be_asked_again_once_with_new_facts_in_ten_working_days(walk):
    no = dict.fromkeys(("dm_org", "dm_cadre", "dm_exec", "dm_tal"), ("reject", "条件不成熟。"))
    walk.to_vote().meeting().vote(**no).move("vote_reject", "sec_rec", reason="多数成员认为条件还不成熟。")
    with pytest.raises(Refused, match="新的事实"):
        walk.move("ask_reconsideration", "zz_head", new_facts="请再考虑")
    facts = "县里已明确由财政专项保障，两个乡镇书面同意试行，文件附后。"
    walk.after(5).move("ask_reconsideration", "zz_head", new_facts=facts)
    with pytest.raises(Refused, match="表决还没有结果"):
        walk.move("vote_reject", "sec_rec", reason="沿用上一次的表决结果办理。")
    walk.meeting().vote(**no).move("vote_reject", "sec_rec", reason="多数成员仍认为条件还不成熟。")
    with pytest.raises(Refused, match="只能申请一次"):
        walk.move("ask_reconsideration", "zz_head", new_facts=facts)


def test_reconsideration_too_late_is_refused(walk):
    no = dict.fromkeys(("dm_org", "dm_cadre", "dm_exec", "dm_tal"), ("reject", "条件不成熟。"))
    walk.to_vote().meeting().vote(**no).move("vote_reject", "sec_rec", reason="多数成员认为条件还不成熟。")
    facts = "县里已明确由财政专项保障，两个乡镇书面同意试行。"
    with pytest.raises(Refused, match="已过期限"):
        walk.after(30).move("ask_reconsideration", "zz_head", new_facts=facts)


def test_an_upheld_objection_goes_back_to_the_meeting_for_a_new_vote(walk):
    walk.to_publicity()
    with pytest.raises(Refused, match="异议"):
        walk.move("uphold_objection", "office_clk", reason="有村干部提出异议，应重新审议。")
    walk.after(1).act("record_objection", "office_clk", source="松坡乡某村", text="试点名单没有经过村民会议讨论。")
    item = WorkItem.objects.get(process=walk.case, status="ASSIGNED", owner=walk.people["office_clk"])
    assert item.due is not None
    with pytest.raises(Refused, match="异议没有答复"):
        walk.after(12).move("confirm", "minister")
    found = {"number": 1, "finding": "经走访核实，确实没有讨论。", "upheld": True, "answer": "将重新审议。"}
    walk.act("answer_objection", "office_clk", **found)
    with pytest.raises(Refused, match="核实成立"):
        walk.move("confirm", "minister")
    walk.move("uphold_objection", "office_clk", reason="异议经核实成立，退回部务会。")
    with pytest.raises(Refused, match="表决还没有结果"):
        walk.passed()
    assert walk.meeting().vote().passed().after(16).move("confirm", "minister").case.stage == "approved"


def test_an_answered_objection_that_does_not_stand_lets_a_pilot_begin(walk):
    walk.to_publicity().act("record_objection", "office_clk", source="群众", text="担心个人信息被外泄出去。")
    found = {"number": 1, "finding": "权限只到村，导出须审批。", "upheld": False, "answer": "已说明。"}
    walk.act("answer_objection", "office_clk", **found)
    with pytest.raises(Refused, match="试点范围"):
        walk.after(12).move("confirm_pilot", "minister", pilot_scope="", pilot_until=day("2026-12-31"))
    walk.move("confirm_pilot", "minister", pilot_scope="城关镇、松坡乡各五个村", pilot_until=day("2026-12-31"))
    assert (walk.case.stage, walk.case.decision) == ("pilot", "pilot")
    assert Link.objects.filter(source=walk.case, intended="inspection").count() == 1


def test_the_proposing_head_who_is_a_member_does_not_vote(people):
    Unit.objects.get(code="GBK")
    walk = Walk(people, day("2026-03-02"), head="exec_gb", title="干部家访制度改进").to_vote().meeting()
    assert walk.seat("exec_gb").recused
    walk.vote()
    assert walk.case.signings.get().entitled == 6 and walk.case.signings.get().outcome == "pass"


def test_another_chair_takes_over_and_the_work_follows(people, walk):
    walk.submit().precheck().plan()
    walk.act("appoint_chair", "office_clk", chair=people["chair_b"], reason="原主持人因病请假")
    owners = WorkItem.objects.filter(process=walk.case, status="ASSIGNED", role="chair").values_list("owner", flat=True)
    assert list(owners) == [people["chair_b"].pk]
    walk.chair = "chair_b"
    assert walk.called().hear().case.stage == "hearing"


def test_a_suggestion_opens_a_draft_with_title_and_background_only(people):
    from workflows import moves

    head = people["zz_head"]
    given = {"unit": head.unit, "title": "一条建议", "background": "短"}
    case = moves.open_case("innovation_hearing", licensed=True, by=head, **given)
    assert InnovationHearing.objects.get(pk=case.pk).stage == "draft"
    assert WorkItem.objects.filter(process=case, owner=people["zz_head"], status="ASSIGNED").exists()
