"""The demonstration's people, and a walk through a proposal."""

from datetime import date, datetime

import pytest

from people import clock
from people.clock import CHINA
from people.models import User
from processes.innovation_hearing.walk import Walk
from tests.support.remembered_walks import demonstration
from workflows import definitions

START = date(2026, 3, 2)


@pytest.fixture
def people(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        yield {user.username: user for user in User.objects.all()}
    definitions.forget()


@pytest.fixture
def walk(people):
    return Walk(people, START, title="村级台账随变随改试行办法")
