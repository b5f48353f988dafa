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
from workflows.models import Outbox
from workflows.papers import chinese_date
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
    for words in (case.finding["fact"], chinese_date(case.due_on), "申请复核", "申请延期", case.number):
        assert words in said


def test_f09_objecting_stays_nothing_but_the_minister_may_let_it_wait(client, issued, world, at):
    with at(date(2026, 10, 22)):
        late = post(client, world.head, issued, "file_objection", "move", points_1=REASONS)
        assert late.status_code == 409
        said = late.content.decode()
        assert "2026-10-21" in said and "申请逾期复核" in said and REASONS in said  # the way out; what was typed stays
    with at(date(2026, 10, 8)):
        case = objected(client, issued, world)
        work = case.findings.get(no=1).rectification.own
        assert work.due and post(client, world.head, work, "sign_for", "move").status_code == 302
        denied = post(client, world.deputy, case, "pause_rectification", finding=1, why=WHY)
        assert denied.status_code == 409
        assert post(client, world.minister, case, "pause_rectification", finding=1, why=WHY).status_code == 302
        assert Rectification.objects.get(pk=work.pk).due is None
    assert case.due.astimezone(case.stage_since.tzinfo) > case.stage_since  # thirty days to decide


LATE = "十月初发生洪灾，全镇转移群众，十月二十日才恢复办公。"


def ask_late(client, case, world, **said):
    return post(client, world.head, case, "object_late", "move", **({"points_1": REASONS, "why": LATE} | said))


def page_of(client, user, case):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(reverse("web:case", args=[case.uid])).content.decode()


def decide_late(client, who, case, name, **said):
    reason = {"reason": "洪灾由县应急局证明，理由正当，予以受理。"}
    return post(client, who, case, name, "move", **({"asked": 1} | reason | said))


def test_f09_a_late_objection_with_a_justified_cause_is_admitted_and_heard(client, issued, world, at):
    with at(date(2026, 10, 21)):
        early = ask_late(client, issued, world)
        assert early.status_code == 409 and "期限还没有过" in early.content.decode()
        assert "申请逾期复核" not in page_of(client, world.head, issued)
    with at(date(2026, 10, 22)):
        assert "申请逾期复核" in page_of(client, world.head, issued)
        assert ask_late(client, issued, world, why="忘了").status_code == 422
        assert ask_late(client, issued, world).status_code == 302
        again = ask_late(client, issued, world)
        assert again.status_code == 409 and "等决定" in again.content.decode()
        work = issued.task_set.get(owner=world.reviewer, status="ASSIGNED")
        assert work.due.astimezone().date() == date(2026, 10, 29)
        archive = post(client, world.archivist, issued, "archive", "move")
        assert archive.status_code == 409 and "1 项逾期复核申请没有决定" in archive.content.decode()
        assert LATE in page_of(client, world.reviewer, issued) and LATE not in page_of(client, world.head2, issued)
        for other in (world.lead, world.minister, world.head):  # who inspected, who signed, who asks
            assert decide_late(client, other, issued, "admit_late").status_code == 409
        assert decide_late(client, world.reviewer, issued, "admit_late").status_code == 302
        case = fresh(issued)
        assert case.stage == "objection" and case.due.astimezone().date() >= date(2026, 11, 21)
        assert case.objections.get().text == REASONS and case.objections.get().by == world.head
        said = {"point": 1, "ruling": "withdrawn", "answer": WHY}
        assert post(client, world.reviewer, case, "answer_point", **said).status_code == 302
        assert post(client, world.reviewer, case, "decide_objection", "move", summary=DECISION).status_code == 302
    assert fresh(case).stage == "issued" and case.findings.get(no=1).state == "withdrawn"
    kept = Event.objects.filter(uid=case.uid, kind__in=("move.object_late", "move.admit_late")).order_by("seq")
    assert [event.actor_name for event in kept] == [world.head.name, world.reviewer.name]


def test_f09_a_late_objection_without_cause_is_refused_with_the_reason_and_may_come_again(client, issued, world, at):
    with at(date(2026, 10, 22)):
        assert ask_late(client, issued, world).status_code == 302
        bare = decide_late(client, world.reviewer, issued, "refuse_late", reason="不行")
        assert bare.status_code in (409, 422)
        why = "通知当日已送达签收，所述洪灾不在本镇，理由不成立。"
        assert decide_late(client, world.reviewer, issued, "refuse_late", reason=why).status_code == 302
        assert fresh(issued).stage == "issued" and not issued.objections.exists()
        assert why in page_of(client, world.head, issued)
        told = Outbox.objects.get(uid=issued.uid, topic="inspection.late_refused")
        assert told.recipients == [world.head.pk]
        assert not issued.task_set.filter(owner=world.reviewer, status="ASSIGNED").exists()
        assert decide_late(client, world.reviewer, issued, "admit_late").status_code == 422  # nothing to choose
        with pytest.raises(Refused, match="没有待决定"):
            moves.move(issued, "admit_late", by=world.reviewer, asked=1, reason=why)
        assert ask_late(client, issued, world, why=LATE + "补交镇政府证明。").status_code == 302


def test_f09_a_late_objection_brings_back_what_was_archived(client, issued, world, at):
    with at(date(2026, 10, 23)):
        moves.move(issued, "archive", by=world.archivist)
    with at(date(2026, 12, 1)):
        assert ask_late(client, fresh(issued), world).status_code == 302
        case = fresh(issued)
        assert case.stage == "issued" and not case.is_closed and case.due > clock.now()
        assert case.task_set.filter(owner=world.reviewer, status="ASSIGNED").exists()
        assert decide_late(client, world.reviewer, case, "refuse_late").status_code == 302
        assert post(client, world.archivist, case, "archive", "move").status_code == 302
    assert fresh(case).stage == "closed"


def test_f09_a_late_objection_during_a_review_joins_it_and_the_review_waits_for_it(client, issued, world, at):
    with at(date(2026, 10, 20)):
        case = objected(client, issued, world)
    with at(date(2026, 10, 26)):
        mine = {"points_2": "八月停电，有供电所证明。", "why": LATE}
        assert post(client, world.head2, case, "object_late", "move", **mine).status_code == 302
        said = {"point": 1, "ruling": "kept", "answer": WHY}
        assert post(client, world.reviewer, case, "answer_point", **said).status_code == 302
        early = post(client, world.reviewer, case, "decide_objection", "move", summary=DECISION)
        assert early.status_code == 409 and "逾期复核申请" in early.content.decode()
        assert decide_late(client, world.reviewer, case, "admit_late").status_code == 302
        assert fresh(case).stage == "objection" and case.objections.count() == 2
        assert case.task_set.filter(owner=world.reviewer, status="ASSIGNED").count() == 1


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
