"""The ways through a matter of accountability, taken by real moves."""

import pytest

from ledger.verify import verify
from workflows import flags
from workflows.models import Outbox
from workflows.papers import PAPERS
from workflows.testing import sound

pytestmark = pytest.mark.django_db


def test_it_is_sound():
    sound("accountability")


def test_from_the_proposal_to_the_end_of_the_effect(walk, people):
    walk.to_effective()
    assert (walk.case.stage, walk.case.form, walk.case.effect_months) == ("effective", "admonish", 6)
    assert people["resp_a"].pk in flags.standing(walk.now)
    walk.after(30).talk().end()
    assert walk.case.stage == "ended"
    assert people["resp_a"].pk not in flags.standing(walk.now)
    assert verify(walk.case.uid).ok


def test_an_exemption_closes_the_case_and_tells_the_person(walk, people):
    walk.to_weighing().after(1).weigh().look_up().propose_none("force_majeure").meeting().vote().exempt()
    assert walk.case.stage == "no_liability"
    assert walk.case.services.filter(paper="exemption", person=people["resp_a"]).exists()
    assert people["resp_a"].pk not in flags.standing(walk.now)


def test_an_upheld_appeal_goes_on_where_it_was(walk, people):
    walk.to_effective().after(2).appeal().after(1).panel().find().settle()
    assert (walk.case.stage, walk.case.form) == ("executing", "admonish")
    assert people["resp_a"].pk in flags.standing(walk.now)
    walk.complete()
    assert walk.case.stage == "effective"


def test_a_revoked_decision_lifts_its_effect_and_says_so_in_the_same_scope(walk, people):
    walk.to_effective().after(2).appeal().after(1).panel().find("revoke").settle("revoke")
    assert walk.case.stage == "corrected"
    assert people["resp_a"].pk not in flags.standing(walk.now)
    assert "所在单位" in walk.case.links_out.get(kind="L17").reason


@pytest.mark.parametrize("scope", ["person", "unit", "system"])
def test_a_copy_of_the_decision_and_of_its_correction_goes_to_whom_its_scope_names(walk, people, scope):
    walk.to_weighing().after(1).weigh().look_up().propose(publicity=scope).meeting().vote().decide().after(
        1
    ).serve().receive()
    wanted = {"person": "", "unit": str(people["resp_a"].unit), "system": "全县组织系统各单位"}[scope]
    assert PAPERS["accountability.decision"].make(walk.case).cc == wanted
    walk.after(2).appeal().after(1).panel().find("revoke").settle("revoke")
    assert PAPERS["accountability.appeal_decision"].make(walk.case).cc == wanted
    told = Outbox.objects.get(uid=walk.case.uid, topic="accountability.restore").recipients
    assert {people["co_a"].pk, people["arch"].pk} <= set(told)


def test_an_appeal_before_execution_leads_on_to_it(walk, people):
    walk.to_served().after(2).appeal().after(1).panel().find().settle()
    assert walk.case.stage == "executing"
    assert people["resp_a"].pk in flags.standing(walk.now)


def test_it_is_not_opened_with_a_reason(walk):
    assert walk.refuse().case.stage == "not_opened"


def test_discipline_is_transferred_by_the_minister(walk, people):
    walk.approve().plan().inquire()
    walk.act("report_suspicion", "gj_inv1", text="发现有收受管理服务对象礼金的线索，涉嫌违纪。")
    walk.move("refer", "minister", reason="涉嫌违纪，移送县纪委监委处理。")
    assert walk.case.stage == "transferred"
    assert walk.case.participants.filter(person=people["jwlink"], role="liaison").exists()


def test_facts_are_looked_into_again_after_a_defence_and_shown_anew(walk):
    walk.to_shown().receive().state()
    walk.move("re_investigate", "co_a", reason="申辩提出新的事实，需要核对系统日志。")
    walk.after(1).inquire().show().receive().waive().close()
    assert walk.case.stage == "weighing"


def test_weighing_goes_back_when_something_new_is_found(walk):
    walk.to_proposed()
    walk.move("investigate_anew", "co_a", reason="发现新的书面材料，需要重新核对事实。")
    assert walk.case.stage == "investigating"


def test_an_error_of_ones_own_is_corrected_after_a_legal_opinion(walk, people):
    walk.to_effective().act("ask_correction_opinion", "minister", reason="名册统计口径疑有错误，请审核。")
    walk.act("give_correction_opinion", "legal", text="经审核，统计口径与文件规定不一致，原决定应予纠正。")
    walk.move(
        "correct_own_motion",
        "minister",
        fault="basis",
        error="统计口径与文件规定不一致。",
        reason="自行发现错误，予以纠正。",
    )
    assert walk.case.stage == "corrected"
    assert people["resp_a"].pk not in flags.standing(walk.now)
