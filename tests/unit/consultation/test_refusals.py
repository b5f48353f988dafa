"""What people really get wrong, and the sentence that says how to go on."""

from datetime import timedelta

import pytest

from people.models import Conflict, User
from processes.consultation.forms import FORMS
from processes.consultation.walk import PANEL, SYMPTOMS, Walk
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
OPEN = {
    "title": "站点利用率低会诊", "work_ref": "立〔2026〕0015号", "trigger": "red_light", "urgency": "normal",
    "symptoms": SYMPTOMS,
}  # fmt: skip


def form(name, data, **more):
    found = FORMS[name](data, **more)
    found.is_valid()
    return {field: " ".join(said) for field, said in found.errors.items()}


def request(people, **said):
    return form("open", OPEN | {"unit": people["dy_head"].unit_id} | said, by=people["sup_clk"])


def test_a_good_request_is_taken(people, work):
    assert request(people) == {}


def test_short_symptoms_say_how_long_they_are(people, work):
    assert "至少 50 字，现有 4 字" in request(people, symptoms="设备很旧")["symptoms"]


def test_a_number_with_a_typing_error_or_unseen_is_not_found(people, work):
    assert "没有找到编号为“立〔2026〕9915号”" in request(people, work_ref="立〔2026〕9915号")["work_ref"]
    stranger = form("open", OPEN | {"unit": people["dy_head"].unit_id}, by=people["gb_clk"])
    assert "没有找到" in stranger["work_ref"]
    assert request(people, work_ref=" 立〔2026〕0015号 ") == {}


def test_the_session_needs_five_people_of_three_groups(walk):
    walk.approve().prepare()
    walk.panel = PANEL[:4]
    walk.call(seats=[]).serve().confirm().on(walk.sitting.starts_at).came()
    with pytest.raises(Refused, match="确认参加的有 4 人、4 类，会诊须 5 人、3 类以上"):
        walk.move("convene", "chair_b", opinions_until=walk.until())
    walk.panel = tuple((name, "experts") for name, _group in PANEL)
    walk.call(seats=[]).serve().confirm().on(walk.sitting.starts_at).came()
    with pytest.raises(Refused, match="6 人、1 类"):
        walk.move("convene", "chair_b", opinions_until=walk.until())


def test_who_did_not_confirm_does_not_count(walk):
    walk.approve().prepare().call(seats=[]).serve()
    for name, _group in PANEL[:4]:
        walk.act("confirm_seat", name, coming=True)
    walk.act("confirm_seat", "delegate", coming=False, note="外出开会")
    walk.on(walk.sitting.starts_at).came()
    with pytest.raises(Refused, match="确认参加的有 4 人"):
        walk.move("convene", "chair_b", opinions_until=walk.until())


def test_the_pack_is_served_two_working_days_before(walk):
    walk.approve().prepare()
    with pytest.raises(Refused, match="2 个工作日送达"):
        walk.call(days=1)
    walk.call(days=4).confirm().after(3)
    with pytest.raises(Refused, match="最早可安排在"):
        walk.serve()
    walk.on(walk.sitting.starts_at).came()
    with pytest.raises(Refused, match="还没有送达材料"):
        walk.move("convene", "chair_b", opinions_until=walk.until())


def test_nobody_begins_before_the_day_or_without_attendance(walk):
    walk.gathered()
    walk.on(walk.sitting.starts_at - timedelta(1)).came()
    with pytest.raises(Refused, match="没有开始。需要提前的，请重新安排"):
        walk.move("convene", "chair_b", opinions_until=walk.until())
    walk.on(walk.sitting.starts_at).came(*[name for name, _group in PANEL])
    with pytest.raises(Refused, match="到会的会诊人有 1 人"):
        walk.move("convene", "chair_b", opinions_until=walk.until())


def test_opinions_are_not_awaited_for_weeks_nor_in_the_past(walk):
    walk.gathered().on(walk.sitting.starts_at).came()
    for until in (walk.now + timedelta(20), walk.now - timedelta(1)):
        with pytest.raises(Refused, match="截止时间"):
            walk.move("convene", "chair_b", opinions_until=until)


def test_kin_of_the_owner_are_recused_from_the_panel_and_do_not_preside(people, walk, work):
    today = walk.now.date().replace(month=1, day=1)
    for name in ("gb_clk", "chair_b", "dm_exec"):
        Conflict.objects.create(person=people[name], other=people["dy_head"], kind="family", since=today)
    with pytest.raises(Refused, match="利害关系，应当回避"):
        walk.approve()
    walk.deputy = "dm_org"
    with pytest.raises(Refused, match="另选主持人"):
        walk.approve()
    walk.chair = "rc_head"
    walk.approve().prepare().call()
    place = walk.sitting.seats.get(person=people["gb_clk"])
    assert place.recused and "利害关系" in place.interest
    assert people["gb_clk"].pk not in walk.case.named("panelist")


def test_a_declared_interest_is_looked_at_before_the_session(walk):
    walk.approve().prepare().call().serve()
    walk.act("confirm_seat", "expert1", coming=True, interest="曾为站点供货单位做过评审")
    for name, _group in PANEL:
        if name != "expert1":
            walk.act("confirm_seat", name, coming=True)
    for row in walk.seats(person=None):
        walk.act("note_reply", "co_c", seat=row.pk, coming=True, note="电话确认，无利害关系")
    walk.on(walk.sitting.starts_at).came()
    with pytest.raises(Refused, match="还没有确认是否回避"):
        walk.move("convene", "chair_b", opinions_until=walk.until())
    walk.move("convene", "chair_b", opinions_until=walk.until(), interests_checked=True)
    assert walk.case.stage == "session"


def test_an_incomplete_table_says_which_row(walk):
    walk.to_session().opinions()
    rows = walk.measures()
    with pytest.raises(Refused, match="期限请写成"):
        walk.fill(measures=[rows[0] | {"due": "明年三月"}])
    walk.fill(measures=[rows[0], rows[1] | {"owner": "", "metric": ""}]).sign()
    with pytest.raises(Refused, match="对策第 2 行还没有写清"):
        walk.conclude()
    walk.fill(measures=[rows[0] | {"due": walk.now.date().isoformat()}, rows[1]])
    with pytest.raises(Refused, match="对策第 1 行的完成期限"):
        walk.conclude()
    walk.fill(measures=rows, causes=[{"cause": "设备旧了没人管", "kind": "", "confidence": "high"}])
    with pytest.raises(Refused, match="原因第 1 行"):
        walk.conclude()


def test_dissent_is_kept_and_cannot_be_denied(walk):
    walk.to_session().opinions().fill().sign()
    walk.act("note_dissent", "retired1", text="主题教育不宜过长，建议半年小结后再定。")
    with pytest.raises(Refused, match="不能写“没有不同意见”"):
        walk.conclude("none")
    with pytest.raises(Refused, match="还没有说明"):
        walk.conclude("")
    walk.conclude("noted")
    assert walk.case.dissent[0]["text"].startswith("主题教育")


def test_everybody_signs_or_the_refusal_is_noted(walk):
    walk.to_session().opinions().fill()
    with pytest.raises(Refused, match="会诊记录还没有写"):
        walk.conclude()
    walk.act("record", "co_c", minutes="承办单位介绍情况，参加人逐条讨论后形成原因和对策。", opinions=[])
    with pytest.raises(Refused, match="还没有在会诊记录上签字"):
        walk.conclude()


def test_each_measure_is_decided_with_a_reason(walk):
    walk.to_opinion()
    until = walk.now.date() + timedelta(120)
    answers = {"metric_due": until}
    with pytest.raises(Refused, match="共有 2 条对策，只决定了 1 条"):
        walk.move("decide", "dm_exec", rulings=[{"ruling": "accepted"}], **answers)
    with pytest.raises(Refused, match="第 2 条修改或不采纳，须写明理由"):
        walk.move("decide", "dm_exec", rulings=[{"ruling": "accepted"}, {"ruling": "declined"}], **answers)
    with pytest.raises(Refused, match="却没有写改了什么"):
        changed = {"ruling": "changed", "reason": "分两年完成"}
        walk.move("decide", "dm_exec", rulings=[changed, {"ruling": "accepted"}], **answers)
    with pytest.raises(Refused, match="没有采纳任何对策"):
        walk.move("decide", "dm_exec", rulings=[{"ruling": "declined", "reason": "条件不成熟"}] * 2, **answers)
    with pytest.raises(Refused, match="问效日期不能早于"):
        walk.move("decide", "dm_exec", rulings=walk.rulings(), metric_due=walk.now.date() + timedelta(5))
    change = {"ruling": "changed", "reason": "经费只够两年", "content": "分两年更新设备"}
    walk.decide(change, {"ruling": "declined", "reason": "已有同类清单"})
    first, second = walk.case.measures
    assert first["final"]["content"] == "分两年更新设备" and first["content"].startswith("分三年")
    assert second["ruling"] == "declined" and not second.get("project")


def test_a_campaign_is_a_link_that_is_meant(walk):
    walk.to_opinion().decide({"way": "campaign"})
    assert walk.case.links_out.get(intended="campaign").kind == "L10"
    walk.after(1).move("track", "sup_clk")
    assert walk.case.stage == "following"


def test_the_requester_does_not_decide(people, walk, work):
    own = Walk(people, walk.now, by="dm_exec", work_ref=work, licensed=True)
    with pytest.raises(Refused, match="你是本次会诊的申请人"):
        own.approve()
    own.deputy = "dm_org"
    assert own.approve().case.stage == "approved"


def test_one_follow_up_a_month_and_none_ahead(walk):
    walk.to_following().follow()
    with pytest.raises(Refused, match="已经登记过"):
        walk.act("record_follow_up", "co_c", month=f"{walk.now:%Y-%m}", text="各项对策按月推进，继续跟踪。")
    with pytest.raises(Refused, match="月份不对"):
        walk.act("record_follow_up", "co_c", month="2027-01", text="各项对策按月推进，继续跟踪。")


def test_the_unit_or_requester_may_say_that_it_is_not_cured(people, walk, work):
    other = Walk(people, walk.now, by="zz_clk", work_ref=work)
    other.to_following({"way": "campaign"}, {"way": "campaign"})
    with pytest.raises(Refused, match="还没有登记各项指标达到"):
        other.act("confirm_cure", "dy_head", agree=True)
    other.outcome().act("confirm_cure", "dy_head", agree=True)
    with pytest.raises(Refused, match="还没有确认：申请人"):
        other.move("cure", "sup_clk", outcome_note="按年更新设备、交接有清单，月均使用超过六次。")
    with pytest.raises(Refused, match="还有什么问题"):
        other.act("confirm_cure", "zz_clk", agree=False)
    other.act("confirm_cure", "zz_clk", agree=False, text="松坡乡两个站点仍然打不开。")
    with pytest.raises(Refused, match="不同意办结"):
        other.move("cure", "sup_clk", outcome_note="按年更新设备、交接有清单，月均使用超过六次。")
    other.outcome().confirmed("dy_head", "zz_clk")
    assert (
        other.move("cure", "sup_clk", outcome_note="按年更新设备、交接有清单，月均使用超过六次。").case.stage == "cured"
    )


def test_persons_discussed_makes_it_restricted(people, walk, work):
    other = Walk(people, walk.now, work_ref=work, persons_discussed=True)
    assert other.case.classification == "restricted"
    assert walk.approve(persons_discussed=True).case.classification == "restricted"
    assert User.objects.filter(pk=walk.case.chair_id).exists()


def test_a_chair_whose_recusal_is_asked_for_rests_until_it_is_decided(people, walk):
    walk.gathered()
    reason = "主持人的近亲属在站点设备供货单位任职。"
    walk.act("apply_recusal", "dy_head", person=people["chair_b"].pk, reason=reason)
    walk.on(walk.sitting.starts_at).came()
    with pytest.raises(Refused, match="申请你回避"):
        walk.move("convene", "chair_b", opinions_until=walk.until())
    said = {"granted": True, "reason": "情况属实，应当回避。", "substitute": people["rc_head"].pk}
    walk.act("decide_recusal", "dm_org", person=people["chair_b"].pk, **said)
    assert walk.case.chair_id == people["rc_head"].pk
