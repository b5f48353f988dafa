"""Rounds of asking for suggestions: who opens and ends them, who may answer, until when, and what stays of it."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from ledger.append import SYSTEM
from ledger.read import history
from ledger.verify import verify
from people import clock
from people.clock import CHINA
from processes.suggestion import round_stats, rounds
from processes.suggestion.models import Suggestion
from processes.suggestion.rounds import Round
from tests.support.world import person
from tests.unit.suggestion.conftest import CONTENT, registered, step
from web import nav
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
NAME = "2026年度建言献策"


@pytest.fixture(autouse=True)
def march():
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        yield


def opened(world, **more):
    return rounds.open_round(by=world.office, **{"name": NAME, "first": date(2026, 3, 2)} | more)


def events():
    return [(entry.event.kind, entry.fields) for entry in history(SYSTEM) if "round" in entry.event.kind]


def test_the_office_opens_one_for_thirty_days_and_it_is_an_event(world):
    found = opened(world, theme="改进组织工作", channels=["form"], audience=["submitter"], quota=2)
    assert found.close_at.astimezone(CHINA).date() == date(2026, 4, 1) and found.state(clock.now()) == "open"
    ((kind, fields),) = events()
    assert kind == "suggestion.round_opened" and (fields["name"], fields["audience"]) == (NAME, ["submitter"])
    assert verify(SYSTEM).ok


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": "建言"}, "至少 4 个字"),
        ({"last": date(2026, 3, 1)}, "早于开始日期"),
        ({"first": date(2026, 1, 5), "last": date(2026, 2, 5)}, "已经过去"),
        ({"channels": ["fax"]}, "不存在的项"),
        ({"audience": ["minister"]}, "不存在的项"),
    ],
)
def test_what_makes_no_sense_is_not_opened(world, changes, why):
    with pytest.raises(Refused, match=why):
        opened(world, **changes)
    assert not Round.objects.exists() and events() == []


def test_the_same_name_twice_and_somebody_else_are_refused(world):
    opened(world)
    with pytest.raises(Refused, match="同名"):
        opened(world)
    with pytest.raises(Refused, match="由办公室发起"):
        rounds.open_round(by=world.clerk, name="另一轮征集", first=date(2026, 3, 2))
    assert len(events()) == 1


def test_an_answer_belongs_to_its_round_and_the_case_says_so(world):
    found = opened(world)
    case = registered(world, solicitation=found)
    assert (NAME in str(case.summary())) and list(round_stats.seen(found, world.office)) == [case]


def test_before_it_begins_and_after_it_ends_nobody_answers_but_may_still_suggest(world):
    later = opened(world, name="下一轮征集", first=date(2026, 3, 9))
    with pytest.raises(Refused, match="起才开始"):
        registered(world, solicitation=later)
    with clock.frozen(clock.now() + timedelta(days=60)), pytest.raises(Refused, match="已经结束"):
        registered(world, solicitation=later)
    assert registered(world).solicitation_id is None and Suggestion.objects.count() == 1


def test_who_is_not_asked_does_not_answer_and_the_office_registers_for_anybody(world):
    found = opened(world, audience=["village_cadre"])
    with pytest.raises(Refused, match="不面向你的身份"):
        registered(world, solicitation=found)
    assert registered(world, by=world.office, solicitation=found).solicitation == found
    assert rounds.open_for(world.citizen) == [] and rounds.open_for(world.office) == [found]


def test_ended_early_with_a_reason_it_is_closed_and_once(world):
    found = opened(world)
    registered(world, solicitation=found)
    with pytest.raises(Refused, match="提前结束的原因"):
        rounds.close_round(found, by=world.office, reason="")
    with pytest.raises(Refused, match="由办公室"):
        rounds.close_round(found, by=world.deputy, reason="征集任务已经完成")
    rounds.close_round(found, by=world.office, reason="征集任务已经完成")
    with pytest.raises(Refused, match="已经结束"):
        rounds.close_round(found, by=world.office, reason="征集任务已经完成")
    kind, fields = events()[-1]
    assert (kind, fields["came_in"], fields["reason"]) == ("suggestion.round_closed", 1, "征集任务已经完成")
    with pytest.raises(Refused, match="已经结束"):
        registered(world, solicitation=found)


def test_its_last_day_over_the_clock_ends_it_once(world):
    opened(world)
    assert rounds.close_over() == 0
    after = datetime(2026, 4, 2, 0, 5, tzinfo=CHINA)
    with clock.frozen(after):
        assert (rounds.close_over(), rounds.close_over()) == (1, 0)
    assert [kind for kind, _fields in events()] == ["suggestion.round_opened", "suggestion.round_closed"]


def test_the_last_day_counts_to_its_end(world):
    found = opened(world, last=date(2026, 3, 4))
    with clock.frozen(datetime(2026, 3, 4, 23, 50, tzinfo=CHINA)):
        assert registered(world, solicitation=found).solicitation_id == found.pk


def test_figures_count_what_the_reader_may_see_and_who_reached_the_number(world):
    found = opened(world, quota=2)
    for _n in range(2):
        registered(world, solicitation=found)
    routed = registered(world, by=world.office, solicitation=found)
    step(routed, "route_report", world.office, confirmed=True, handed_to="县纪委监委信访室当面接收")
    sums = round_stats.of(found, world.office)
    assert (sums.total, sums.transferred, sums.people, sums.reached) == (2, 1, 1, 1)
    assert round_stats.of(found, world.citizen).total == 2 and round_stats.of(found, world.clerk).total == 0


def got(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"web:suggestion:{name}", args=args))


def test_pages_by_role(client, world):
    found = opened(world, audience=["village_cadre"])
    auditor, admin = person("auditor", "auditor"), person("sysadm", "system_admin")
    for user, name, status in (
        (world.office, "rounds", 200), (world.citizen, "rounds", 200), (world.deputy, "rounds", 200),
        (auditor, "rounds", 404), (admin, "rounds", 404), (world.office, "round_new", 200),
        (world.deputy, "round_new", 404), (world.citizen, "round_new", 404),
    ):  # fmt: skip
        assert got(client, user, name).status_code == status, (user.username, name)
    assert got(client, world.office, "round", found.pk).status_code == 200
    assert got(client, world.citizen, "round", found.pk).status_code == 404
    assert NAME not in got(client, world.citizen, "rounds").content.decode()
    assert got(client, world.office, "round", 999).status_code == 404
    client.force_login(world.deputy)
    answer = client.post(reverse("web:suggestion:round_end", args=[found.pk]), {"reason": "征集任务已经完成"})
    assert answer.status_code == 409 and "由办公室" in answer.content.decode()


def test_opened_and_ended_on_the_page(client, world):
    client.force_login(world.office)
    url = reverse("web:suggestion:round_new")
    wrong = client.post(url, {"name": "建言", "first": "2026-03-02", "last": "2026-02-01"})
    assert wrong.status_code == 422 and "截止日期早于开始日期" in wrong.content.decode()
    given = {"name": NAME, "first": "2026-03-02", "last": "2026-03-31", "audience": ["submitter"], "quota": "1"}
    assert client.post(url, given).status_code == 302
    again = client.post(url, given)
    assert again.status_code == 409 and "同名" in again.content.decode()
    found = Round.objects.get()
    page = got(client, world.citizen, "round", found.pk).content.decode()
    assert "提建议" in page and "提前结束" not in page
    begun = client.get(reverse("web:begin", args=["suggestion"])).content.decode()
    assert NAME in begun and reverse("web:suggestion:rounds") in begun
    data = {
        "title": "补齐村级活动场所", "channel": "form", "content": CONTENT, "submitter_kind": "withheld",
        "solicitation": str(found.pk),
    }  # fmt: skip
    assert client.post(reverse("web:begin", args=["suggestion"]), data).status_code == 302
    assert "补齐村级活动场所" in got(client, world.office, "round", found.pk).content.decode()
    end = reverse("web:suggestion:round_end", args=[found.pk])
    assert client.post(end, {"reason": ""}).status_code == 422
    assert client.post(end, {"reason": "征集任务已经完成"}).status_code == 302
    assert "已结束" in got(client, world.office, "round", found.pk).content.decode()


def test_the_side_bar_offers_it_to_those_who_use_it(world):
    def names(user):
        return {item.name for _title, items in nav.sections(user) for item in items}

    assert all("web:suggestion:rounds" in names(user) for user in (world.office, world.citizen, world.deputy))
    assert "web:suggestion:rounds" not in names(person("auditor", "auditor"))
