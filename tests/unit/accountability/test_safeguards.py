"""The safeguards of §6 that live in accountability, each by its number: what is refused and what is not."""

from datetime import timedelta

import pytest

from people.models import Conflict
from processes.accountability import brackets
from processes.accountability.choices import Form, Object
from processes.accountability.walk import Walk
from tests.unit.accountability.conftest import START
from workflows import flags, papers, registry
from workflows.errors import NotFound, Refused
from workflows.papers.issuing import draw_up
from workflows.testing import restated

pytestmark = pytest.mark.django_db


def test_f01_nobody_with_a_tie_investigates_and_no_investigator_votes(walk, people):
    Conflict.objects.create(person=people["gj_inv1"], other=people["resp_a"], kind="kin", since=START)
    with pytest.raises(Refused, match="应当回避"):
        walk.approve()
    walk.team = ("gj_inv2", "gj_inv3")
    walk.to_proposed().meeting()
    assert not walk.sitting.seats.filter(recused=True).exists()  # none of the team sits in the meeting


def test_f03_too_few_members_left_means_one_level_up(walk, people):
    walk.to_proposed().meeting()
    seats = list(walk.sitting.seats.all())
    for seat in seats[:-2]:
        walk.act("recuse", "sec_rec", seat=seat.pk, reason="与被反映人有工作上的利害关系。")
    with pytest.raises(Refused, match="报上一级"):
        walk.vote()


def test_f04_nothing_is_weighed_before_the_person_was_heard_or_the_term_is_over(walk):
    walk.to_shown()
    with pytest.raises(Refused, match="还没有签收"):
        walk.close()
    walk.receive()
    with pytest.raises(Refused, match="陈述申辩"):
        walk.after(3).close()
    assert walk.after(16).close().case.stage == "weighing"


def test_f05_a_defence_makes_nothing_heavier(walk):
    walk.to_weighing("circular_criticism").weigh(severity="minor").look_up()
    with pytest.raises(Refused, match="不得因申辩而加重"):
        walk.propose("admonish")


def test_f05_an_appeal_makes_nothing_heavier(walk):
    walk.to_served().appeal().panel()
    with pytest.raises(Refused, match="不得因申诉加重"):
        walk.find("revoke", form="org_adjustment")
    assert walk.find("revoke", form="circular_criticism").case.finding["form"] == "circular_criticism"


def test_f06_what_is_shown_names_no_witness(walk):
    walk.approve().plan().inquire(who="联络员甲").facts(evidence_list="1．联络员甲的谈话记录；2．系统更新记录。")
    with pytest.raises(Refused, match="联络员甲"):
        walk.show()


def test_f07_the_decision_states_the_right_of_appeal_and_is_carried_out_only_once_received(walk):
    walk.to_decided().serve()
    said = str(draw_up(walk.case, "accountability.decision")[0])
    assert all(word in said for word in ("一个月内", "申诉", "影响期6个月", "查明的事实", "依据"))
    with pytest.raises(Refused, match="还没有签收"):
        walk.begin()
    assert walk.receive().begin().case.stage == "executing"


def test_f08_nobody_who_touched_the_case_reviews_it(walk, people):
    walk.to_served()
    walk.appeal()
    with pytest.raises(Refused, match="名册"):
        walk.panel(("gj_inv1", "appeal_a", "appeal_b"))
    with pytest.raises(Refused, match="至少三人"):
        walk.panel(("appeal_a", "appeal_b"))


def test_f08_a_reviewer_who_acted_before_is_refused(people):
    walk = Walk(people, START, team=("gj_inv1", "gj_inv2"))
    walk.approve().plan()
    walk.team = ("gj_inv1", "co_a")
    walk.inquire()
    from processes.accountability import panels

    assert panels.why_not(walk.case, people["gj_inv1"])
    assert not panels.why_not(walk.case, people["appeal_a"])


def test_f09_an_appeal_on_day_31_needs_a_reason_and_is_then_taken(walk):
    walk.to_served().after(33)
    with pytest.raises(Refused, match="仍可申诉"):
        walk.appeal()
    assert walk.appeal(late_reason="本人因病住院，有医院证明。").case.stage == "appeal"


def test_f09_execution_goes_on_unless_the_minister_stays_it(walk, people):
    walk.to_effective().appeal()
    assert people["resp_a"].pk in flags.standing(walk.now)
    walk.act("stay_execution", "minister", reason="新的证据需要核对，暂停执行为宜。")
    assert people["resp_a"].pk not in flags.standing(walk.now)
    walk.panel().find().settle()
    assert people["resp_a"].pk in flags.standing(walk.now)


def test_f15_a_form_outside_its_bracket_needs_a_reason_and_two_thirds(walk):
    walk.to_weighing().weigh(severity="minor", responsibility="important").look_up()
    with pytest.raises(Refused, match="不在对应档次"):
        walk.propose("admonish")
    walk.propose("admonish", outside="督查中两次说明不一致，性质较一般情形为重。").meeting()
    no = ("reject", "超出档次的理由不充分。")
    walk.vote(dm_org=no, dm_tal=no, exec_lgb=no)
    with pytest.raises(Refused, match="三分之二以上赞成"):
        walk.decide()


def test_f15_the_table_is_rule_set_data(people):
    stated = registry.current("accountability")
    limits = stated.process["limits"]
    assert limits["most_minor_important_person"]["n"] == 1
    assert limits["most_grave_direct_person"]["n"] == 4
    changed = restated(stated, lambda data: data["process"]["limits"]["most_minor_important_person"].update(n=2))
    assert changed.limit("most_minor_important_person", 1) == 2


def test_f16_certificates_and_dissent_are_looked_up_before_anything_is_decided(walk):
    walk.to_weighing().weigh().propose().meeting().vote()
    with pytest.raises(Refused, match="还没有核对容错承诺书"):
        walk.decide()
    with pytest.raises(Refused, match="不能再改"):
        walk.look_up()


@pytest.mark.parametrize(("form", "why"), [("discipline_sanction", "移送纪委监委"), ("reorganisation", "不适用")])
def test_f17_a_sanction_is_transferred_and_never_chosen(walk, form, why):
    walk.to_weighing().weigh(severity="grave").look_up()
    with pytest.raises(Refused, match=why):
        walk.propose(form)
    assert brackets.authority(Form.SANCTION, Object.PERSON, False) == "transfer"


def test_f17_an_admonition_of_a_county_managed_cadre_needs_the_committee(people):
    walk = Walk(people, START, committee_managed=True)
    walk.to_proposed().meeting().vote()
    with pytest.raises(Refused, match="县委批准"):
        walk.decide()
    assert walk.committee().decide().case.committee["number"]


def test_f17_an_adjustment_is_decided_by_the_committee_and_has_its_effect(walk):
    walk.to_proposed("org_adjustment", severity="serious").meeting().vote()
    with pytest.raises(Refused, match="县委批准或决定"):
        walk.decide()
    assert walk.committee(months=12).decide().case.effect_months == 12


def test_f18_the_head_votes_last_papers_go_out_before_and_two_thirds_are_there(walk):
    walk.to_proposed()
    with pytest.raises(Refused, match="最早可安排"):
        walk.meeting(days=1)
    walk.meeting()
    with pytest.raises(Refused, match="法定人数"):
        walk.vote(absent=("dm_org", "dm_tal", "exec_lgb"))
    walk.act("attend", "sec_rec", present=list(walk.sitting.seats.values_list("pk", flat=True)), absences={})
    walk.act("start_vote", "sec_rec")
    with pytest.raises(Refused, match="末位表态"):
        walk.ballot("minister")


def test_f18_a_recused_member_has_no_ballot(walk, people):
    walk.to_proposed().meeting()
    seat = walk.sitting.seats.get(person=people["dm_org"])
    walk.act("declare_interest", "dm_org", interest="与被反映人曾共事", recuse=True)
    with pytest.raises((Refused, NotFound)):
        walk.ballot("dm_org")
    walk.vote()
    walk.decide()
    assert walk.case.vote_result["should"] == 6 and walk.case.vote_result["recused"] == [seat.name]


def test_f19_an_anonymous_report_alone_opens_nothing(people):
    walk = Walk(people, START, anonymous=True)
    with pytest.raises(Refused, match="匿名反映"):
        walk.approve()
    walk.act("edit", "sup_clk", corroboration="系统更新日志显示连续十一个月没有更新记录，与反映一致。")
    assert walk.approve().case.stage == "opened"


def test_f24_the_effect_ends_by_itself_even_when_nobody_talked(walk, people):
    walk.to_effective()
    end = walk.case.effect_until
    assert people["resp_a"].pk in flags.standing(walk.now)
    walk.on(end + timedelta(1))
    assert people["resp_a"].pk not in flags.standing(walk.now)
    assert walk.case.stage == "effective"  # the case waits for the talk, the person does not


def test_f24_the_search_forgets_the_name_when_the_effect_is_over(people):
    walk = Walk(people, START, title=f"关于{people['resp_a'].name}名册问题的责任追究")
    walk.to_effective().after(30).talk().end()
    assert people["resp_a"].name not in walk.case.title


def test_f27_comparables_are_looked_at_and_too_few_only_with_a_reason(walk):
    walk.to_weighing().weigh()
    with pytest.raises(Refused, match="没有足够可比事项"):
        walk.act("view_comparables", "co_a", none_why="")
    walk.propose().meeting().vote()
    with pytest.raises(Refused):
        walk.decide()


def test_f30_the_minister_cannot_open_with_the_proposer_on_the_team(people):
    walk = Walk(people, START, by="gj_head", team=("gj_head", "gj_inv2"))
    with pytest.raises(Refused, match="提出人"):
        walk.approve()


def test_a_vote_that_is_not_carried_needs_a_new_proposal(walk):
    no = ("reject", "处理偏重，应当从轻。")
    walk.to_proposed().meeting().vote(dm_org=no, dm_tal=no, exec_lgb=no, dm_exec=no)
    with pytest.raises(Refused, match="表决结果"):
        walk.decide()
    walk.meeting(days=7).vote()
    with pytest.raises(Refused, match="已经表决过一次"):
        walk.decide()


def test_every_paper_prints(walk):
    walk.to_effective().appeal().panel().find("revoke").settle("revoke")
    for key in ("opening", "facts", "defence", "decision", "receipt", "criticism", "appeal", "appeal_decision"):
        assert draw_up(walk.case, f"accountability.{key}")[0]["title"]
    assert papers.issued(walk.case, "accountability.decision")


def test_a_rectification_is_struck_off_before_execution_is_complete(walk):
    walk.to_served().begin(rectify="十二名流动党员联系台账没有逐月核对。").criticise()
    with pytest.raises(Refused, match="还没有销号"):
        walk.complete()
    assert walk.case.links_out.get(kind="P07").target.kind == "rectification"
