"""Rules changed on a page: proposed by one person, confirmed by another, from a day on, for new cases only."""

from datetime import timedelta

import pytest

from ledger.models import Event
from tests.support.world import person
from workflows import clock, definitions, moves, registry, rulesets, ruling, testing, versions
from workflows.errors import NotFound, Refused
from workflows.models import Case, Definition, RuleChange, WorkItem

pytestmark = pytest.mark.django_db
CODE, WHY = "task_project", "按照新的会议纪要调整办理期限"
KEY = "decision/adopt/by"


@pytest.fixture
def admins(db):
    testing.forget()
    yield person("sysadm", "system_admin"), person("secadm", "security_admin")
    testing.forget()


@pytest.fixture
def travel():
    with clock.frozen(clock.now()):
        yield lambda days: clock.shift(timedelta(days=days))


def tomorrow(days=1):
    return clock.today() + timedelta(days=days)


def slot(code=CODE, what="term"):
    return next(s for s in rulesets.slots(registry.current(code)) if s.what == what and not s.fixed)


def longer(one):
    return {one.key: {"n": one.value["n"] + 3, "unit": one.value["unit"]}}


def confirmed(admins, values=None, code=CODE):
    row = ruling.propose(code, values or longer(slot(code)), by=admins[0], reason=WHY, effective=tomorrow())
    return ruling.decide(row.pk, "confirmed", by=admins[1])


def test_a_confirmed_change_holds_from_its_day_on_and_not_before(admins, travel):
    before, one = definitions.current(CODE)[1].hash, slot()
    confirmed(admins)
    assert definitions.current(CODE)[1].hash == before
    travel(days=1)
    new = definitions.current(CODE)[1]
    assert {s.key: s.value for s in rulesets.slots(new)}[one.key]["n"] == one.value["n"] + 3
    assert new.hash != before and Definition.objects.filter(hash=new.hash, process=CODE).exists()


def test_who_proposes_does_not_confirm_and_may_take_back(admins):
    row = ruling.propose(CODE, longer(slot()), by=admins[0], reason=WHY, effective=tomorrow())
    with pytest.raises(Refused, match="另一名管理员"):
        ruling.decide(row.pk, "confirmed", by=admins[0])
    with pytest.raises(Refused, match="只有提出的人"):
        ruling.decide(row.pk, "taken_back", by=admins[1])
    assert ruling.decide(row.pk, "taken_back", by=admins[0]).outcome == "taken_back"


def test_nobody_else_changes_rules(admins):
    with pytest.raises(NotFound):
        ruling.propose(CODE, longer(slot()), by=person("clerk", "clerk"), reason=WHY, effective=tomorrow())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"values": {}}, "没有改动"),
        ({"reason": "短"}, "至少 10 个字"),
        ({"day": 0}, "今天之后"),
        ({"n": 401}, "0 至 400"),
        ({"n": "三"}, "0 至 400"),
    ],
)
def test_a_proposal_that_cannot_stand_is_refused_with_a_sentence(admins, change, why):
    one = slot()
    values = change.get("values", {one.key: {"n": change.get("n", 77), "unit": "wd"}})
    with pytest.raises(Refused, match=why):
        ruling.propose(CODE, values, by=admins[0], reason=change.get("reason", WHY),
                       effective=tomorrow(change.get("day", 1)))  # fmt: skip
    assert not RuleChange.objects.exists()


def test_a_second_proposal_waits_for_the_first(admins):
    ruling.propose(CODE, longer(slot()), by=admins[0], reason=WHY, effective=tomorrow())
    with pytest.raises(Refused, match="已有一项改动"):
        ruling.propose(CODE, longer(slot()), by=admins[1], reason=WHY, effective=tomorrow())


def test_a_change_whose_day_has_come_is_not_confirmed_any_more(admins, travel):
    row = ruling.propose(CODE, longer(slot()), by=admins[0], reason=WHY, effective=tomorrow())
    travel(days=1)
    with pytest.raises(Refused, match="今天之后"):
        ruling.decide(row.pk, "confirmed", by=admins[1])


def test_rules_that_would_lead_nowhere_are_refused(admins):
    """A vote that more than all must carry can never pass."""
    one = next(
        (code, s) for code in registry.KINDS for s in rulesets.slots(registry.current(code))
        if s.what == "threshold" and registry.current(code).stages[s.stage].signing.mode == "vote"
    )  # fmt: skip
    with pytest.raises(Refused, match="走不通"):
        ruling.propose(one[0], {one[1].key: [1, 1]}, by=admins[0], reason=WHY, effective=tomorrow())


def test_each_step_is_an_event_of_the_system_chain(admins):
    confirmed(admins)
    kinds = list(
        Event.objects.filter(kind__startswith="rules.").exclude(kind="rules.stored").order_by("seq").values_list("kind")
    )
    assert kinds == [("rules.proposed",), ("rules.confirmed",)]


def opened():
    author = person("author", "clerk")
    case = moves.open_case("approval", by=author, title="一件事")
    return author, case


def changed_approval(admins, travel):
    """A newer version of the approval process, which the open case does not follow."""
    values = {"decision/adopt/by": ["minister"], "decision/turn_down/by": ["minister"]}
    known = {s.key for s in rulesets.slots(registry.current("approval"))}
    confirmed(admins, {key: value for key, value in values.items() if key in known}, code="approval")
    travel(days=1)
    return definitions.current("approval")[0]


def test_open_cases_keep_their_rules_until_they_are_moved_and_can_be_moved_back(admins, travel):
    author, case = opened()
    signer, decider = person("signer"), person("decider")
    person("boss", "minister")
    moves.move(case, "submit", by=author, signers=[signer.pk], decider=decider.pk)
    moves.act(case, "sign", by=signer, decision="agree")
    old = Case.objects.get(pk=case.pk).definition_id
    new = changed_approval(admins, travel)
    assert Case.objects.get(pk=case.pk).definition_id == old
    (found,) = versions.try_on(new, versions.affected("approval", new))
    assert (found.why_not, found.gains) == ("", ("minister",)) and found.loses
    assert Case.objects.get(pk=case.pk).definition_id == old  # a trial changes nothing
    _moved(admins, travel, new)
    case = Case.objects.get(pk=case.pk)
    assert case.definition_id == new and case.flow_class.process_title
    items = WorkItem.objects.filter(process=case)
    assert list(items.filter(status="ASSIGNED").values_list("owner__username", "role")) == [("boss", "minister")]
    assert items.filter(closed_why="superseded").get().owner == decider
    event = Event.objects.filter(uid=case.uid).order_by("-seq").first()
    assert (event.kind, event.came_from, event.went_to) == ("act.migrate", "decision", "decision")
    _moved(admins, travel, old)
    assert Case.objects.get(pk=case.pk).definition_id == old
    moves.move(case.own, "adopt", by=decider)
    assert Case.objects.get(pk=case.pk).stage == "adopted"


def _moved(admins, travel, target):
    row = ruling.propose_migration("approval", target, by=admins[0], reason=WHY, effective=tomorrow())
    ruling.decide(row.pk, "confirmed", by=admins[1])
    assert ruling.carry_out() == 0  # its day has not come
    travel(days=1)
    assert ruling.carry_out() == 1
    assert ruling.carry_out() == 0  # done once
    row.refresh_from_db()
    assert row.result == {"moved": 1, "left": {}}


def test_two_versions_are_told_apart_in_words(admins, travel):
    opened()
    new = definitions.rules_of(changed_approval(admins, travel))
    found = versions.compare(registry.current("approval"), new)
    assert {(one.stage, one.what, tuple(one.after)) for one in found} == {("decision", "by", ("minister",))}
    assert versions.compare(new, new) == []


def test_a_version_without_the_stage_is_not_for_a_case_that_stands_in_it(admins):
    _author, case = opened()
    stated = registry.current("approval")
    other = testing.restated(stated, lambda data: _without(data, "draft"))
    assert "没有“" in versions.trial(case, other).why_not


def _without(data, stage):
    data["stages"].pop(stage)
    data["order"].remove(stage)
    data["edges"] = [edge for edge in data["edges"] if stage not in (edge[0], edge[2])]
    data["start"] = data["order"][0]


def test_history_names_a_renamed_stage_as_it_is_called_now(admins):
    stated = registry.current("approval")
    newer = testing.restated(stated, lambda data: data["process"].update(renamed={"drafting": "draft"}))
    assert newer.told("drafting") == newer.label("draft") and stated.told("drafting") == ""
