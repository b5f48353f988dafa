"""A report that ended long ago, and the people of its end."""

from datetime import timedelta

import pytest

from intake import channel, desk
from intake.models import Report
from people import clock
from tests.support.desks import came_back, house, secret  # noqa: F401
from tests.support.world import person


@pytest.fixture
def people(db):
    posts = (("archivist", "archivist"), ("leader", "deputy_minister"), ("liaison2", "discipline_liaison"))
    return {name: person(name, role) for name, role in posts}


@pytest.fixture
def receipt(house):  # noqa: F811
    return channel.submit("own", "第二笔款项没有入账。", identity={"name": "反映人本名", "contact": ""})


@pytest.fixture
def report(house, secret, receipt, people):  # noqa: F811
    """Closed today and read."""
    found = Report.objects.get()
    desk.read(house["reader"], found.pk, secret("reader"))
    desk.step(house["reader"], found.pk, "close", "已核实并反馈")
    found.refresh_from_db()
    return found


@pytest.fixture
def later():
    """The clock some years on."""
    return lambda years, days=1: clock.frozen(clock.now() + timedelta(days=365.25 * years + days))
