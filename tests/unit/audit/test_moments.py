"""A case as it was after each step, and what differs between two."""

from datetime import timedelta

import pytest

from audit import moments, sight
from ledger import read
from people.models import Mandate
from policy import rules as policy
from tests.support.world import person
from workflows import changes, clock, moves
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db


def test_a_state_is_what_had_been_said_by_then(case):
    entries = read.history(case.uid)
    assert moments.values(entries, 1).get("title", "购置档案柜") == "购置档案柜"
    assert moments.values(entries, 2)["title"] == "购置铁皮档案柜"
    assert moments.stage(entries, 1) == "drafting" and moments.stage(entries, 3) == "hand"
    assert [code for code, _at in moments.visits(entries, 3)] == ["drafting", "hand"]


def test_two_moments_differ_in_what_was_changed_between_them(case):
    entries = read.history(case.uid)
    found, _same = moments.differences(case, {"title": "购置档案柜"}, moments.values(entries, 2))
    title = next(one for one in found if one.label == str(changes.label(case, "title")))
    assert title.old == [("购置", ""), ("档案柜", "")]
    assert title.new == [("购置", ""), ("铁皮", "ins"), ("档案柜", "")]
    assert moments.differences(case, moments.values(entries, 2), moments.values(entries, 2))[0] == []


def test_the_last_state_of_every_case_is_what_its_row_says(case):
    last = moments.values(read.history(case.uid), 99)
    case.refresh_from_db()
    assert {name: value for name, value in last.items() if name == "title"} == {"title": case.title}


def test_an_erased_value_is_told_as_erased(case, author):
    class Entry:
        def __init__(self, seq, fields):
            self.event = type("E", (), {"seq": seq, "went_to": "", "came_from": "", "kind": "act.edit"})
            self.fields = fields

    entries = [Entry(1, {"changed_private": ["title"]})]
    found, _same = moments.differences(case, {"title": "旧"}, moments.values(entries, 1))
    assert found[0].new == [("", "gone")]


def test_whoever_works_later_could_not_see_it_then(case, author):
    entries = read.history(case.uid)
    then, now = entries[0].event.at, clock.now()
    early = {one.person.username for one in sight.of(case, then, "internal")}
    late = {one.person.username for one in sight.of(case, now, "internal")}
    assert "author" in early and "handler" not in early and {"author", "handler"} <= late


def test_every_one_who_is_told_to_see_it_now_does_see_it(case, auditor):
    for one in sight.of(case, clock.now(), case.classification):
        assert policy.may_see(one.person, case), one.person.username
    assert not any(one.person.username == "nobody" for one in sight.of(case, clock.now(), "internal"))


def test_a_guarded_case_is_not_told_to_lie_open_to_offices(case):
    person("office", "office", unit_code="BGS")
    policy.declare("specimen", frozenset({"office"}))
    open_ = {one.person.username for one in sight.of(case, clock.now(), "internal")}
    guarded = {one.person.username for one in sight.of(case, clock.now(), "restricted")}
    assert "office" in open_ and "office" not in guarded


def test_a_state_is_not_made_of_what_came_later(case, author):
    moves.act(case, "comment", by=author, text="补充说明")
    entries = read.history(case.uid)
    assert moments.values(entries, 3) == moments.values(entries, len(entries))


def test_work_taken_from_somebody_is_told_until_then_and_no_longer(case, author):
    former, entries = person("former"), read.history(case.uid)
    item = WorkItem.objects.filter(process=case).latest("pk")
    WorkItem.objects.filter(pk=item.pk).update(
        owner=former, status="CANCELED", closed_why="recused", finished=clock.now()
    )
    before, after = item.created, clock.now()

    def told(at, level):
        return former in [one.person for one in sight.of(case, at, level)]

    assert entries and told(before, "restricted") and not told(after, "restricted") and told(after, "internal")


def test_who_acts_for_somebody_with_open_work_sees_it_on_those_days_and_an_administrator_never(case):
    item = WorkItem.objects.filter(process=case, status="ASSIGNED").latest("pk")
    agent, admin, today = person("agent"), person("admin", "system_admin"), clock.today()
    Mandate.objects.create(principal=item.owner, agent=agent, since=today, until=today, reason="出差")
    case.participants.create(person=admin, role="expert")
    now = {one.person: one.whys for one in sight.of(case, clock.now(), "restricted")}
    assert now[agent] == ["代他人办理"] and admin not in now
    then = clock.now() + timedelta(days=2)
    assert agent not in [one.person for one in sight.of(case, then, "restricted")]
