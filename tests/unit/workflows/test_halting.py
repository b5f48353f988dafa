"""暂停、恢复: nothing can be done and nothing becomes due while a case stands still; then it goes on where it was."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from ledger.read import Entry
from people import calendar, clock
from workflows import history, inbox, registry, sweep, tally, wording
from workflows.conformance import story
from workflows.conformance.specimen.stages import MODES
from workflows.errors import Refused
from workflows.models import Case, Pause

pytestmark = pytest.mark.django_db
WHY = "等待上级文件，暂停办理。"


@pytest.fixture
def people():
    return story.people()


@pytest.fixture
def later(monkeypatch):
    """Let days pass."""

    def pass_by(days):
        at = clock.now() + timedelta(days=days)
        monkeypatch.setattr("people.clock.now", lambda: at)
        monkeypatch.setattr("workflows.clock.now", lambda: at)

    return pass_by


@pytest.mark.parametrize("stage", [*MODES, "pool"])
def test_work_waits_and_is_there_again_when_the_case_goes_on(people, stage):
    told = story.Story(people).to(stage)
    holders, waiting = told.holders(), told.waiting()
    count = told.now.open_items
    told.act("suspend", "owner", reason=WHY)
    assert told.holders() == [] and set(told.waiting()) == {*holders, *waiting} and told.now.open_items == 0
    assert inbox.page(people["signer_a"]).rows == []
    told.act("resume", "owner")
    assert told.holders() == holders and told.waiting() == waiting and told.now.open_items == count
    assert told.finish() == "done"


def test_nothing_can_be_done_in_a_case_that_stands_still_and_the_sentence_says_why(people):
    told = story.Story(people).to("all")
    told.act("suspend", "owner", reason=WHY)
    for act, who, answers in (
        ("sign", "signer_a", {"decision": "agree"}), ("return_to", "signer_a", {"target": "hand", "reason": WHY}),
        ("suspend", "author", {"reason": WHY}), ("take_back", "author", {}),
    ):  # fmt: skip
        with pytest.raises(Refused, match="暂停办理"):
            told.act(act, who, **answers)
    assert told.stage == "all"


@pytest.mark.parametrize("days", [0, 1, 6, 30])
def test_what_was_left_of_the_term_is_left_after_the_pause(people, later, days):
    told = story.Story(people).to("all")
    before, left = told.now, _left(told)
    told.act("suspend", "owner", reason=WHY)
    later(days)
    told.act("resume", "owner")
    assert _left(told) == left and told.now.due >= before.due
    assert {item.due for item in told.items(status="ASSIGNED")} == {told.now.due}
    pause = Pause.objects.get()
    assert pause.until and pause.code == "suspended" and told.now.suspended_at is None


def _left(told):
    today, due = timezone.localdate(clock.now()), timezone.localdate(told.now.due)
    return calendar.load().working_days_between(today, due)


def test_the_clock_lapses_nothing_while_it_stands_still_and_its_light_is_grey(people, later):
    told = story.Story(people).to("all")
    told.act("suspend", "owner", reason=WHY)
    later(60)
    assert sweep.lapse() == 0 and sweep.climb() == 0 and told.stage == "all"
    counts = Case.objects.aggregate(**tally.counts())
    assert (counts["grey"], counts["red"]) == (1, 0)
    told.act("resume", "owner")
    assert sweep.lapse() == 0, "the term had days left"


def test_a_pause_until_a_day_ends_by_the_clock_on_that_day(people, later):
    told = story.Story(people).to("all")
    until = timezone.localdate(clock.now()) + timedelta(days=4)
    with pytest.raises(Refused, match="今天以后"):
        told.act("suspend", "owner", reason=WHY, until=timezone.localdate(clock.now()))
    told.act("suspend", "owner", reason=WHY, until=until)
    assert sweep.resume() == 0
    later(4)
    assert sweep.resume() == 1 and sweep.resume() == 0
    assert told.now.suspended_at is None and told.holders() == list(story.SIGNERS)
    last = list(history.of(told.now))[-1]
    assert last.words == "恢复办理（系统自动）"


@pytest.mark.parametrize("name", ["open_emergency", "destroy", "migrate"])
def test_what_people_decided_is_not_said_to_be_done_by_the_clock(name):
    event, rules = SimpleNamespace(kind=f"act.{name}", came_from="draft", went_to="draft"), registry.current("approval")
    assert "系统自动" not in wording.of(Entry(event, {"automatic": True}, ()), rules)


def test_a_pause_is_no_longer_than_sixty_days_and_is_renewed_once(people, later):
    told = story.Story(people).to("all")
    far = timezone.localdate(clock.now()) + timedelta(days=61)
    with pytest.raises(Refused, match="最长 60 天"):
        told.act("suspend", "owner", reason=WHY, until=far)
    for _ in range(2):
        told.act("suspend", "owner", reason=WHY)
        later(60)
        assert sweep.resume() == 1
    with pytest.raises(Refused, match="暂停过两次"):
        told.act("suspend", "owner", reason=WHY)


def test_what_stands_still_may_be_ended(people):
    told = story.Story(people).to("all")
    told.act("suspend", "owner", reason=WHY)
    told.act("terminate", "owner", reason=WHY)
    assert told.stage == "terminated" and told.now.suspended_at is None and told.waiting() == {}
    assert not Pause.objects.filter(until=None).exists()


def test_only_who_may_suspends_and_only_what_stands_still_is_resumed(people):
    told = story.Story(people).to("all")
    with pytest.raises(Refused, match="不由你办理"):
        told.act("suspend", "signer_a", reason=WHY)
    with pytest.raises(Refused):
        told.act("resume", "owner")
