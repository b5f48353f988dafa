"""The demonstration's people, and a walk through a clue."""

from datetime import date, datetime

import pytest

from people import clock, demo
from people.clock import CHINA
from people.models import User
from processes.investigation.walk import Walk
from workflows import definitions

START = date(2026, 3, 2)


@pytest.fixture
def people(db):
    definitions.forget()
    demo.load(datetime(2026, 1, 5, 9, tzinfo=CHINA))
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        yield {user.username: user for user in User.objects.select_related("unit")}
    definitions.forget()


@pytest.fixture
def walk(people):
    return Walk(people, START)
