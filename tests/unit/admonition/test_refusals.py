"""What is refused, with the sentence: who may not, what is missing, what comes too early."""

import pytest

from people import clock
from people.models import Conflict
from processes.admonition import jobs, lookups
from processes.admonition.walk import FACTS
from workflows import moves
from workflows.answers import QUESTIONS, Question
from workflows.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
ONE_HAND = {"county_leader": "县委主要负责人", "county_on": "2026-03-04", "county_text": "同意。"}


def says(words, call, *args, **kwargs):
    with pytest.raises(Refused, match=words):
        call(*args, **kwargs)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"respondent": "gj_head"}, "不能对自己提出"),
        ({"respondent": "minister"}, "对象是批准人本人"),
        ({"measure": "blame"}, "请选择提醒、函询或诫勉"),
        ({"proposer": "zz_head"}, "没有承办人"),
    ],
)
def test_what_cannot_be_proposed(people, fields, why):
    from processes.admonition.walk import Walk
    from tests.unit.admonition.conftest import DAY

    with pytest.raises(Refused, match=why):
        Walk(people, DAY, **{"respondent": "resp"} | fields)


def test_facts_that_are_too_short_keep_it_from_being_approved_until_they_are_amended(walk, people):
    one = walk(facts_text="太短")
    with pytest.raises(NotFound):  # nobody is asked about what is not complete
        one.review()
    one.act("amend_proposal", "gj_head", facts_text=FACTS).review()
    one.act("amend_proposal", "gj_head", facts_text=FACTS + "补充。")
    assert one.case.reviewed_at is None, "whoever spoke on the old words is asked again"
    assert one.review().checked().after().move("approve", "minister").case.stage == "approved"


def test_nothing_is_approved_before_the_deputy_has_reviewed_it(walk):
    with pytest.raises((Refused, NotFound)):
        walk().move("approve", "minister")


def test_it_comes_back_to_be_completed_three_times_at_most(walk):
    one = walk()
    for _n in range(3):
        one.act("review_proposal", "dm_cadre", decision="return", opinion="事实没有印证，请补充。")
        one.act("amend_proposal", "gj_head", legal_basis=f"底线清单 2026，第{one.now.minute}款")
    says("已经退回 3 次", one.act, "review_proposal", "dm_cadre", decision="return", opinion="还要补充。")


def test_an_admonition_needs_the_minister_and_the_county_committee(walk):
    one = walk("admonish").review()
    one.legal()
    says("部长先签署|先由部长签署", one.move, "approve", "minister")
    one.act("concur_admonition", "minister", opinion="同意，报县委。")
    says("须经县委主要负责人同意", one.move, "approve", "minister", **ONE_HAND)
    says("请录入县委哪位负责人", one.move, "approve", "xcw", county_leader="县委主要负责人")
    assert one.checked().county().case.stage == "approved"


def test_what_the_county_committee_does_not_want_comes_back_to_the_minister(walk):
    one = walk("admonish").review().legal().act("concur_admonition", "minister", opinion="同意，报县委。")
    one.act("decline_consent", "xcw", **ONE_HAND | {"county_text": "先提醒，再观察。"})
    assert one.case.concurred_at is None
    assert one.move("refuse", "minister", reason="县委没有同意，改为提醒另行提出。").case.stage == "refused"


def test_an_admonition_against_the_legal_opinion_needs_words(walk):
    one = walk("admonish").review().legal(agrees=False, opinion="依据不足，建议改为提醒。")
    one.act("concur_admonition", "minister", opinion="同意。")
    says("合规审核人不同意", one.county, text="同意。")
    assert one.checked().county(text="同意；虽有不同意见，但事实清楚、影响较大。").case.stage == "approved"


def test_f16_of_a_failure_of_work_promises_and_dissent_are_looked_up_first(walk):
    one = walk(work_failure=True).review().after()
    assert "须先核对容错承诺" in lookups.lacking(one.case)
    with pytest.raises(NotFound):  # the minister has no work of it yet
        one.move("approve", "minister")
    says("没有指明涉及的工作", one.act, "look_up", "co_a")
    one.look_up("属于日常事务，没有经过创新审定。")
    assert one.checked().move("approve", "minister").case.stage == "approved"


def test_f16_a_promise_of_immunity_must_be_claimed_and_determined_first(walk, people, monkeypatch):
    work = moves.open_case("admonition", by=people["gj_head"], unit=people["gj_head"].unit, title="别的事项",
                           respondent=people["other"], measure="inquire")  # fmt: skip
    said = {"immunity.certificates": [{"number": "诺〔2026〕0001号"}], "immunity.undecided": [], "immunity.result": []}
    for name in said:
        monkeypatch.setitem(QUESTIONS, name, Question(name, lambda work, name=name: said[name]))
    one = walk(work_failure=True, work_ref=work).review().look_up()
    says("还没有主张和认定", one.move, "approve", "minister")
    said["immunity.undecided"] = [{"number": "容〔2026〕0001号"}]
    says("还没有认定", one.move, "approve", "minister")
    said |= {"immunity.undecided": [], "immunity.result": [{"conclusion": "not_covered"}]}
    assert one.checked().move("approve", "minister").case.stage == "approved"
    link = one.case.links_out.get()
    assert link.kind == "L8" and link.target_id == work.pk, "asked along a link, with a purpose (F21)"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"talkers": ["dm_cadre"]}, "谈话人只有 1 名"),
        ({"talkers": ["gj_head", "gj_clk"]}, "登记的部领导须是谈话人之一|记录员"),
        ({"recorder": "gj_head"}, "记录员须在谈话人以外"),
        ({"talkers": ["dm_cadre", "resp"]}, "本人不能是谈话人"),
        ({"signature": ""}, "既没有本人签字，也没有注明拒绝签字"),
        ({"signature": "refused"}, "写明拒绝的情况"),
        ({"explanation": ""}, "没有记录本人的说明"),
        ({"minutes": "谈了。"}, "不足 50 个字"),
        ({"talk_place": ""}, "时间和地点"),
    ],
)
def test_a_talk_that_was_not_held_as_it_should_be(walk, people, more, why):
    one = walk().approve().issue()
    if "talkers" in more:
        more = more | {"talkers": [people[who].pk for who in more["talkers"]]}
    says(why, one.talk, **more)
    assert one.fresh().case.stage == "issued"


def test_f01_who_is_tied_to_the_person_neither_talks_nor_records(walk, people):
    one = walk().approve().issue()
    Conflict.objects.create(person=people["gj_clk"], other=people["resp"], since=one.now.date(), kind="kin")
    says("利害关系", one.talk)


def test_a_refusal_to_sign_is_noted_and_the_case_goes_on(walk):
    one = walk().approve().issue().talk(signature="refused", refusal="本人阅后拒绝签字，两名谈话人在场见证。")
    assert one.case.stage == "talk_done"


def test_an_admonition_asks_for_a_self_examination_and_a_reminder_for_none(walk):
    one = walk("admonish").approve().issue().talk()
    says("书面检查不足 50 个字", one.self_check, "知道了。")
    assert walk().approve().issue().talk().self_check().case.stage == "assessed"


def test_f28_what_comes_on_paper_is_entered_with_how_it_came(inquiry, walk):
    one = walk("remind", "letter").approve().issue().after()
    says("代为登记的", one.move, "give_reply", "co_a", reply="本人交来纸面说明，内容如下：当时人手不足。")
    one.move("give_reply", "co_a", reply="本人交来纸面说明，内容如下：当时人手不足。", how="3月6日本人当面交来，一页。")
    assert one.case.stage == "replied" and "当面交来" in one.case.reply_how


def test_only_the_person_answers_and_the_leader_signs_those_very_words(inquiry, people):
    for somebody in ("other", "t11_wy", "gj_head"):
        with pytest.raises((Refused, NotFound)):
            inquiry.move("give_reply", somebody, reply="替他说明一下情况，都是误会。")
    says("先送单位主要负责人", inquiry.move, "give_reply", "resp", reply="借调经主要负责人同意，三月底返岗。")
    inquiry.act("write_reply", "resp", reply="借调经主要负责人同意，三月底返岗。")
    says("还没有签署意见", inquiry.move, "give_reply", "resp", reply="借调经主要负责人同意，三月底返岗。")
    inquiry.act("countersign_reply", "t11_wy", opinion="情况属实。")
    says("和签署时不一样", inquiry.move, "give_reply", "resp", reply="其实没有经过任何人同意，三月底返岗。")
    assert inquiry.move("give_reply", "resp", reply="").case.stage == "replied"


def test_silence_is_noted_only_after_fifteen_days_and_a_reminder(inquiry):
    note = {"note": "多次电话联系，本人没有答复。"}
    says("最短期限未满", inquiry.after(14).move, "record_no_reply", "co_a", **note)
    says("还没有提醒过本人", inquiry.after(3).move, "record_no_reply", "co_a", **note)


def test_the_term_does_not_run_for_somebody_who_has_not_received_the_letter(walk):
    one = walk("inquire", "letter").approve().after().move("issue", "co_a", requirements="请说明经过和原因，逐项回答。")
    says("还没有送达", one.after(30).move, "record_no_reply", "co_a", note="多次电话联系，本人没有答复。")
    one.act("serve_on_paper", "co_a", service=one.case.services.get().pk, receipt="本人4月16日签收")
    assert one.case.due.date() > one.now.date()


def test_an_explanation_that_waits_for_the_leader_is_no_silence(inquiry):
    inquiry.after(12).act("remind_reply", "co_a").act("write_reply", "resp", reply="借调经主要负责人同意，三月底返岗。")
    says("不是不答复", inquiry.after(6).move, "record_no_reply", "co_a", note="多次电话联系，本人没有答复。")
    inquiry.act("countersign_reply", "t11_wy", opinion="情况属实。").move("give_reply", "resp", reply="")
    assert inquiry.case.replied_in_time, "it was written in time"


def test_the_clock_reminds_after_ten_working_days_and_once(inquiry):
    for days, times in ((9, 0), (1, 1), (1, 1)):
        with clock.frozen(inquiry.after(days).now):
            jobs.remind()
        assert inquiry.fresh().case.moments.filter(code="reminded").count() == times


def test_f14_silence_is_no_admission(inquiry):
    one = inquiry.after(10).act("remind_reply", "co_a").after(6)
    one.move("record_no_reply", "co_a", note="十个工作日时已提醒，期满没有答复。")
    says("不等于承认", one.move, "upgrade", "minister", aim="accountability", basis="本人不作说明，应当追究责任。")
    says("不能认定说明可信", one.close, "credible")
    assert one.close("minor").case.stage == "closed"


def test_a_credible_explanation_takes_no_effect(walk):
    one = walk("admonish", "letter").approve().issue().after(2).reply().assess("credible")
    says("应予了结|予以了结", one.effect)


def test_f24_the_effect_of_an_admonition_ends_by_itself(admonished, people):
    from datetime import datetime, timedelta

    from people.clock import CHINA
    from workflows import flags

    last = datetime.combine(admonished.case.effect_until, datetime.min.time(), CHINA)
    assert people["resp"].pk in flags.standing(last)
    assert people["resp"].pk not in flags.standing(last + timedelta(days=1))


def test_f04_nothing_follows_for_somebody_who_was_not_heard(walk, people):
    from processes.admonition.guards_after import heard_before

    one = walk("admonish").approve().issue()
    assert "还没有听取本人说明" in heard_before(one.case, None)
    assert heard_before(one.talk().case, None) == ""


def test_it_is_put_right_only_with_a_report_and_a_verification(admonished):
    one = admonished.on(admonished.case.follow_up_at)
    says(
        "还没有本人的整改情况报告",
        one.move,
        "confirm_correction",
        "gj_head",
        report="向三名干部了解，都说改了，记录齐全。",
    )
    one.act("report_correction", "resp", correction="重要事项一律集体研究，逐项表决，按规定公示。")
    says("不足 20 个字", one.move, "confirm_correction", "gj_head", report="改了。")


def test_f11_whom_it_is_about_sees_nothing_before_service_and_then_the_room_alone(walk, people):
    from policy import rooms
    from policy import rules as policy

    one = walk().approve()
    assert not policy.may_see(people["resp"], one.case) and not rooms.holds(people["resp"], one.case)
    one.issue()
    assert not policy.may_see(people["resp"], one.case) and rooms.holds(people["resp"], one.case)
    assert not policy.may_see(people["other"], one.case)
