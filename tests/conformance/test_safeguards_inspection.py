"""The safeguards of inspection and rectification beside those of `test_safeguards.py`, through a user's doors."""
# ruff: noqa: F811 - fixtures of the processes' own tests are asked for by their names

from datetime import date

import pytest
from django.urls import reverse

from ledger.models import Event
from people import clock, roles
from processes.rectification.models import Rectification
from tests.conformance.test_safeguards import post
from tests.support.world import person
from tests.unit.inspection.conftest import (  # noqa: F401
    BEGUN,
    WHY,
    answered,
    at,
    drafting,
    ended,
    feedback,
    field,
    files,
    fresh,
    issued,
    opened,
    reported,
    signed,
    visited,
    world,
)  # fmt: skip
from workflows import moves, recusals, registry
from workflows.errors import Refused
from workflows.papers.issuing import issued as kept

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REASONS = "台账八月底已经补报，系统里有记录可查。"
DECISION = "经复核，逐点作出以上决定。"


def objected(client, case, world, **reasons):
    answer = post(client, world.head, case, "file_objection", "move", **(reasons or {"points_1": REASONS}))
    assert answer.status_code == 302
    return fresh(case)


def told(case, name, part=""):
    """What an issued paper says."""
    return str(kept(fresh(case), f"inspection.{name}", part)[0])


def test_f02_whoever_decides_may_be_asked_to_keep_out(client, drafting, world, at):
    person("dm2", "deputy_minister", unit_code="BWH")
    case = reported(drafting, world, at)
    said = {"person": world.deputy.pk, "reason": "分管副部长与被督查单位负责人是近亲属。"}
    assert post(client, world.head, case, "apply_recusal", **said).status_code == 302
    assert recusals.flags(fresh(case)) == {world.deputy.pk: recusals.ASKED}
    held = post(client, world.deputy, case, "send_back_report", "move", reason="建议部分请再写具体一些。")
    assert held.status_code == 409 and "有人申请你回避" in held.content.decode()
    for kind in ("inspection", "rectification"):
        stages = _deciding(kind)
        assert stages and all("apply_recusal" in facts.acts for facts in stages)


def _deciding(kind):
    names = {"inspection": ("plan_review", "fieldwork", "report_review", "objection"),
             "rectification": ("planning", "submitted", "checking", "cancelled_no")}[kind]  # fmt: skip
    stages = registry.current(kind).stages
    return [stages[name] for name in names]


def test_f05_every_point_is_answered_with_a_reason_and_nothing_gets_graver_by_objecting(client, issued, world, at):
    with at(date(2026, 10, 8)):
        case = objected(client, issued, world)
        early = post(client, world.reviewer, case, "decide_objection", "move", summary=DECISION)
        assert early.status_code == 409 and "第 1 点还没有答复" in early.content.decode()
        bare = post(client, world.reviewer, case, "answer_point", point=1, ruling="kept", answer="维持")
        assert bare.status_code == 422
        said = {"point": 1, "ruling": "amended", "answer": WHY, "severity": "grave", "fact": "情况比原来写的更重。"}
        graver = post(client, world.reviewer, case, "answer_point", **said)
        assert graver.status_code == 409 and "不得因为提出异议而加重" in graver.content.decode()
        said = {"point": 1, "ruling": "amended", "answer": WHY, "severity": "minor", "fact": "七月没有填报。"}
        assert post(client, world.reviewer, case, "answer_point", **said).status_code == 302
        assert post(client, world.reviewer, case, "decide_objection", "move", summary=DECISION).status_code == 302
    assert issued.findings.get(no=1).severity == "minor" and WHY in told(issued, "ruling")


def test_f06_what_a_unit_is_shown_names_nobody_who_was_spoken_to(client, field, world, at):
    case = visited(field, world, at)
    said = {"visit": 1, "kind": "villager", "known_by": "not_shown", "called": "村民甲", "said": "联系人没有来过。",
            "agreed": "not_asked"}  # fmt: skip
    with at(date(2026, 9, 8), 16):
        moves.act(case, "record_person", by=world.office, **said)
    case = ended(case, world, at)
    assert "村民甲" in told(case, "records")
    client.force_login(world.head, backend="django.contrib.auth.backends.ModelBackend")
    assert "村民甲" not in client.get(reverse("web:case", args=[case.uid])).content.decode()
    assert client.get(reverse("web:sheet", args=[case.uid, "records"])).status_code == 404
    assert "村民甲" not in told(case, "feedback", str(world.town.pk))


def test_f07_feedback_and_conclusion_say_basis_facts_rights_and_term_and_the_term_starts_with_service(issued, world):
    said = told(issued, "feedback", str(world.town.pk))
    for words in ("依据：", "七月、八月两个月没有填报", "10 个工作日内", "口头陈述由督查室如实记录", "不视为认可"):
        assert words in said
    said = told(issued, "bulletin")
    for words in ("自送达之日起 30 日内可以书面申请复核", "由没有参加督查的人员办理", "整改继续进行"):
        assert words in said
    served = issued.services.filter(paper="督查结论").earliest("served_at").served_at
    assert fresh(issued).moments_known()["served"] == served


def test_f07_a_rectification_notice_says_facts_term_and_how_to_object(issued):
    case = Rectification.objects.order_by("number").first()
    said = str(kept(case, "rectification.notice")[0])
    for words in (case.finding["fact"], str(case.due_on), "申请复核", "申请延期", case.number):
        assert words in said


def test_f09_objecting_stays_nothing_but_the_minister_may_let_it_wait(client, issued, world, at):
    with at(date(2026, 10, 22)):
        late = post(client, world.head, issued, "file_objection", "move", points_1=REASONS)
        assert late.status_code == 409
        assert "2026-10-21" in late.content.decode() and "联系办公室" in late.content.decode()
    with at(date(2026, 10, 8)):
        case = objected(client, issued, world)
        work = case.findings.get(no=1).rectification.own
        assert work.due and post(client, world.head, work, "sign_for", "move").status_code == 302
        denied = post(client, world.deputy, case, "pause_rectification", finding=1, why=WHY)
        assert denied.status_code == 409
        assert post(client, world.minister, case, "pause_rectification", finding=1, why=WHY).status_code == 302
        assert Rectification.objects.get(pk=work.pk).due is None
    assert case.due.astimezone(case.stage_since.tzinfo) > case.stage_since  # thirty days to decide


def test_f14_silence_is_no_admission_and_a_word_of_guilt_stands_in_no_paper(client, feedback, world, at):
    with at(date(2026, 10, 1)):
        moves.move(feedback, "respond", by=roles.system_user())
    assert {finding.said for finding in feedback.findings.all()} == {"silent"}
    client.force_login(world.lead, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("web:case", args=[feedback.uid])).content.decode()
    assert "逾期未回应（不视为认可）" in page
    case = signed(reported(feedback, world, _later), world, _later)
    for name in ("feedback", "findings", "report", "bulletin"):
        assert not any(word in told(case, name) for word in ("违纪", "违法", "责任人认可", "承认"))
    assert not Event.objects.filter(uid=case.uid, kind="act.settle_proposal").exists()


def _later(day, hour=9):
    return clock.frozen(BEGUN.replace(month=10, day=day.day, hour=hour))


def test_f14_a_proposal_to_hold_to_account_is_drafted_only_for_what_is_grave_and_has_a_basis(issued, world):
    assert not issued.proposed.filter(kind="accountability").exists()
    with pytest.raises(Refused):
        moves.act(issued, "settle_proposal", by=world.deputy, proposal=1, decision="approved", reason=WHY)
