"""The demonstration's people, and a walk through a clue."""

from datetime import date, datetime

import pytest

from people import clock
from people.clock import CHINA
from people.models import User
from policy import reports
from processes.investigation.walk import Walk
from tests.support.remembered_walks import demonstration
from vault import keepers
from workflows import definitions

WORDS = "{} 自己定的一句很长的话"
START = date(2026, 3, 2)


@pytest.fixture
def people(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        yield {user.username: user for user in User.objects.select_related("unit")}
    definitions.forget()


@pytest.fixture
def desk_open(people, settings, tmp_path):
    """Readers and keepers have their keys: something can be sealed."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    entitled = {one.pk: one for where in reports.DESKS for one in reports.readers(where)}
    entitled |= {one.pk: one for one in reports.keepers()}
    for one in entitled.values():
        keepers.set_passphrase(one, WORDS.format(one.username), WORDS.format(one.username))
    return people


@pytest.fixture
def walk(people):
    return Walk(people, START)
