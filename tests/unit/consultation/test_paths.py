"""Every path of a consultation, from the request to each of its ends."""

from datetime import timedelta

import pytest

from ledger.verify import verify
from people import clock
from processes.consultation import table
from processes.consultation.walk import SYMPTOMS
from workflows import moves, testing
from workflows.errors import Refused, TooLate
from workflows.models import Case, Link, Outbox, WorkItem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REASON = "同类问题上季度已经会诊，请先落实对策。"


def test_the_folder_is_sound():
    testing.sound("consultation")


def test_the_whole_way_from_request_to_cure(walk, work):
    walk.to_following()
    projects = Case.objects.filter(kind="task_project").exclude(pk=work.pk).order_by("pk")
    assert [p.own.metric for p in projects] == ["月均使用次数不少于六次", "交接清单覆盖全部站点"]
    assert {p.own.source for p in projects} == {"会诊对策"}
    walk.follow().outcome()
    with pytest.raises(Refused, match="还有 2 条对策没有完成"):
        walk.move("cure", "sup_clk", outcome_note="按年更新设备、交接有清单，月均使用超过六次。")
    Case.objects.filter(pk__in=projects).update(stage="done", status="DONE")
    with pytest.raises(Refused, match="还没有确认：承办单位"):
        walk.move("cure", "sup_clk", outcome_note="按年更新设备、交接有清单，月均使用超过六次。")
    walk.confirmed().move("cure", "sup_clk", outcome_note="按年更新设备、交接有清单，月均使用超过六次。")
    case = walk.case
    assert (case.stage, case.number, case.round) == ("cured", "诊〔2026〕0001号", 1)
    assert verify(case.uid).ok and not WorkItem.objects.filter(process=case, status="ASSIGNED").exists()


def test_links_stand_at_both_ends_with_their_reason(walk, work):
    walk.to_following()
    found = {(link.kind, link.target.kind, link.reason) for link in Link.objects.filter(source=walk.case)}
    assert ("work", "task_project", "对这项工作会诊") in found
    assert ("L10", "task_project", "会诊对策：建立站点管理员AB角和移交清单") in found
    assert work.links_in.filter(source=walk.case).exists()


def test_a_request_is_declined_with_a_reason_and_comes_again_only_with_new_facts(walk):
    with pytest.raises(Refused, match="理由"):
        walk.move("decline", "dm_exec")
    walk.move("decline", "dm_exec", reason=REASON)
    told = Outbox.objects.filter(uid=walk.case.uid, topic="consultation.declined").get()
    assert told.recipients == [walk.case.opened_by_id] and told.data["reason"] == REASON
    with pytest.raises(Refused, match="新的事实"):
        walk.move("reopen_request", "dy_head", new_facts="请再研究")
    facts = "本月又有三十个站点停用，上季度定的对策没有一条涉及经费。"
    walk.move("reopen_request", "dy_head", new_facts=facts)
    assert walk.case.stage == "requested" and walk.case.status == "NEW"
    walk.move("decline", "dm_exec", reason=REASON)
    with pytest.raises(Refused, match="与上次相同"):
        walk.move("reopen_request", "dy_head", new_facts=facts)


def test_withdrawn_until_the_session_and_not_after(people, walk, work):
    walk.gathered().move("withdraw_request", "dy_head", reason="问题已经解决，不再需要会诊。")
    assert walk.case.stage == "withdrawn" and walk.sitting.state == "adjourned"
    other = type(walk)(people, walk.now, work_ref=work).to_session()
    with pytest.raises(TooLate):
        other.move("withdraw_request", "dy_head", reason="问题已经解决，不再需要会诊。")


def test_the_unit_describes_itself_and_more_may_be_asked(walk):
    walk.approve().prepare()
    items = WorkItem.objects.filter(process=walk.case, owner=walk.people["dy_head"], status="ASSIGNED")
    assert items.get().due is not None
    with pytest.raises(Refused, match="50 至 3000 字"):
        walk.act("describe_self", "dy_head", text="设备旧")
    walk.describe()
    assert not items.exists()
    walk.call().serve().confirm().begin().opinions("expert1")
    walk.move("ask_more_info", "chair_b", items="近三年设备经费明细")
    assert walk.case.stage == "gathering" and walk.sitting.state == "adjourned" and items.exists()
    walk.describe().call().serve().confirm().begin().opinions()
    assert walk.case.revealed_at


def test_sent_back_twice_at_most(walk):
    walk.to_opinion()
    for _turn in range(2):
        walk.move("send_back", "dm_exec", reason="对策没有触及经费来源，请再会诊。")
        with pytest.raises(Refused, match="还没有开会诊会"):
            walk.conclude()
        walk.call().serve().confirm().begin().opinions().fill(measures=walk.measures()).sign().conclude()
    with pytest.raises(Refused, match="已两次退回"):
        walk.move("send_back", "dm_exec", reason="对策没有触及经费来源，请再会诊。")


def test_a_missed_metric_leads_to_a_second_round_and_then_to_the_county(walk):
    walk.to_following().outcome(reached=False)
    with pytest.raises(Refused, match="最短期限未满"):
        walk.move("relapse", "sup_clk", reason="月均使用仍不足四次，未达到指标。")
    with pytest.raises(Refused, match="只会诊了一轮|最短期限未满"):
        walk.move("escalate_to_county", "dm_exec", report="两轮" * 30)
    walk.missed().move("relapse", "sup_clk", reason="月均使用仍不足四次，未达到指标。")
    case = walk.case
    assert (case.stage, case.round, len(case.earlier_rounds)) == ("session", 2, 1)
    assert case.earlier_rounds[0]["measures"][0]["ruling"] == "accepted" and "ruling" not in case.measures[0]
    walk.another_session().decide().after(1).move("track", "sup_clk").missed()
    with pytest.raises(Refused, match="已会诊两轮"):
        walk.move("relapse", "sup_clk", reason="月均使用仍不足四次，未达到指标。")
    report = "两轮会诊均未见效：第一轮经费未落实，第二轮管理员编制未落实，单靠本部门无法解决，建议县委研究经费和编制。"
    with pytest.raises(Refused, match="没有证据"):
        walk.move("escalate_to_county", "dm_exec", report=report, precheck=True, evidence="有")
    evidence = "乡镇三次书面反映未落实，附回执编号和日期。"
    walk.move("escalate_to_county", "dm_exec", report=report, precheck=True, evidence=evidence)
    assert walk.case.stage == "unresolved" and evidence in walk.case.escalation_report
    assert Link.objects.get(source=walk.case, kind="P06").intended == "accountability"
    assert Outbox.objects.filter(uid=walk.case.uid, topic="consultation.reported").exists()


def test_followed_work_is_at_risk_before_its_date(walk):
    walk.to_following()
    with clock.frozen(walk.now):
        assert walk.case.at_risk() == ""
    walk.outcome(reached=False)
    with clock.frozen(walk.now):
        assert "有 2 条对策的效果指标没有达到" in walk.case.at_risk()
    walk.on(table.day(walk.case.measures[0]["due"]) + timedelta(1)).outcome(done=False)
    with clock.frozen(walk.now):
        assert "有 2 条对策到期没有完成" in walk.case.at_risk()


def test_no_proposal_of_blame_without_the_box_and_its_evidence(walk):
    walk.to_following().missed().move("relapse", "sup_clk", reason="月均使用仍不足四次，未达到指标。")
    walk.another_session().decide().after(1).move("track", "sup_clk").missed()
    walk.move("escalate_to_county", "dm_exec", report="两轮会诊均未见效，请县委研究经费和编制。" * 4)
    assert not Link.objects.filter(source=walk.case, kind="P06").exists()


def test_an_urgent_consultation_is_convened_in_five_working_days(people, walk, work):
    urgent = type(walk)(people, walk.now, work_ref=work, urgency="urgent").approve().prepare()
    walk.approve().prepare()
    assert timedelta(5) <= walk.case.due - urgent.case.due <= timedelta(9)


def test_another_process_opens_one_by_its_code(people, work):
    said = {"title": "整改三次未通过", "trigger": "inspection_finding", "symptoms": "整改三次核查都没有通过。"}
    by, unit = people["jy_head"], work.owner_unit
    case = moves.open_case("consultation", licensed=True, by=by, unit=unit, work_ref=work, **said)
    with pytest.raises(Refused, match="症状须为 50 至 2000 字"):
        moves.move(case, "approve", by=people["dm_exec"], chair=people["chair_b"], officer=people["co_c"])
    assert case.stage == "requested" and case.task_set.filter(owner=people["jy_head"], role="opened_by").exists()
    moves.act(case, "edit", by=people["jy_head"], symptoms=SYMPTOMS)
    moves.move(case, "approve", by=people["dm_exec"], chair=people["chair_b"], officer=people["co_c"])
    assert not case.task_set.filter(owner=people["jy_head"], status="ASSIGNED").exists()


def test_only_the_right_people_take_a_step(walk):
    for who in ("dy_head", "sup_clk", "sysadm", "auditor"):
        with pytest.raises(Refused):
            walk.move("approve", who, chair=walk.people["chair_b"], officer=walk.people["co_c"])
    walk.to_opinion()
    with pytest.raises(Refused):
        walk.move("decide", "chair_b", rulings=walk.rulings(), metric_due=walk.now.date() + timedelta(90))
