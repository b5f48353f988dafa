"""Complaints about an admonition: the minister first, then three others; never heavier, and late with cause."""

import pytest

from workflows import flags
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
TEXT = "事实有出入，当时已经口头报告过，没有隐瞒。"
KEEP = {"ruling": "kept", "answer": "经核对会议记录，没有口头报告的记载，予以维持。"}
DROP = {"ruling": "revoked", "answer": "新提交的记录证明当时已经报告，予以撤销。"}


def says(words, call, *args, **kwargs):
    with pytest.raises(Refused, match=words):
        call(*args, **kwargs)


def test_what_the_minister_revokes_bears_on_nothing_from_then_on(admonished, people):
    one = admonished.after(5).act("complain", "resp", text=TEXT)
    says("申诉还没有答复", one.move, "confirm_correction", "gj_head", report="向三名干部了解，查阅会议记录，已经改正。")
    one.act("answer_complaint", "minister", **DROP)
    assert one.case.stage == "withdrawn" and one.case.revoked_at
    assert people["resp"].pk not in flags.standing(one.now)
    assert one.case.papers.filter(kind="sheet:admonition.answer").exists()


def test_f09_a_complaint_after_a_month_is_heard_with_a_reason(admonished):
    one = admonished.on(admonished.now.date().replace(month=5))
    says("请写明原因，照常受理", one.act, "complain", "resp", text=TEXT)
    one.act("complain", "resp", text=TEXT, late_reason="因病住院两个月，上周出院，有出院记录。")
    assert one.case.complaints[0]["late"]


def test_f05_nothing_is_made_heavier(admonished):
    one = admonished.after(5).act("complain", "resp", text=TEXT)
    says("不得加重", one.act, "answer_complaint", "minister", ruling="heavier", answer="态度不好，应当从重处理。")


def test_f08_a_review_is_heard_by_three_who_never_touched_the_case(admonished, people):
    one = admonished.after(5).act("complain", "resp", text=TEXT).act("answer_complaint", "minister", **KEEP)
    one.after(3).act("ask_review", "resp", text=TEXT)
    assert set(one.case.panel) == {people[f"appeal_{n}"].pk for n in "abc"}
    one.act("review_complaint", "appeal_a", **DROP).act("review_complaint", "appeal_b", **KEEP)
    assert one.case.stage == "follow_up", "two of three decide, when all have spoken"
    says("重复|没有", one.act, "review_complaint", "appeal_a", **DROP)
    assert one.act("review_complaint", "appeal_c", **DROP).case.stage == "withdrawn"


def test_f08_with_too_few_reviewers_the_case_says_whom_to_ask(admonished, people):
    people["appeal_c"].is_active = False
    people["appeal_c"].save()
    one = admonished.after(5).act("complain", "resp", text=TEXT).act("answer_complaint", "minister", **KEEP)
    says("不足 3 名", one.act, "ask_review", "resp", text=TEXT)


def test_only_an_admonition_is_complained_about_and_once(walk, admonished):
    closed = walk().approve().issue().talk().self_check().close()
    says("只有诫勉可以申诉", closed.act, "complain", "resp", text=TEXT)
    one = admonished.after(5).act("complain", "resp", text=TEXT)
    says("只有诫勉可以申诉", one.act, "complain", "resp", text=TEXT)
