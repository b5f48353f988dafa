"""The minutes of an acceptance: written after the vote, signed by the group, locked by the last signature."""

import pytest
from django.test import Client

from people import clock
from tests.unit.task_project.conftest import MINUTES, accepted, called, fresh
from web import ways
from workflows import moves, papers
from workflows.errors import Refused
from workflows.models import Outbox, Sitting, WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def voted(completed, team):
    moves.move(completed, "start_acceptance", by=team.supervision, **called(team))
    sitting = accepted(completed, team, signed=False)
    with clock.frozen(sitting.starts_at):
        yield fresh(completed)


def asked(case):
    return set(WorkItem.objects.filter(process=case, kind="seat", status="ASSIGNED").values_list("owner", flat=True))


def sitting_of(case):
    return Sitting.objects.get(case=case)


def write(case, team, words=MINUTES):
    moves.act(case, "record", by=team.supervision, minutes=words)


def test_everybody_in_the_group_is_asked_to_sign(voted, team):
    write(voted, team)
    everybody = {judge.pk for judge in team.judges}
    assert asked(voted) == everybody
    assert set(Outbox.objects.get(uid=voted.uid, topic="record.to_sign").recipients) == everybody
    found = {way.name: way for way in ways.of(fresh(voted), team.judges[0], clock.now())}
    assert found["sign_record"].duty and "amend_record" in found


def test_the_last_signature_locks_the_minutes(voted, team):
    write(voted, team)
    for judge in team.judges:
        assert sitting_of(voted).minutes_locked_at is None
        moves.act(voted, "sign_record", by=judge)
    assert asked(voted) == set() and sitting_of(voted).minutes_locked_at
    with pytest.raises(Refused):
        write(voted, team, MINUTES + "另记。")


def test_a_correction_is_asked_for_and_a_new_text_is_signed_anew(voted, team):
    write(voted, team)
    moves.act(voted, "sign_record", by=team.judges[0])
    moves.act(voted, "amend_record", by=team.judges[1], change="少记了两个站点的核对情况，请补上。")
    assert Outbox.objects.get(uid=voted.uid, topic="record.amend").recipients == [team.supervision.pk]
    write(voted, team, MINUTES + "其中两个站点为现场核对。")
    assert asked(voted) == {judge.pk for judge in team.judges}


def test_who_refuses_is_noted_with_the_reason_and_nobody_signs_for_another(voted, team):
    write(voted, team)
    seat = sitting_of(voted).seats.get(person=team.judges[2])
    with pytest.raises(Refused, match="不能代签"):
        moves.act(voted, "note_signature", by=team.supervision, seat=seat.pk)
    moves.act(voted, "note_signature", by=team.supervision, seat=seat.pk, refusal="认为两个站点没有看到现场")
    assert asked(voted) == {judge.pk for judge in team.judges[:2]}
    with pytest.raises(Refused):
        moves.act(voted, "sign_record", by=team.head)


def test_nothing_is_signed_that_is_not_written(voted, team):
    with pytest.raises(Refused, match="笔录还没有完成"):
        moves.act(voted, "sign_record", by=team.judges[0])


def test_the_approval_waits_for_the_minutes_and_names_who_has_not_signed(voted, team):
    with pytest.raises(Refused, match="验收记录还没有写"):
        approve(voted, team)
    write(voted, team)
    moves.act(voted, "sign_record", by=team.judges[0])
    with pytest.raises(Refused, match="judge1、judge2还没有在验收记录上签字.*拒签的由督查室登记理由"):
        approve(voted, team)
    assert fresh(voted).stage == "acceptance"
    moves.act(voted, "sign_record", by=team.judges[1])
    moves.act(voted, "sign_record", by=team.judges[2], refusal="认为两个站点没有看到现场")
    approve(voted, team)
    assert fresh(voted).stage == "done" and asked(voted) == set()
    kept = str(papers.issued(voted, "sitting.meeting")[0])
    assert MINUTES in kept and kept.index("judge0", kept.index("signatures")) < kept.index("拒签")


def approve(case, team):
    moves.move(case, "accept_result", by=team.deputy, report="办结报告：各项任务均已完成。", reached=True)


def test_the_page_says_why_the_approval_has_to_wait(voted, team):
    client = Client()
    client.force_login(team.deputy)
    said = {"report": "办结报告：各项任务均已完成。", "reached": "on"}
    answer = client.post(f"/case/{voted.uid}/move/accept_result/", said)
    assert answer.status_code == 409 and "验收记录还没有写" in answer.content.decode()
