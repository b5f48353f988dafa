"""Two processes as they are: at every move, what was foretold of the stage it leads to is what happens."""

from datetime import date, datetime

import pytest

from people import clock
from people.clock import CHINA
from people.models import User
from processes.consultation import walk as consultation
from processes.innovation_hearing import walk as hearing
from tests.support.remembered_walks import demonstration
from tests.unit.workflows.test_foretelling import foreseen, work
from workflows import definitions, foretelling, moves

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        yield {user.username: user for user in User.objects.select_related("unit")}
    definitions.forget()


class Foretold:
    """Beside a walk: foretells every stage before it is entered, and looks afterwards."""

    more = ()  # stages in which an effect of the move that leads there gives out more work

    def _take(self, call, *args, **kwargs):
        told = []
        if call is moves.move:
            told = foretelling.taken(args[0].own, args[1], self.now, 1)
        done = super()._take(call, *args, **kwargs)
        for one in told:
            self._compare(one, type(self.case).objects.get(pk=self.case.pk))
        return done

    def _compare(self, told, now):
        self.seen = [*self.__dict__.get("seen", ()), told.stage]
        assert (told.stage, told.due) == (now.stage, now.due)
        # Whom the very step names could not be known before it: that is said, and nothing else.
        assert foreseen(told) <= work(now) if not told.why_not else "没有人担任" in told.why_not
        if told.stage not in self.more and not told.why_not:
            assert foreseen(told) == work(now)


class Hearing(Foretold, hearing.Walk):
    pass


class Consultation(Foretold, consultation.Walk):
    more = ("gathering", "session", "following")


def test_a_hearing_goes_as_was_foretold(people):
    walk = Hearing(people, date(2026, 3, 2), title="村级台账").to_publicity()
    assert walk.seen[-4:] == ["synthesis", "compliance", "exec_vote", "publicity"]


def test_a_consultation_goes_as_was_foretold(people):
    said = {"title": "党员远程教育站点规范化", "source": "年度要点", "number": "立〔2026〕0015号"}
    project = moves.open_case("task_project", by=people["sup_clk"], unit=people["dy_head"].unit, **said)
    walk = Consultation(people, date(2026, 3, 2), work_ref=project).to_following()
    assert len(walk.seen) >= 4


def test_who_is_yet_to_be_named_is_no_obstacle(people):
    """The one who approves names the officer: until then the stages behind are foretold all the same."""
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        work = moves.open_case("task_project", by=people["sup_clk"], unit=people["dy_head"].unit, title="站点规范化")
    asked = consultation.Walk(people, date(2026, 3, 2), work_ref=work)
    found = foretelling.route(asked.case, asked.now)
    assert [one.stage for one in found][:3] == ["approved", "gathering", "session"] and found[0].unnamed
