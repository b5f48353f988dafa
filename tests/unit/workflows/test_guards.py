"""Guards are asked before anybody acts, with no step: each answers with a sentence or nothing, and never fails."""

from importlib import import_module
from importlib.util import find_spec

import pytest

from people import clock, demo
from people.models import User
from processes import discovered
from workflows import definitions, registry, taking
from workflows.models import Case

BUILDS = [name for name in discovered() if find_spec(f"{name}.demo")]


@pytest.fixture
def people(db):
    definitions.forget()
    demo.load(clock.now())
    yield {user.username: user for user in User.objects.select_related("unit")}
    clock.reset()
    definitions.forget()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", BUILDS)
def test_every_guard_of_a_process_answers_on_every_case_of_its_demonstration(people, name):
    import_module(f"{name}.demo").build(people)
    clock.reset()
    failed = {}
    for case in Case.objects.filter(kind=name.rpartition(".")[2]):
        own = case.own
        for key in sorted(key for facts in own.rules.stages.values() for move in facts.moves for key in move.guards):
            try:
                answer = registry.GUARDS[key](own, None)
            except (AttributeError, TypeError, KeyError, IndexError) as error:
                failed[key, case.stage] = repr(error)
                continue
            assert not answer or len(str(answer)) > 5, key
        for move in own.rules.moves_from(own.stage):
            assert all(isinstance(str(why), str) for why in taking.obstacles(own, None, move))
    assert failed == {}
