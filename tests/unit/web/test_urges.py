"""催办 on the page of a case: offered to who watches over it, once a working day; then it says when it was done."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from ledger.models import Event
from people import clock
from tests.support.world import person
from tests.unit.web.conftest import text
from workflows import moves

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 15, tzinfo=clock.CHINA)


@pytest.fixture
def watched():
    with clock.frozen(FRIDAY):
        head, supervision = person("head", "section_head"), person("supervision", "supervision_office", unit_code="BGS")
        due = FRIDAY.date() + timedelta(days=60)
        case = moves.open_case(
            "task_project", by=supervision, unit=head.unit, title="试点", source="年度要点", metric="完成", due_on=due
        )
        moves.move(case, "register", by=supervision)
        case.supervision, case.head = supervision, head
        yield case


def page(case):
    return reverse("web:case", args=[case.uid])


def door(case):
    return reverse("web:act", args=[case.uid, "urge"])


def test_who_watches_over_a_case_finds_it_under_what_they_can_do(see, watched):
    shown = text(see(watched.supervision, page(watched)))
    assert door(watched) in shown and shown.index("你可以") < shown.index(door(watched))
    assert "head" in shown and "请你办理" not in shown


def test_after_it_was_done_the_page_says_when_and_offers_it_no_more_that_day(see, client, watched):
    client.force_login(watched.supervision)
    assert client.post(door(watched), {"text": "请今天签收"}).status_code == 302
    assert Event.objects.filter(uid=watched.uid, kind="act.urge").count() == 1
    shown = text(see(watched.supervision, page(watched)))
    assert door(watched) not in shown and "已在 11-20 15:00 催办" in shown
    assert client.post(door(watched), {"text": ""}).status_code == 409
    with clock.frozen(FRIDAY + timedelta(days=3)):
        shown = text(see(watched.supervision, page(watched)))
        assert door(watched) in shown and "催办，下个工作日" not in shown


def test_who_holds_the_work_and_who_only_reads_is_offered_nothing(see, watched):
    assert door(watched) not in text(see(watched.head, page(watched)))
    moves.act(watched, "urge", by=watched.supervision)
    assert "11-20 15:00 催办，下个工作日" not in text(see(watched.head, page(watched)))


def test_nobody_urges_themselves(see, watched):
    due = FRIDAY.date() + timedelta(days=60)
    own = moves.open_case(
        "task_project", by=watched.supervision, unit=watched.head.unit, title="未登记", source="年度要点",
        metric="完成", due_on=due,
    )  # fmt: skip
    assert door(own) not in text(see(watched.supervision, page(own)))


def test_a_case_that_has_ended_offers_none(see, watched):
    office = person("office", "office", unit_code="BGS")
    moves.act(watched, "contest", by=watched.head, text="这项任务不属于我科职责范围")
    moves.act(watched, "arbitrate", by=office, ruling="upheld", text="异议成立，退回重新交办")
    moves.move(watched, "dispute", by=watched.head, reason="按裁定退办，请重新确定牵头单位")
    assert door(watched) not in text(see(watched.supervision, page(watched)))
