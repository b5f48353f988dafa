"""The same walk through the pages of the case: each form gives the answers that its step asks for."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from people import clock
from processes.inspection.models import Inspection
from tests.unit.inspection.conftest import FACT, FIRST, LAST, PART, WHY, fresh, picture

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both


@pytest.fixture
def post(client):
    def send(user, way, case, name, /, status=302, **data):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(reverse("web:case", args=[case.uid])).status_code == 200
        answer = client.post(reverse(f"web:{way}", args=[case.uid, name]), data)
        assert answer.status_code == status, answer.content.decode()[-3000:]
        return fresh(case) if status == 302 else answer.content.decode()

    return send


def test_an_inspection_is_started_from_the_catalogue(client, world):
    client.force_login(world.supervision, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("web:begin", args=["inspection"])
    assert client.get(address).status_code == 200
    said = {"title": "专项督查", "mode": "open", "lead": world.lead.pk}
    assert client.post(address, said).status_code == 302
    assert Inspection.objects.get().lead == world.lead


def planned(post, opened, world):
    said = {
        "title": "三季度督查", "mode": "open", "content": "查进展", "targets": [world.town.pk, world.town2.pk],
        "topics": "一册一线\n例会", "scope": "今年以来", "methods": ["files"], "starts_on": FIRST.isoformat(),
        "ends_on": LAST.isoformat(), "days_per_unit": 6,
    }  # fmt: skip
    post(world.lead, "act", opened, "save_plan", **said)
    post(world.lead, "act", opened, "save_team", lead=world.lead.pk, members=[world.one.pk, world.two.pk])
    people = [world.lead, world.one, world.two]
    post(world.supervision, "act", opened, "confirm_training", people=[p.pk for p in people], on="2026-08-31")
    for one in people:
        post(one, "act", opened, "declare_ties", conflict="")
    post(world.lead, "move", opened, "submit_plan", approver=world.deputy.pk)
    post(world.deputy, "move", opened, "approve_plan")


def seen(post, opened, world):
    for n, town in enumerate((world.town, world.town2), start=1):
        when = clock.now().strftime("%Y-%m-%dT%H:%M")
        said = {"unit": town.pk, "place": "村委会", "at": when, "method": "files", "notes": "查看全年台账和会议记录。"}
        post(world.one, "act", opened, "add_visit", topic="1", evidence_files=[picture()], **said)
        for who in (world.one, world.two):
            post(who, "act", opened, "sign_visit", visit=str(n))
        said = {"unit": town.pk, "severity": "serious", "clause": "Z06", "fact": FACT}
        post(world.one, "act", opened, "save_finding", evidence_files=[picture(f"#0000{n}0")], **said)
    said = {"visit": "1", "kind": "villager", "known_by": "vouched", "said": "今年来过两次。", "agreed": "signed"}
    post(world.one, "act", opened, "record_person", called="村民甲", **said)
    post(world.two, "act", opened, "save_practice", unit=world.town.pk, text="用联系卡代替登记表，群众认可。")


def written(post, opened, world):
    for no in ("1", "2"):
        said = {"said_0": "yes", "note": "两个乡镇都已开展，更新不够及时。"}
        post(world.one, "act", opened, "fill_topic", topic=no, **said)
    parts = dict.fromkeys(("situation", "problems", "causes", "suggestions"), PART * 11)
    post(world.lead, "act", opened, "save_report", **parts)
    post(world.two, "act", opened, "dissent", text="我认为第二个问题证据还不充分。")
    post(world.lead, "move", opened, "submit_report")
    post(world.minister, "move", opened, "sign_report", conclusion="总体达到要求。")


def test_from_plan_to_archive_by_forms(opened, world, post, at):
    planned(post, opened, world)
    with at(FIRST, 15):
        seen(post, opened, world)
    with at(LAST, 17):
        post(world.lead, "act", opened, "end_fieldwork", on=LAST.isoformat())
        post(world.lead, "move", opened, "give_feedback")
        post(world.head, "act", opened, "answer_findings", overall="", answers_1="情况属实。")
        post(world.head2, "move", opened, "respond", overall="没有意见。", answers_2="")
    with at(date(2026, 9, 18)):
        written(post, opened, world)
    with at(date(2026, 9, 22)):
        post(world.head, "move", opened, "file_objection", points_1=WHY)
        said = {"point": "1", "ruling": "amended", "answer": WHY, "severity": "minor", "fact": "七月没有填报。"}
        post(world.reviewer, "act", opened, "answer_point", **said)
        post(world.reviewer, "move", opened, "decide_objection", summary=WHY)
    with at(date(2026, 9, 18) + timedelta(days=32)):
        assert post(world.archivist, "move", opened, "archive").stage == "closed"


def test_every_stage_has_a_page_for_everybody_in_it(opened, world, post, at, client):
    planned(post, opened, world)
    with at(FIRST, 15):
        seen(post, opened, world)
        for who in (world.lead, world.one, world.two, world.supervision, world.deputy, world.head):
            client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
            for name in ("case", "history"):
                assert client.get(reverse(f"web:{name}", args=[opened.uid])).status_code == 200


@pytest.mark.parametrize(
    ("who", "kind", "name"),
    [("head", "move", "submit_plan"), ("clerk", "act", "save_plan"), ("archivist", "act", "save_team")],
)
def test_others_find_nothing_to_do_and_are_refused(opened, world, client, who, kind, name):
    client.force_login(getattr(world, who), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse(f"web:{kind}", args=[opened.uid, name]))
    assert answer.status_code in (404, 409, 422)
