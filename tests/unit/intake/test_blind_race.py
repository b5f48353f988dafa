"""Several background processes look for waiting checks at the same moment; each liaison hears once all the same."""

import pytest

from intake import blind
from people import clock
from tests.unit.intake.test_blind import against, liaison  # noqa: F401
from tests.unit.investigation.conftest import desk_open, people  # noqa: F401
from tests.unit.workflows.test_race import at_once
from workflows.models import Outbox

pytestmark = pytest.mark.django_db(transaction=True)


def test_many_who_look_at_once_tell_each_liaison_once(against, liaison):  # noqa: F811
    walk = against()
    with clock.frozen(walk.now):
        assert at_once([blind.call] * 6) == [None] * 6
    assert Outbox.objects.filter(topic=blind.TOPIC, recipients=[liaison.pk]).count() == 1
