"""What the tests of a process need: people in posts, a case walked along, and the checks of its folder."""

import copy
from datetime import datetime
from types import SimpleNamespace

from people import calendar, clock
from people.clock import CHINA
from people.models import Holding, Role, Unit, User
from people.roles import system_user
from workflows import checks, definitions, moves, registry, rules
from workflows.errors import Refused
from workflows.scenarios import Wait


def unit(code="ZZK"):
    """A unit of that code."""
    return Unit.objects.get_or_create(code=code, defaults={"name": code})[0]


def person(username, *roles, unit_code="ZZK"):
    """A person who holds these roles in a unit."""
    home = unit(unit_code)
    user, _ = User.objects.get_or_create(username=username, defaults={"name": username, "unit": home})
    since = clock.today().replace(month=1, day=1)
    for code in roles:
        role, _ = Role.objects.get_or_create(code=code, defaults={"zh": code})
        Holding.objects.get_or_create(person=user, role=role, unit=home, defaults={"since": since})
    return user


def sound(code):
    """Assert that the checks find nothing wrong with a process."""
    assert [fault.msg for fault in checks.faults(registry.kind(code))] == []


def walk(code, by, *steps, **fields):
    """Open a case and take steps `(name, person, answers)`, moves and acts; returns the case as it then is."""
    case = moves.open_case(code, by=by, **fields)
    for name, who, *answers in steps:
        case = taken(case, name, who, **(answers[0] if answers else {}))
    return fresh(case)


def taken(case, name, who, **answers):
    """Take one step, which is an act or a move of the stage; returns the case as it then is."""
    door = moves.act if name in case.rules.stages[case.stage].acts else moves.move
    door(case, name, by=who, **answers)
    return fresh(case)


def play(code, scenario):
    """Take a scenario of a process as its author wrote it; returns the case as it then is."""
    with clock.frozen(datetime.fromisoformat(scenario.begins).replace(tzinfo=CHINA)):
        people = {name: person(name, *roles, unit_code=unit) for name, (unit, *roles) in scenario.people.items()}
        people["system"] = system_user()
        scene = SimpleNamespace(case=None, people=people, unit=unit)
        scene.case = walk(code, people[scenario.by], **_said(scenario.fields, scene))
        for step in scenario.steps:
            _wait(step.days) if isinstance(step, Wait) else _step(scene, step)
    assert scene.case.stage == scenario.ends, f"{scenario.title}: {scene.case.stage}, not {scenario.ends}"
    return scene.case


def _said(answers, scene):
    return answers(scene) if callable(answers) else answers


def _wait(days):
    clock.shift(calendar.load().add(clock.today(), days, "wd").date - clock.today())


def _step(scene, step):
    why = ""
    try:
        scene.case = taken(scene.case, step.name, scene.people[step.by], **_said(step.answers, scene))
    except Refused as refused:
        why = refused.why
    assert bool(why) == bool(step.refused) and step.refused in why, f"{step.name} by {step.by}: {why or 'taken'}"
    assert step.leads in ("", scene.case.stage), f"{step.name} led to {scene.case.stage}, not {step.leads}"


def fresh(case):
    """The case as the database has it."""
    return registry.kind(case.kind).objects.get(pk=case.pk)


def forget():
    """Drop what was cached of definitions; a test that empties the tables or changes facts calls this."""
    registry.current.cache_clear()
    definitions.forget()


def restated(stated, change):
    """The rules with their data changed by `change(data)`, for tests of versions."""
    data = copy.deepcopy(stated.data)
    change(data)
    return rules.read(rules.canonical(data))
