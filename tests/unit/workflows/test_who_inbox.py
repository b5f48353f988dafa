"""Whose work stands in an inbox, in one order, and why it is there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from people import clock, mandates
from people.models import Absence, Mandate
from tests.support.world import person, unit
from workflows import inbox, moves, why
from workflows.models import WorkItem
from workflows.testing import fresh

pytestmark = pytest.mark.django_db


def signing(title, *names, mode=""):
    case = moves.open_case("approval", by=person("author", "clerk"), unit=unit(), title=title)
    moves.move(case, "submit", by=person("author"), signers=[person(n).pk for n in names], decider=person("d").pk)
    return fresh(case)


def lend(principal, agent, processes=""):
    today = clock.today()
    return Mandate.objects.create(
        principal=person(principal), agent=person(agent), since=today, until=today, processes=processes, reason="学习"
    )


def titles(name, **more):
    who = person(name)
    return [row["title"] for row in inbox.page(who, lent=mandates.lent_to(who), **more).rows]


def test_the_work_of_both_stands_in_one_order_and_is_counted_together(db):
    for n, name in enumerate(("one", "two", "one")):
        case = signing(f"第{n}件", name)
        WorkItem.objects.filter(process=case, status="ASSIGNED").update(due=clock.now() + timedelta(days=n))
    lend("one", "two")
    assert titles("two") == ["第0件", "第1件", "第2件"] and titles("one") == ["第0件", "第2件"]
    who = person("two")
    assert inbox.count(who, lent=mandates.lent_to(who)) == 3


def test_pages_of_two_people_follow_each_other_without_gap_or_repeat(db):
    for n in range(9):
        case = signing(f"第{n}件", "one" if n % 2 else "two")
        due = clock.now() + timedelta(days=n) if n < 6 else None
        WorkItem.objects.filter(process=case, status="ASSIGNED").update(due=due)
    lend("one", "two")
    who, after, seen = person("two"), None, []
    for _ in range(9):
        page = inbox.page(who, after, 2, lent=mandates.lent_to(who))
        seen, after = seen + [row["title"] for row in page.rows], page.next
        if after is None:
            break
    assert seen == [f"第{n}件" for n in range(9)]


def test_with_everything_it_takes_four_statements(db):
    signing("一件事", "one"), lend("one", "two")
    assert inbox.page(person("one")).rows
    who = person("two")
    with CaptureQueriesContext(connection) as seen:
        lent = mandates.lent_to(who)
        inbox.page(who, lent=lent), inbox.count(who, lent=lent)
    assert len(seen) <= 4, [query["sql"][:150] for query in seen.captured_queries]


def test_what_is_personal_or_of_another_process_is_not_lent(db):
    case = signing("一件事", "one")
    lend("one", "two", "inspection")
    assert titles("two") == []
    Mandate.objects.update(processes="")
    assert titles("two") == ["一件事"]
    case.signings.update(mode="vote")
    assert titles("two") == [] and titles("one") == ["一件事"]


def item(case):
    return WorkItem.objects.select_related("owner", "parent__owner", "signing").get(process=case, status="ASSIGNED")


def test_an_item_says_why_it_is_mine(db):
    case = moves.open_case("approval", by=person("author", "clerk"), title="一件事")
    assert why.sentence(item(case), person("author")) == "因为你是发起人。"
    with override("en"):
        assert "发起人" not in why.sentence(item(case), person("author"))


def test_an_item_says_for_whom_i_act_and_until_when(db):
    case, today = signing("一件事", "张科长"), clock.today()
    lend("张科长", "two")
    said = why.sentence(item(case), person("two"))
    assert "代张科长（委托至" in said and f"{today.month}月{today.day}日" in said
    Mandate.objects.all().delete()
    Absence.objects.create(person=person("张科长"), substitute=person("two"), starts=today, ends=today)
    assert "代张科长（外出至" in why.sentence(item(case), person("two"))
    assert why.sentence(item(case), person("stranger")) == ""


def test_an_item_that_was_handed_on_names_whom_it_came_from(db):
    case = signing("一件事", "one")
    first = item(case)
    WorkItem.objects.filter(pk=first.pk).update(status="CANCELED")
    kept = {f.attname: getattr(first, f.attname) for f in WorkItem._meta.concrete_fields if f.attname != "id"}
    WorkItem.objects.create(**kept | {"owner_id": person("two").pk, "parent_id": first.pk, "asked": "transfer"})
    said = why.sentence(item(case), person("two"))
    assert "转办给你" in said and "原由one办理" in said
