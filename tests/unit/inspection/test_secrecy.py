"""Whoever is to be visited covertly learns it nowhere before the report: no page, no row, no number, no notice."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.urls import URLResolver, get_resolver, reverse

from ledger.models import Event
from notifications import readers
from people import clock
from policy import rules as policy
from processes.inspection import burden
from tests.support.world import person
from tests.unit.inspection.conftest import (
    FACT,
    FIRST,
    LAST,
    WHY,
    answered,
    ended,
    fresh,
    in_field,
    plan,
    proof,
    reported,
    signed,
    staffed,
    visited,
)  # fmt: skip
from workflows import finding, ladder, moves
from workflows.errors import Refused
from workflows.models import Outbox

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
QUERIES = ("", "?q=暗访", "?q=督", "?what=open", "?what=inspected&unit=XZ01", "?kind=inspection")


@pytest.fixture
def town(world):
    """The township has its usual name; so the name can be looked for."""
    for unit, name in ((world.town, "南岗镇党委"), (world.town2, "北塘镇党委")):
        unit.name = name
        unit.save()
    return world.town


@pytest.fixture
def covert(world, town):
    return moves.open_case("inspection", by=world.lead, title="窗口服务作风暗访", lead=world.lead, mode="covert")


@pytest.fixture
def hidden(covert, world):
    return in_field(covert, world, mode="covert")


def addresses(patterns=None, before=""):
    """Every address of the application that needs no argument, whatever part brings it."""
    for one in patterns or get_resolver().url_patterns:
        path = before + str(one.pattern)
        if "<" in path or "(?P" in path or "admin/" in path:
            continue
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, path)
        elif "sign-out" not in path:
            yield "/" + path.replace("^", "").replace("$", "")


def pages_of(client, user):
    """(address, text) of every page that somebody of a unit can open."""
    for address in addresses():
        for query in QUERIES:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            answer = client.get(address + query, follow=True)
            yield address + query, b"".join(answer).decode(errors="replace")


def rows_about(case):
    """Every row of every table that names the case, as text, with its table."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model and field.related_model.__name__ in ("Case", "Inspection"):
                yield from ((model, row) for row in model.objects.filter(**{field.attname: case.pk}))


@pytest.mark.embedded
@pytest.mark.parametrize("who", ["head", *(pytest.param(one, marks=pytest.mark.nightly) for one in ("head2", "clerk"))])
def test_nobody_of_a_unit_finds_a_covert_inspection_on_any_page(hidden, world, client, who):
    user = getattr(world, who)
    assert not policy.visible(user).filter(pk=hidden.pk).exists()
    assert finding.find(user, "暗访") == [] and finding.find(user, hidden.number) == []
    assert len(list(addresses())) > 20
    for address, text in pages_of(client, user):
        assert "窗口服务" not in text and hidden.number not in text and str(hidden.uid) not in text, address
    for name in ("case", "history"):
        assert client.get(reverse(f"web:{name}", args=[hidden.uid])).status_code == 404
    assert client.post(reverse("web:act", args=[hidden.uid, "add_visit"])).status_code == 404


def test_the_same_look_finds_it_for_the_team(hidden, world, client):
    assert any("窗口服务" in text for _address, text in pages_of(client, world.lead))


def test_no_row_of_a_covert_inspection_belongs_to_anybody_of_the_units(hidden, world):
    people = {world.head.pk, world.head2.pk, world.clerk.pk}
    for model, row in rows_about(hidden):
        held = {getattr(row, f.attname) for f in model._meta.concrete_fields if f.related_model is type(world.head)}
        assert not held & people, model
    assert not [o for o in Outbox.objects.filter(uid=hidden.uid) if set(o.recipients) & people]
    assert not any(readers.latest(user) for user in (world.head, world.head2, world.clerk))


def test_neither_title_number_notice_nor_history_in_clear_names_a_unit(hidden, world, at):
    case = visited(hidden, world, at)
    notices = json.dumps(list(Outbox.objects.filter(uid=case.uid).values_list("data", "topic")))
    clear = "".join(str(event.body) for event in Event.objects.filter(uid=case.uid))
    for text in (case.title, case.number, notices, clear, str(case.summary())):
        assert "南岗" not in text and "XZ01" not in text
    assert all(o.secret for o in Outbox.objects.filter(uid=case.uid))


@pytest.mark.parametrize("who", ["supervision", "office"])
def test_offices_that_read_inspections_do_not_read_a_covert_one(hidden, world, who):
    assert not policy.may_see(getattr(world, who), hidden)
    with pytest.raises(Refused):
        moves.act(hidden, "record_person", by=getattr(world, who), visit=1, kind="client", known_by="not_shown",
                  said="没有异常", agreed="not_asked")  # fmt: skip


def test_a_title_must_not_name_the_unit(covert, world):
    plan(covert, world, mode="covert", title="南岗镇窗口服务暗访")
    with pytest.raises(Refused, match="标题或课题写出了暗访对象“南岗镇”"):
        moves.move(covert, "submit_plan", by=world.lead, approver=world.deputy)


def test_nor_must_a_topic_as_units_visited_openly_read_the_topics(world, town):
    case = moves.open_case("inspection", by=world.lead, title="综合督查", lead=world.lead, mode="mixed")
    said = {"targets": [world.town2], "covert_targets": [world.town], "topics": ["南岗镇窗口服务"]}
    plan(case, world, mode="mixed", **said)
    with pytest.raises(Refused, match="标题或课题写出了暗访对象"):
        moves.move(case, "submit_plan", by=world.lead, approver=world.deputy)


def test_a_unit_whose_people_know_of_the_case_cannot_be_its_target(world, town):
    insider = person("insider", "inspector_lead", unit_code="XZ01")
    case = moves.open_case("inspection", by=insider, title="暗访", lead=world.lead, mode="covert")
    with pytest.raises(Refused, match="insider是对象单位人员"):
        plan(case, world, mode="covert")


def test_an_open_plan_does_not_become_covert_nor_the_other_way(opened, covert, world):
    plan(opened, world)
    with pytest.raises(Refused, match="暗访请另立一件"):
        plan(opened, world, mode="covert")
    plan(covert, world, mode="covert")
    with pytest.raises(Refused, match="不能改为明查"):
        plan(covert, world, mode="open")


def test_a_refusal_for_nearness_tells_a_planner_only_what_they_may_see(hidden, world):
    other = person("other_lead", "inspector_lead", unit_code="BGS")
    case = moves.open_case("inspection", by=other, title="明查", lead=other)
    said = {"content": "查", "scope": "今年", "methods": ["files"], "starts_on": FIRST, "ends_on": LAST,
            "days_per_unit": 6, "targets": [world.town], "topics": ["台账"]}  # fmt: skip
    moves.act(case, "save_plan", by=other, **said)
    moves.move(case, "submit_plan", by=other, approver=world.deputy)
    case = fresh(case)
    assert burden.around(case, world.town, other).count() == 0
    assert burden.around(case, world.town).count() == 1


def test_no_notice_of_a_covert_visit_goes_out(hidden):
    assert not hidden.services.exists()


def test_a_mixed_inspection_tells_only_the_units_visited_openly(world, town, at):
    case = moves.open_case("inspection", by=world.lead, title="综合督查", lead=world.lead, mode="mixed")
    case = in_field(case, world, mode="mixed", targets=[world.town2], covert_targets=[world.town])
    assert policy.may_see(world.head2, case) and not policy.may_see(world.head, case)


def test_a_unit_that_has_been_told_sees_no_other_unit_before_the_report(hidden, world, at, client):
    case = ended(visited(hidden, world, at), world, at)
    client.force_login(world.head, backend="django.contrib.auth.backends.ModelBackend")
    names_nobody_else(client, case)
    moves.act(case, "answer_findings", by=world.head2, answers={2: "北塘镇没有异议。"})
    names_nobody_else(client, case)
    page = client.get(reverse("web:case", args=[case.uid])).content.decode()
    assert FACT in page and "问题 1" in page and "问题 2" not in page
    assert case.shows(world.head, "finding:1") and not case.shows(world.head, "finding:2")
    assert not case.shows(world.head, "visit:1")


def names_nobody_else(client, case):
    """Neither page nor history names the other unit or anybody in it, nor do the pages of the field work."""
    for name in ("case", "history", *(f"inspection:{page}" for page in ("desk", "report", "sign", "opened"))):
        text = client.get(reverse(f"web:{name}", args=[case.uid])).content.decode()
        assert "北塘" not in text and "head2" not in text and "XZ02" not in text


def test_reminders_of_late_field_work_go_to_those_who_inspect(field, world, at):
    assert world.head.pk not in field.players("section_head@owner_unit")
    for rung in ladder.RUNGS:
        assert world.head not in ladder.people(field, rung)


def test_with_the_report_the_mask_falls(hidden, world, at):
    case = signed(reported(answered(ended(visited(hidden, world, at), world, at), world, at), world, at), world, at)
    assert case.classification == "internal" and not case.masked
    assert policy.may_see(world.supervision, case)
    assert case.shows(world.head, "finding:2")


def test_a_person_of_the_unit_learns_nothing_from_the_figures(hidden, world, client):
    from processes.inspection import stats

    assert stats.of(world.clerk).total == 0


def test_a_covert_team_needs_its_own_members_only(hidden, world):
    assert hidden.players("supervision_office") == [] and hidden.players("office") == []
    assert set(hidden.players("inspector")) == {world.one.pk, world.two.pk}


def test_staging_a_file_in_a_case_one_does_not_know_is_not_found(hidden, world):
    from workflows.errors import NotFound

    with pytest.raises(NotFound):
        proof(hidden, world.head)


def test_a_reason_does_not_leak_through_a_team_that_is_not_complete(covert, world):
    plan(covert, world, mode="covert")
    staffed(covert, world)
    moves.move(covert, "submit_plan", by=world.lead, approver=world.deputy)
    moves.move(covert, "send_back_plan", by=world.deputy, reason=WHY)
    assert not policy.may_see(world.head, covert) and clock.now().date() == date(2026, 9, 1)
