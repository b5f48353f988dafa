"""Each way through: a reminder by talk, an inquiry in writing, an admonition with its effect and its end."""

import pytest

from ledger.verify import verify
from workflows import flags
from workflows.models import Flag, Service

pytestmark = pytest.mark.django_db


def test_a_reminder_is_talked_about_and_closed_without_any_effect(walk, people):
    one = walk().approve().issue().talk().self_check().close()
    assert (one.case.stage, one.case.number, one.case.effect_until) == ("closed", "提〔2026〕0001号", None)
    assert not Flag.objects.exists() and verify(one.case.uid).ok


def test_an_inquiry_goes_to_the_answer_at_once_and_its_term_counts_from_receipt(walk):
    one = walk("inquire", "letter").approve().after().move("issue", "co_a", requirements="请说明经过和原因，逐项回答。")
    assert (one.case.stage, one.case.number) == ("awaiting_reply", "函〔2026〕0001号")
    assert one.case.due is None
    one.on(one.now.date()).after(2).receive()
    assert str(one.case.due.astimezone().date()) == "2026-03-30"  # fifteen working days from the ninth of March


def test_an_answered_inquiry_is_assessed_and_closed(inquiry):
    one = inquiry.after(3).reply(leader="t11_wy").assess().close(ground="credible")
    assert one.case.stage == "closed" and one.case.replied_in_time and one.case.countersigned_by.username == "t11_wy"


def test_an_unclear_answer_is_asked_again_once_with_a_new_term(inquiry):
    one = inquiry.after(3).reply(leader="t11_wy").after().move("ask_again", "co_a", question="审批人是谁，没有说清楚。")
    assert one.case.stage == "awaiting_reply" and one.case.due is None and one.case.replies[0]["in_time"]
    one.receive().after(2).reply(text="审批人是时任主要负责人，有审批单为证。", leader="t11_wy")
    from workflows.errors import Refused

    with pytest.raises(Refused, match="最多 1 次"):
        one.move("ask_again", "co_a", question="还是没有说清楚，请再说明。")
    assert one.assess("minor").close().case.stage == "closed"


def test_an_admonition_has_its_effect_from_service_and_it_is_lifted_when_put_right(admonished, people):
    one = admonished
    assert (one.case.stage, one.case.number) == ("follow_up", "诫〔2026〕0001号")
    assert str(one.case.effect_until) == "2026-09-06"
    assert [flag.code for flag in flags.own(people["resp"], one.now)] == ["effect:admonition"]
    one.on(one.case.follow_up_at).correct()
    assert one.case.stage == "closed" and not flags.own(people["resp"], one.now).exists()


def test_what_is_not_put_right_goes_to_accountability_by_a_link(admonished):
    one = admonished.on(admonished.case.follow_up_at)
    one.move("record_no_correction", "minister", basis="三名干部反映同类问题再次发生，会议记录仍然缺失，没有公示。")
    link = one.case.links_out.get()
    assert one.case.stage == "upgraded" and link.intended == "accountability"


def test_a_written_admonition_may_be_upgraded_to_an_investigation(walk):
    one = walk("admonish", "letter").approve().issue().after(2).reply().assess("unexplained")
    one.after().move("upgrade", "minister", aim="investigation", basis="说明与记录不一致，需要调查核实。")
    assert one.case.stage == "upgraded" and one.case.links_out.get().intended == "investigation"


def test_who_does_not_answer_is_noted_as_unexplained_and_no_more(inquiry):
    one = inquiry.after(10).act("remind_reply", "co_a").after(6)
    one.move("record_no_reply", "co_a", note="十个工作日时已提醒，期满没有答复，电话联系未回。")
    assert one.case.stage == "assessed" and one.case.unanswered and one.case.replied_in_time is False


def test_before_it_is_served_it_may_be_refused_or_withdrawn(walk):
    why = {"reason": "事实还不清楚，先了解情况再说。"}
    assert walk().review().move("refuse", "minister", **why).case.stage == "refused"
    assert walk().move("withdraw_proposal", "gj_head", **why).case.stage == "withdrawn"
    assert walk().approve().move("withdraw_proposal", "gj_head", **why).case.stage == "withdrawn"


def test_papers_are_issued_as_they_go(admonished):
    kinds = [paper.kind for paper in admonished.case.papers.order_by("pk")]
    assert kinds == [f"sheet:admonition.{name}" for name in ("letter", "talk", "self_check", "result")]
    assert Service.objects.filter(case=admonished.case).count() == 2
