"""What is refused on the way of a clue, each with the way out; named after the safeguards."""

from datetime import timedelta

import pytest

from people.models import Conflict
from policy import rules as policy
from processes.investigation import labels
from processes.investigation.walk import REPLY, RESULT, TEXT, Walk, allegation
from tests.unit.investigation.conftest import START
from workflows import answers, moves, papers
from workflows.errors import NotFound, Refused
from workflows.models import Service

pytestmark = pytest.mark.django_db


def refused(says, act, *args, **kwargs):
    with pytest.raises(Refused, match=says):
        act(*args, **kwargs)


def test_a_panel_of_two_judges_nothing(walk):
    walk.to_triage()
    refused("少于 3 人", walk.triage, panel=("gj_head", "dm_cadre"))


def test_the_panel_judges_when_all_of_it_is_there(walk):
    walk.to_triage()
    walk.came = lambda *absent: Walk.came(walk, "legal")
    refused("再有 1 名", walk.triage)


def test_without_a_majority_another_triage_is_called(walk):
    walk.to_triage().triage(sign=False, dm_cadre=("store", ""), legal=("dismiss", ""))
    refused("表决还没有结果", walk.open_verify)
    walk.after(1).triage().open_verify()
    assert walk.case.stage == "plan"


def test_the_panel_licenses_its_way_and_no_other(walk):
    walk.to_triage().triage("store")
    refused("表决结果不是", walk.open_verify)
    refused("最长六个月", walk.store, days=200)
    walk.store()
    assert walk.case.stage == "stored"
    refused("还没有到复看日期", walk.move, "revisit", walk.head)
    walk.move("revisit", walk.head, new_clue="又收到一份会议记录复印件，可以查证。")
    assert walk.case.stage == "triage"


def test_a_triage_without_a_signed_record_leads_nowhere(walk):
    walk.to_triage().triage(sign=False)
    refused("研判记录", walk.open_verify)


def test_f01_who_is_tied_to_the_respondent_is_on_no_team(walk):
    other = walk.people["t11_wy"]
    Conflict.objects.create(person=walk.people["gj_inv1"], other=other, kind="kin", since=START)
    walk.to_triage().triage()
    refused("应当回避", walk.open_verify)
    walk.team = ("gj_inv2", "gj_inv3")
    walk.open_verify()


def test_one_investigator_is_no_team(walk):
    walk.to_triage().triage()
    walk.team = ("gj_inv1",)
    refused("核查组至少 2 人", walk.open_verify)


def test_f17_a_plan_has_no_coercive_measures(walk):
    walk.to_plan()
    refused("强制措施不是本部门的权限", walk.act, "write_plan", "co_a", plan="查" * 30, measures=["talk", "detain"])


def test_an_interview_with_one_interviewer_is_none(walk):
    walk.to_verifying()
    refused("至少两名核查人员", walk.talk, team=("gj_inv1",))


def test_minutes_are_signed_or_the_refusal_is_noted(walk):
    walk.to_verifying().talk(signed="").item().find().heard()
    refused("既没有签字，也没有注明拒签", walk.report)
    refused("写明拒签的情况", walk.act, "sign_interview", "gj_inv1", n=1, signed="refused")
    walk.act("sign_interview", "gj_inv1", n=1, signed="refused", refusal="阅后认为记录属实，但不愿签字。").report()
    assert walk.case.stage == "concluded"


def test_evidence_names_the_right_by_which_it_was_obtained(walk):
    walk.to_verifying()
    refused("调取手续", walk.item, basis_note="")


def test_each_allegation_has_a_finding_and_evidence(walk):
    walk.to_verifying()
    refused("还没有结论", walk.report)
    refused("第 1 个问题还没有结论", walk.show)
    walk.item().find(items=())
    walk.heard()
    refused("没有证据", walk.report)


def test_f04_nothing_is_concluded_before_the_respondent_was_heard(walk):
    walk.to_verifying().item().find()
    refused("听取陈述申辩", walk.report)
    walk.show()
    refused("可以在", walk.report)
    walk.on(walk.now + timedelta(days=9)).report()  # the term is over; silence is no admission
    assert walk.case.stage == "concluded"


def test_f05_each_point_is_answered_before_the_report(walk):
    walk.to_verifying().item().find().show()
    walk.act("state_defence", walk.respondent, points=["不是我一个人定的。"])
    refused("还没有答复", walk.report)


def test_f11_the_respondent_sees_no_case_and_learns_nothing_before_service(walk):
    walk.to_verifying()
    person = walk.people[walk.respondent]
    assert not policy.may_see(person, walk.case)
    with pytest.raises(NotFound):
        moves.act(walk.case, "state_defence", by=person, points=["不是我。"])


def test_f06_what_is_shown_names_nobody_who_talked_or_reported(walk):
    walk.to_verifying().talk("会计李某").item("会计李某的证言", kind="statement").find().show()
    text = str(papers.issued(walk.case, "investigation.facts", "1")[0])
    assert "会计李某" not in text and "实名" not in text and "12380" not in text
    row = walk.case.items[0]
    assert row["kind"] == "statement"


def test_f06_a_reason_that_names_a_witness_is_not_shown(walk):
    walk.to_verifying().talk("会计李某").item().find(basis="会计李某说推荐没有公示，会议记录也没有。")
    refused("写出了谈话对象", walk.show)


def test_f14_what_cannot_be_verified_leads_to_nothing_adverse(walk):
    walk.to_concluded("unknown")
    refused("无法核实不等于属实", walk.propose, "admonition")
    refused("无法核实不等于属实", walk.propose, "accountability")
    walk.propose("end").decide()
    assert walk.case.outcomes == ["end"] and not walk.case.links_out.exists()


def test_f17_outcomes_are_the_six_and_no_others(walk):
    walk.to_concluded()
    refused("六种", walk.propose, "dismissal")


def test_what_is_serious_is_not_decided_by_one_hand(walk):
    walk.to_concluded().propose("accountability")
    refused("部务会表决", walk.decide)
    walk.meeting()
    walk.on(walk.now + timedelta(hours=1))
    refused("会议材料|材料须在|会议定于", walk.act, "vote_on_outcome", "sec_rec")
    walk.vote("reject")
    refused("没有通过", walk.decide)
    walk.propose("admonition").decide()
    assert walk.case.outcomes == ["admonition"]


def test_it_is_verified_further_twice_at_most(walk):
    walk.to_concluded()
    said = {"wanted": ["补查公示栏记录"], "reason": "公示情况还没有查清楚，需补充。"}
    for _round in range(2):
        walk.move("supplement", walk.deputy, **said).report()
    refused("最多 2 次", walk.move, "supplement", walk.deputy, **said)


def test_each_side_is_told_the_result_and_nothing_of_the_other(walk):
    walk.to_verifying().after(1).talk("会计李某").item().find().heard().report().propose().decide()
    refused("实名反映须", walk.notify, reply="")
    refused("提到了反映人", walk.notify, result="反映人来信所说的程序问题部分属实，已经处理。")
    refused("谈话对象的姓名", walk.notify, result="经向会计李某了解，程序问题部分属实，已经处理。")
    walk.notify(REPLY, RESULT)
    served = Service.objects.filter(case=walk.case, paper="result")
    assert [row.person.username for row in served] == [walk.respondent]
    assert REPLY not in str(papers.issued(walk.case, "investigation.result")[0])


def test_new_evidence_is_looked_into_by_others(walk):
    walk.to_decided("end").notify()
    said = {"material": "反映人补交了一份会议录音，能证明没有表决。", "reason": "新证据可能改变核查结论。"}
    refused("原核查人员", walk.move, "reopen_for_evidence", walk.deputy, **walk.chosen(), **said)
    walk.team = ("gj_inv3", "gj_head")
    walk.move("reopen_for_evidence", walk.deputy, **walk.chosen(), **said)
    assert walk.case.stage == "verifying" and walk.case.earlier_team and walk.case.allegations[0]["finding"] == ""
    refused("还没有结论", walk.report)


def test_an_objection_is_answered_before_the_case_is_closed(walk):
    walk.to_decided("end").notify().act("note_objection", walk.officer, text="反映人认为公示没有查清。")
    refused("还没有答复", walk.close)
    walk.act("answer_objection_of", walk.head, answer="公示情况已经核对公示栏记录和照片。").close()
    assert walk.case.stage == "closed"


def test_f25_a_clarification_is_public_with_consent_only(walk):
    walk.to_decided("clarify", finding="false").notify()
    said = {"respondent": 1, "text": "反映其未经会议研究确定推荐人选的问题经核查不属实。", "scope": "本乡镇机关"}
    refused("没有同意公开", walk.act, "issue_clarification", walk.head, public=True, **said)
    walk.act("ask_clarification", walk.respondent, text="请在本镇机关范围内说明情况。", consent=True)
    walk.act("issue_clarification", walk.head, public=True, **said)
    assert "不属实" in str(papers.issued(walk.case, "investigation.clarification", "1")[0])


def test_f25_what_was_partly_so_is_not_cleared(walk):
    walk.to_decided("admonition").notify()
    said = {"respondent": 1, "text": "反映其未经会议研究确定推荐人选的问题经核查不属实。", "scope": "本乡镇机关"}
    refused("不是全部不属实", walk.act, "issue_clarification", walk.head, **said)


def test_f14_no_word_of_the_page_says_guilty(walk):
    walk.to_verifying()
    said = " ".join(f"{label}{value}" for label, value in labels.facts(walk.case))
    assert "被反映人" in said and not any(word in said for word in ("违纪人", "被问责", "嫌疑", "当事人"))


def test_f19_what_others_learn_says_whether_it_was_anonymous_and_corroborated(people):
    walk = Walk(people, START, reporter_kind="anonymous").to_decided("admonition")
    found = answers.QUESTIONS["investigation.facts"].answer(walk.case)
    assert [(one["anonymous"], one["corroborated"], one["finding"]) for one in found] == [(True, True, "partly")]
    assert "reporter" not in str(found) and str(walk.case.report_uid) not in str(found)


@pytest.fixture
def forgotten(walk):
    """An unfounded case, more than a year after its end; `named()` are those it names now."""
    from people import clock

    walk.to_decided("end", finding="false").notify().close()
    with clock.frozen(walk.now + timedelta(days=400)):
        yield lambda: walk.fresh().case.respondents


def test_f23_whom_an_unfounded_case_named_is_appraised_a_year_after_its_end(walk, forgotten):
    from retention import deciding, items, terms

    item = items.find(terms.NAMES, walk.case.uid)
    assert item.over and item.number == walk.case.number
    made = deciding.propose(walk.people["arch"], terms.NAMES, walk.case.uid, "destroy", "不属实，期满，无留存必要")
    assert [one.asked for one in items.listed(walk.people["arch"]) if one.what == terms.NAMES] == [True]
    assert forgotten()[0]["person"]  # the end of the term and a proposal are reminders
    deciding.decide(walk.people["minister"], made, True)
    assert forgotten() == [{"n": 1, "name": "已删除", "post": "", "person": None}]
    assert items.find(terms.NAMES, walk.case.uid) is None


def test_f23_names_go_neither_by_the_clock_nor_by_one_alone(walk, forgotten):
    from people.errors import NotDone
    from retention import deciding, terms
    from workflows import sweep

    sweep.lapse()
    with pytest.raises(NotDone, match="不由你办理"):
        deciding.propose(walk.people["minister"], terms.NAMES, walk.case.uid, "destroy", "不属实，无留存必要")
    made = deciding.propose(walk.people["arch"], terms.NAMES, walk.case.uid, "destroy", "不属实，无留存必要")
    with pytest.raises(NotDone):
        deciding.decide(walk.people["arch"], made, True)
    assert forgotten()[0]["person"]


def test_f23_names_of_what_was_found_are_not_listed(walk):
    from people import clock
    from retention import items, terms

    walk.to_decided("admonition").notify().close()
    with clock.frozen(walk.now + timedelta(days=400)):
        assert items.find(terms.NAMES, walk.case.uid) is None


def test_the_scope_is_widened_by_approval_only(walk):
    walk.to_verifying()
    said = {"category": "style", "allegation": TEXT[:40], "reason": "会议记录显示另有一年同样没有公示。"}
    with pytest.raises((Refused, NotFound)):
        walk.move("widen", "gj_inv1", **said)
    walk.move("widen", walk.deputy, **said)
    assert len(walk.case.allegations) == 2 and walk.case.widened[0]["n"] == 2


def test_similar_clues_are_found_by_what_they_say(people):
    first = Walk(people, START).register()
    second = Walk(people, START, respondent="t05_wy", allegations=[allegation(1, TEXT + "请查。")]).register()
    assert second.case.twins == [first.case.number]
