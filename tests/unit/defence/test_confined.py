"""Whom a case is about knows it from the room alone, and from nowhere before something was served (F11)."""

import pytest

from policy import rooms
from policy import rules as policy
from tests.support.world import person
from workflows import definitions, moves
from workflows.errors import NotFound, Refused
from workflows.models import Outbox, Participant, WorkItem
from workflows.step import Step
from workflows.touched import refuse_touched, touched


def test_before_the_first_service_there_is_no_case_and_no_room(matter):
    assert not policy.may_see(matter.respondent, matter.case)
    assert not rooms.of(matter.respondent).exists() and not policy.knows(matter.respondent, matter.case)
    with pytest.raises(NotFound):
        matter.act("state_defence", matter.respondent, text="听说有人查我")


def test_after_it_the_case_stands_in_the_room_and_nowhere_else(matter):
    matter.begin()
    assert rooms.holds(matter.respondent, matter.case)
    assert not policy.may_see(matter.respondent, matter.case)
    with pytest.raises(NotFound):
        matter.act("comment", matter.respondent, text="我要看案卷")


def test_what_is_theirs_at_another_time_is_refused_without_a_word_of_the_case(matter):
    matter.begin()
    moves.move(matter.case, "adopt", by=matter.officer)
    facts = {code: one for code, one in matter.now().rules.stages.items()}
    assert "state_defence" in facts["decision"].acts
    facts["adopted"].acts.pop("state_defence")
    with pytest.raises(Refused) as refused:
        matter.act("state_defence", matter.respondent, text="我有话说")
    assert "通过" not in refused.value.why and matter.officer.name not in refused.value.why
    definitions.forget()


@pytest.mark.parametrize("ground", ["office", "opened", "served", "copied"])
def test_no_other_ground_opens_the_case_to_whom_it_is_about(matter, ground, monkeypatch):
    if ground == "office":
        person("respondent", "office")
        monkeypatch.setitem(policy.READERS, "approval", frozenset({"office"}))
    elif ground == "opened":
        matter.case.opened_by = matter.respondent
        matter.case.save(update_fields=["opened_by"])
    elif ground == "served":
        Participant.objects.create(case=matter.case, person=matter.respondent, role="served")
    else:
        row = WorkItem.objects.filter(process=matter.case).last()
        WorkItem.objects.filter(pk=row.pk).update(owner=matter.respondent)
    assert not policy.may_see(matter.respondent, matter.case)
    assert matter.case not in policy.visible(matter.respondent)


def test_everybody_else_sees_the_case_as_before(matter):
    assert policy.may_see(matter.author, matter.case) and policy.may_see(matter.signer, matter.case)
    assert not rooms.of(matter.author).exists()


def test_no_notice_reaches_them_before_something_was_served(matter):
    def told(case):
        step = Step(case, matter.officer, "act.test", case.created)
        step.tell("case.moved", [matter.respondent.pk, matter.author.pk])
        return [pk for row in step.told for pk in row.recipients]

    assert told(matter.now()) == [matter.author.pk]
    matter.begin()
    assert set(told(matter.now())) == {matter.author.pk, matter.respondent.pk}
    assert not any(matter.respondent.pk in row.recipients for row in Outbox.objects.all())


def test_whom_it_is_about_is_barred_from_handling_it(matter):
    assert matter.respondent.pk in matter.now().barred()


def test_f08_everybody_who_acted_in_a_case_or_where_it_came_from_has_touched_it(matter):
    from workflows.models import Link

    later = moves.open_case("approval", by=person("second", "clerk"), title="后续事项")
    Link.objects.create(source=matter.case, target=later, kind="L5", reason="由其引出", at=later.created)
    found = touched(later)
    assert {matter.author.pk, matter.signer.pk, later.opened_by_id} == found
    assert "不能参加复核" in refuse_touched(later, matter.signer) and refuse_touched(later, matter.other) == ""
