"""Every transition of an inspection is taken with the form that lies on a page, by the person who is entitled to it."""

from datetime import date

import pytest
from django.urls import reverse

from processes.inspection.models import Inspection
from tests.support.fast import edges
from tests.support.visitor import form_of
from tests.unit.inspection.conftest import PART, WHY, fresh, plan, staffed, visited
from workflows import moves

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REASONS = "台账八月底已经补报，系统里有记录可查。"
LATE = "十月初发生洪灾，全镇转移群众，十月二十日才恢复办公。"
BACK = "方案太笼统，请写明查什么、怎么查。"
WALKED = {
    "planning": {
        ("planned", "plan_review", "submit_plan"), ("plan_review", "planned", "send_back_plan"),
        ("plan_review", "cancelled", "cancel"),
    },
    "reporting": {
        ("planned", "plan_review", "submit_plan"), ("plan_review", "fieldwork", "approve_plan"),
        ("fieldwork", "findings_out", "give_feedback"), ("findings_out", "report_draft", "respond"),
        ("report_draft", "report_review", "submit_report"), ("report_review", "report_draft", "send_back_report"),
        ("report_review", "issued", "sign_report"),
    },
    "objecting": {
        ("issued", "objection", "file_objection"), ("objection", "objection", "object_late"),
        ("objection", "objection", "admit_late"), ("objection", "objection", "refuse_late"),
        ("objection", "issued", "decide_objection"), ("issued", "closed", "archive"),
    },
    "late": {
        ("issued", "closed", "archive"), ("closed", "issued", "object_late"), ("issued", "issued", "refuse_late"),
        ("issued", "issued", "object_late"), ("issued", "objection", "admit_late"),
    },
}  # fmt: skip


@pytest.fixture
def walk(client):
    """Take a move with the form of the page on which it is offered; every edge taken is kept in `walk.taken`."""

    def take(user, case, name, **given):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        before, home = fresh(case), reverse("web:case", args=[case.uid])
        door = reverse("web:move", args=[case.uid, name])
        form = next(filter(None, (_form(client, one, door) for one in (home, door, *_pages(before, name)))), None)
        assert form, f"{name} is offered to {user} on no page of {before.stage}"
        answer = client.post(form.action, {key: said for key, said in (form.fields | given).items() if said != ""})
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        take.taken.add((before.stage, fresh(case).stage, name))
        return fresh(case)

    take.taken = set()
    return take


def _pages(case, name):
    return [case.pages()[name][1]] if name in case.pages() else []


def _form(client, page, door):
    """The form of a page that leads to the door, or that is sent to the process's own page for it."""
    found = client.get(page, follow=True)
    form = form_of(found.content.decode(), door) or page != door and "/case/" not in page and form_of(
        found.content.decode(), ""
    )  # fmt: skip
    if form:
        form.action = form.action or page
    return form


def test_a_plan_is_sent_back_and_cancelled(opened, world, walk):
    plan(opened, world)
    staffed(fresh(opened), world)
    walk(world.lead, opened, "submit_plan", approver=world.deputy.pk)
    walk(world.deputy, opened, "send_back_plan", reason=BACK)
    walk(world.lead, opened, "submit_plan", approver=world.deputy.pk)
    assert walk(world.deputy, opened, "cancel", reason="与下月的专项督查合并进行，不再单独安排。").is_closed
    assert walk.taken == WALKED["planning"]


def test_from_the_plan_to_the_signature(opened, world, walk, at):
    plan(opened, world, targets=[world.town])
    staffed(fresh(opened), world)
    walk(world.lead, opened, "submit_plan", approver=world.deputy.pk)
    case = visited(walk(world.deputy, opened, "approve_plan"), world, at, [world.town])
    with at(date(2026, 9, 15), 17):
        moves.act(case, "end_fieldwork", by=world.lead, on=date(2026, 9, 15))
        walk(world.lead, case, "give_feedback")
    with at(date(2026, 9, 17)):
        walk(world.head, case, "respond", overall="情况属实，马上整改。")
        moves.act(case, "fill_topic", by=world.one, topic=1, note="两个乡镇都已建册，更新不够及时。")
        parts = {name: PART * 11 for name in ("situation", "problems", "causes", "suggestions")}
        moves.act(case, "save_report", by=world.lead, **parts)
    with at(date(2026, 9, 18)):
        walk(world.lead, case, "submit_report")
        walk(world.deputy, case, "send_back_report", reason="建议部分请再写具体一些。")
        walk(world.lead, case, "submit_report")
        assert walk(world.minister, case, "sign_report", conclusion="总体达到要求。").stage == "issued"
    assert walk.taken == WALKED["reporting"]


def review(case, world, walk):
    for row in case.objections.filter(ruling=""):
        moves.act(case, "answer_point", by=world.reviewer, point=row.no, ruling="kept", answer=WHY)
    return walk(world.reviewer, case, "decide_objection", summary="经复核，逐点作出以上决定。")


def test_objections_in_time_and_late(issued, world, walk, at):
    late = {"points_2": REASONS, "why": LATE}
    with at(date(2026, 10, 20)):
        walk(world.head, issued, "file_objection", points_1=REASONS)
    with at(date(2026, 10, 26)):
        walk(world.head2, issued, "object_late", **late)
        walk(world.reviewer, issued, "refuse_late", reason="所述洪灾不在本镇，理由不成立。")
        walk(world.head2, issued, "object_late", **late)
        walk(world.reviewer, issued, "admit_late", reason="补交了证明，理由正当，予以受理。")
        review(fresh(issued), world, walk)
        assert walk(world.archivist, issued, "archive").is_closed
    assert walk.taken == WALKED["objecting"]


def test_a_late_objection_to_what_was_issued_and_to_what_was_archived(issued, world, walk, at):
    late = {"points_1": REASONS, "why": LATE}
    with at(date(2026, 10, 26)):
        walk(world.archivist, issued, "archive")
        walk(world.head, issued, "object_late", **late)
        walk(world.reviewer, issued, "refuse_late", reason="所述洪灾不在本镇，理由不成立。")
        walk(world.head, issued, "object_late", **late)
        assert (
            walk(world.reviewer, issued, "admit_late", reason="补交了证明，理由正当，予以受理。").stage == "objection"
        )
    assert walk.taken == WALKED["late"]


def test_no_transition_is_left_out():
    assert set().union(*WALKED.values()) == edges(Inspection)
