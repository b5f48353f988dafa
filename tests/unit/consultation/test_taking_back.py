"""Preparing is taken back until somebody has gone on; what was approved is not, its paper is issued."""

import pytest

from workflows.errors import Refused

pytestmark = pytest.mark.django_db


def test_what_was_asked_of_the_unit_is_had_back_and_asked_again(walk):
    walk.approve().prepare()
    walk.act("take_back", walk.officer)
    assert walk.case.stage == "approved"
    stage = walk.case.task_set.filter(status="ASSIGNED").values_list("stage", flat=True)
    assert set(stage) == {"approved"}
    walk.prepare()
    assert walk.case.stage == "gathering"


def test_once_the_unit_has_described_itself_it_stands(walk):
    walk.approve().prepare().describe()
    with pytest.raises(Refused, match="不由你办理"):
        walk.act("take_back", walk.officer)
    assert walk.case.stage == "gathering"
