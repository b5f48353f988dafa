"""Steps that tests share leave what taking them would have left, and are never mistaken for others."""

from datetime import date, datetime

import pytest

from people import clock
from people.clock import CHINA
from people.models import Unit, User
from processes.investigation.walk import Walk
from tests.support import rows
from tests.support.remembered import memory
from tests.support.remembered_walks import demonstration
from tests.support.world import person
from workflows import definitions
from workflows.models import Case

TIMES = range(4)  # taken, written down, put back twice
left = []


@pytest.fixture
def people(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        yield {user.username: user for user in User.objects.all()}


def walked(people):
    return Walk(people, date(2026, 3, 2)).to_plan()


@pytest.mark.parametrize("time", TIMES)
def test_what_is_put_back_goes_on_as_what_was_taken(people, time):
    walk = walked(people)
    before = memory.place
    walk.plan().approve()
    assert walk.case.stage == "verifying" and before is not None
    assert Case.objects.get().task_set.filter(status="ASSIGNED").exists()


@pytest.mark.parametrize("time", TIMES)
def test_every_row_is_put_back(people, time):
    walk = walked(people)
    left.append((rows.dumped(), walk.case.pk, walk.now))
    written, again = left[min(time, 1)], left[-1]
    assert again[1:] == written[1:]
    different = [table for table in written[0] if sorted(written[0][table]) != sorted(again[0][table])]
    assert time < 2 or not different


@pytest.mark.parametrize("time", TIMES)
def test_what_a_test_changes_itself_is_not_passed_over(people, time):
    """A name that was changed stands in what follows, however often the same walk was taken without."""
    User.objects.filter(username="gj_clk").update(name=f"第{time}人")
    people["gj_clk"].refresh_from_db()
    walk = walked(people)
    assert memory.place is None
    assert walk.case.opened_by.name == f"第{time}人"


@pytest.mark.parametrize("title", ["甲", "乙", "甲", "乙", "甲", "乙"])
def test_each_is_told_by_its_arguments(people, title):
    assert Walk(people, date(2026, 3, 2), title=title).case.title == title


class Another(Walk):
    """As a test that presses the buttons on the pages instead."""

    def move(self, name, by, **answers):
        self.moved = name
        return super().move(name, by, **answers)


@pytest.mark.parametrize("time", TIMES)
def test_another_way_of_walking_is_walked(people, time):
    walked(people)
    assert Another(people, date(2026, 3, 2)).register().moved == "register"


@pytest.mark.parametrize("time", TIMES)
def test_a_step_that_fails_is_not_remembered(people, remembered, time):
    def fails():
        person(f"nobody{time}")
        raise ValueError

    with pytest.raises(ValueError):
        remembered("fails", fails)
    assert memory.place is None and User.objects.filter(username=f"nobody{time}").exists()


@pytest.mark.parametrize("time", TIMES)
def test_what_replaces_something_takes_every_step_itself(people, time, monkeypatch):
    assert memory.place is None
    assert walked(people).case.stage == "plan"


@pytest.mark.parametrize("time", TIMES)
def test_what_changes_a_setting_takes_every_step_itself(people, time, settings):
    settings.LANGUAGE_CODE = "en"
    walked(people)
    assert memory.place is None


@pytest.mark.parametrize("time", TIMES)
def test_a_step_may_return_a_row(people, remembered, time):
    made = remembered("a unit", lambda: Unit.objects.create(code="X1", name="新站"))
    assert Unit.objects.get(code="X1") == made


@pytest.mark.django_db(transaction=True)
def test_what_commits_takes_every_step_itself(people):
    assert memory.place is None
    assert walked(people).case.stage == "plan"
