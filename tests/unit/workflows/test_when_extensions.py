"""延期: asked for with a reason and approved before the term is over, once, by whom the stage names."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ledger.verify import verify
from people import calendar, clock, roles
from people.models import Holding
from web import reasons
from workflows import definitions, history, lights, moves, registry, sweep, testing
from workflows.conformance import story
from workflows.conformance.specimen.models import Specimen
from workflows.declare import Extension
from workflows.errors import Refused
from workflows.models import Outbox, Proposal

pytestmark = pytest.mark.django_db
WHY = "需要等两个单位的书面答复才能办。"
MONDAY = date(2026, 3, 2)  # five working days: the ninth
DUE, UNTIL = date(2026, 3, 9), date(2026, 3, 13)


def at(day, hour=9):
    return clock.frozen(datetime.combine(day, time(hour), clock.CHINA))


@pytest.fixture
def told(db):
    with at(MONDAY):
        return story.Story(story.people()).to("all")


def asked(told, day=MONDAY, who="signer_a", until=UNTIL, reason=WHY):
    with at(day):
        told.act("ask_extension", who, until=until, reason=reason)


def decided(told, outcome="approve", day=MONDAY, who="owner", **more):
    with at(day):
        told.act("decide_extension", who, outcome=outcome, reason=WHY, **more)


def last_day(case):
    return timezone.localdate(case.due)


def test_what_is_granted_moves_the_term_the_work_and_the_light(told):
    asked(told)
    assert last_day(told.now) == DUE, "the term runs on until it is granted"
    assert [item.owner.username for item in told.items(kind="extension", status="ASSIGNED")] == ["owner"]
    assert told.now.open_items == 3, "a request holds nothing up"
    decided(told, day=date(2026, 3, 5))
    case = told.now
    assert last_day(case) == UNTIL and told.items(kind="extension").get().status == "DONE"
    assert {item.due for item in told.items(status="ASSIGNED")} == {case.due}
    with at(DUE + timedelta(days=1)):
        assert lights.of(case)[0] != "red" and sweep.lapse() == 0
    with at(UNTIL + timedelta(days=1)):
        assert sweep.lapse() == 1
    assert verify(case.uid).ok


def test_request_and_decision_stand_in_the_history_with_the_old_day_and_the_new(told):
    asked(told)
    decided(told)
    first, second = [line.entry.fields for line in history.of(told.now)][-2:]
    assert first["until"] == second["until"] == "2026-03-13" and first["reason"] == WHY
    assert second["decision"] == "approve" and len(second["due"]) == 2
    assert [line.words for line in history.of(told.now)][-2:] == ["申请延期", "决定延期申请"]


def test_those_concerned_are_told(told):
    asked(told)
    decided(told, "decline")
    names = {user.pk: name for name, user in told.people.items()}
    rows = {row.topic: {names[pk] for pk in row.recipients} for row in Outbox.objects.filter(topic__startswith="ext")}
    assert rows["extension.asked"] == {"owner"} and {"signer_a", "author"} <= rows["extension.decided"]


def test_refused_the_term_stays_and_it_may_be_asked_again(told):
    asked(told)
    decided(told, "decline")
    assert last_day(told.now) == DUE and Proposal.objects.get().outcome == "declined"
    asked(told)
    assert Proposal.objects.filter(outcome="").count() == 1


def test_who_decides_may_grant_less(told):
    asked(told)
    decided(told, until=date(2026, 3, 11))
    assert last_day(told.now) == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"until": DUE}, "原期限以后"), ({"until": date(2026, 3, 17)}, "最迟 2026-03-16"),
        ({"reason": "来不及"}, "至少 10 个字"), ({"day": DUE + timedelta(days=1)}, "期限已过"),
        ({"who": "author"}, "不由你办理"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(told, said, why):
    with pytest.raises(Refused, match=why):
        asked(told, **said)
    assert not Proposal.objects.exists() and last_day(told.now) == DUE


def test_not_twice_at_once_and_only_as_often_as_declared(told):
    asked(told)
    with pytest.raises(Refused, match="还没有决定"):
        asked(told, who="signer_b")
    decided(told)
    with pytest.raises(Refused, match="最多延长 1 次"):
        asked(told, until=UNTIL + timedelta(days=3))


def test_it_is_approved_before_the_term_is_over_or_not_at_all(told):
    asked(told)
    with pytest.raises(Refused, match="到期以前决定"):
        decided(told, day=DUE + timedelta(days=1))
    decided(told, "decline", day=DUE + timedelta(days=1))
    assert last_day(told.now) == DUE


def test_nobody_decides_what_they_asked_for_and_nobody_else_decides(told):
    asked(told)
    with pytest.raises(Refused, match="不由你办理"):
        decided(told, who="author")
    with pytest.raises(Refused, match="选择同意"):
        decided(told, "perhaps")


def test_where_nobody_may_decide_nothing_is_asked(told):
    Holding.objects.filter(person=told.people["owner"]).delete()
    with pytest.raises(Refused, match="没有人可以决定"):
        asked(told)


def test_with_the_stage_the_request_ends(told):
    asked(told)
    for name in story.SIGNERS:
        with at(MONDAY):
            told.sign(name)
    assert told.stage == "decision" and not told.items(kind="extension", status="ASSIGNED")
    with pytest.raises(Refused, match="没有待决定"):
        decided(told)
    asked(told, who="decider", until=date(2026, 3, 10))
    assert sorted(Proposal.objects.values_list("outcome", flat=True)) == ["", "lapsed"]


def test_a_suspension_after_the_grant_moves_the_granted_day(told):
    asked(told)
    decided(told)
    with at(date(2026, 3, 10)):
        told.act("suspend", "owner", reason=WHY)
    with at(date(2026, 3, 12)):
        told.act("resume", "owner", reason=WHY)
    assert last_day(told.now) == date(2026, 3, 17)


def test_a_grant_survives_a_change_of_the_rules_and_a_longer_rule_wins(told, monkeypatch):
    asked(told)
    decided(told)
    for n, day in ((6, UNTIL), (20, calendar.load().add(MONDAY, 20, "wd").date)):
        facts = dict(Specimen.facts)
        longer = tuple(replace(m, term=m.term and replace(m.term, n=n)) for m in facts["all"].moves)
        monkeypatch.setattr(Specimen, "facts", facts | {"all": replace(facts["all"], moves=longer)})
        registry.current.cache_clear()
        target, _rules = definitions.current("specimen")
        with at(MONDAY):
            moves.act(told.now, "migrate", by=roles.system_user(), definition=target, reason=WHY, change=0)
        assert last_day(told.now) == day
    testing.forget()


def test_a_stage_may_declare_how_far_how_often_and_that_it_may_be_decided_late(db, monkeypatch):
    facts = dict(Specimen.facts)
    stated = Extension(n=30, unit="cd", most=2, late=True)
    monkeypatch.setattr(Specimen, "facts", facts | {"decision": replace(facts["decision"], extension=stated)})
    testing.forget()
    with at(MONDAY):
        told = story.Story(story.people()).to("all")
        for name in story.SIGNERS:
            told.sign(name)
    assert told.now.rules.stages["decision"].extension == stated
    asked(told, who="decider", until=date(2026, 4, 8))
    decided(told, day=DUE + timedelta(days=3))
    asked(told, day=date(2026, 4, 1), who="decider", until=date(2026, 5, 8))
    decided(told, day=date(2026, 4, 2))
    assert last_day(told.now) == date(2026, 5, 8)
    monkeypatch.undo()
    testing.forget()


def test_it_is_asked_and_decided_in_the_browser_and_the_page_says_why_the_day_moved(told, client):
    with at(MONDAY):
        page = _login(client, told, "signer_a")
        assert "ask_extension" in page
        url = reverse("web:act", args=[told.case.uid, "ask_extension"])
        assert client.post(url, {"until": "2026-03-13", "reason": WHY}).status_code == 302
        page = _login(client, told, "owner")
        assert "signer_a申请把期限从 2026-03-09 延长到 2026-03-13" in page and "不同意延期" in page
        url = reverse("web:act", args=[told.case.uid, "decide_extension"])
        assert client.post(url, {"outcome": "approve", "until": "2026-03-13", "reason": WHY}).status_code == 302
        assert "批准延期到 2026-03-13" in reasons.of(told.now) and WHY[:-1] in reasons.of(told.now)
        assert client.post(url, {"outcome": "approve", "reason": WHY}).status_code == 409


def _login(client, told, who):
    client.force_login(told.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client.get(reverse("web:case", args=[told.case.uid])).content.decode()
