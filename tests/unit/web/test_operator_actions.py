"""Each operator action is offered on a page of a real process to whom it is for, and done by its form."""

import pytest
from django.urls import reverse

from ledger.models import Event
from tests.support.world import person
from tests.unit.rectification.conftest import (  # noqa: F401
    SEEN,
    WHY,
    assigned,
    checking,
    executing,
    file,
    on,
    planned,
    struck,
    submitted,
    team,
)
from tests.unit.suggestion.conftest import assigned as studied
from tests.unit.suggestion.conftest import drafted, world  # noqa: F401
from workflows import moves

pytestmark = pytest.mark.django_db


@pytest.fixture
def does(client):
    """`does(case, person, act, …)`: finds it on the page of the case and sends its form; what was noted last."""

    def press(case, one, name, **said):
        client.force_login(one)
        address = reverse("web:act", args=[case.uid, name])
        page = client.get(reverse("web:case", args=[case.uid])).content.decode()
        assert address in page, f"{name} is not offered"
        answer = client.post(address, said)
        assert answer.status_code == 302, f"{name} is refused"
        return Event.objects.filter(uid=case.uid).order_by("-seq").first().kind

    return press


def test_work_is_handed_on_asked_about_and_had_back(does, world):  # noqa: F811
    case, other = studied(world), person("zz_clerk_two", "clerk")
    assert does(case, world.clerk, "delegate", to=other.pk, ask="经费是否够用") == "act.delegate"
    assert does(case, other, "give_back", opinion="够用，可以采纳。") == "act.give_back"
    assert does(case, world.clerk, "transfer", to=other.pk, reason="外出学习一周") == "act.transfer"
    taken = case.task_set.get(owner=other, status="ASSIGNED").pk
    assert does(case, world.clerk, "recall", taken=taken) == "act.recall"


def test_others_read_along_answer_and_are_mentioned(does, world):  # noqa: F811
    case = studied(world)
    said = {"people": [world.rc_head.pk], "reply": "on", "text": "请看第二点"}
    assert does(case, world.clerk, "circulate", **said) == "act.circulate"
    assert does(case, world.rc_head, "reply", text="没有意见。") == "act.reply"
    assert does(case, world.clerk, "copy", people=[world.rc_clerk.pk]) == "act.copy"
    assert does(case, world.rc_clerk, "seen") == "act.seen"
    said = {"text": "请留意第二点的口径", "mentions": [world.rc_head.pk]}
    assert does(case, world.clerk, "comment", **said) == "act.comment"


def test_a_case_is_urged_halted_and_let_go_on(does, world):  # noqa: F811
    case, minister = studied(world), person("the_minister", "minister", unit_code="BWH")
    assert does(case, world.office_head, "urge", text="请本周拟复") == "act.urge"
    halt = {"ground": "other_case", "reason": "等待上级文件明确口径后继续办理。"}
    assert does(case, minister, "suspend", **halt) == "act.suspend"
    assert does(case, minister, "resume", reason="文件已到") == "act.resume"


def test_what_was_just_done_is_taken_back(does, world):  # noqa: F811
    case = drafted(world)
    assert does(case, world.clerk, "take_back") == "act.take_back"
    case.refresh_from_db()
    assert case.stage == "assigned"


def test_a_jump_is_proposed_and_confirmed_one_level_up(does, assigned, team):  # noqa: F811
    moves.move(assigned, "sign_for", by=team.head)
    assert does(assigned, team.supervision, "propose_jump", to="executing", reason=WHY) == "act.propose_jump"
    assert does(assigned, team.deputy, "decide_jump", outcome="approve", reason=WHY) == "act.decide_jump"
    assigned.refresh_from_db()
    assert assigned.stage == "executing"


def test_it_is_returned_to_a_stage_that_is_offered(does, submitted, team):  # noqa: F811
    said = {"target": "executing", "mode": "rerun", "reason": WHY}
    assert does(submitted, team.inspector, "return_to", **said) == "act.return_to"


def test_it_is_ended_by_the_minister(does, assigned, team):  # noqa: F811
    moves.move(assigned, "sign_for", by=team.head)
    assert does(assigned, team.minister, "terminate", reason=WHY) == "act.terminate"


def test_what_was_closed_is_opened_again(does, struck, team):  # noqa: F811
    with on(2026, 5, 28):
        photo = file(struck, team.supervision, "回头看照片")
        moves.move(struck, "pass_recheck", by=team.supervision, record=SEEN, evidence=[photo])
        assert does(struck, team.deputy, "reopen", to="cancelled_no", reason=WHY) == "act.reopen"
