"""The role language: every source finds whom it names, and says so in words."""

import pytest

from people.models import Holding, Role, Unit
from tests.support.approval.models import FACTS, Approval, Stage
from tests.support.world import person, unit
from workflows import assign, checks, moves, naming, testing
from workflows.declare import Move, StageFacts
from workflows.errors import Refused
from workflows.models import Appointee, WorkItem
from workflows.testing import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def org(db):
    """A minister and a deputy; a section with its head and two clerks; a group within it with a head of its own."""
    top = Unit.objects.create(code="BU", name="部机关", kind="organisation")
    Unit.objects.filter(pk=unit().pk).update(parent=top)
    inner = Unit.objects.create(code="ZU", name="组", parent=unit())
    person("minister", "minister", unit_code="BU"), person("deputy", "deputy_minister", unit_code="BU")
    person("head", "section_head", "clerk"), person("clerk", "clerk")
    group_head = person("inner_head", "clerk", unit_code="ZU")
    Holding.objects.create(person=group_head, role_id="section_head", unit=inner, since="2026-01-01")
    return person("author", "clerk", unit_code="ZU")


@pytest.fixture
def opened(org):
    return moves.open_case("approval", by=org, unit=unit(), title="一件事")


def named(case, role):
    from people.models import User

    return [User.objects.get(pk=pk).username for pk in assign.players(case, role)]


@pytest.mark.parametrize(
    ("role", "people"),
    [
        ("opened_by", ["author"]),
        ("section_head@owner_unit", ["head"]),
        ("head@owner_unit", ["head"]),
        ("head@author_unit", ["inner_head"]),
        ("superior:1@opened_by", ["inner_head"]),
        ("superior:2@opened_by", ["head"]),
        ("superior:3@opened_by", ["deputy"]),
        ("superior:4@opened_by", ["minister"]),
        ("superior:9@opened_by", []),
        ("superiors:3@opened_by", ["inner_head", "head", "deputy"]),
        ("superior:1@actor", ["inner_head"]),
        ("deputy_minister+minister", ["deputy", "minister"]),
        ("superior:9@opened_by|minister", ["minister"]),
        ("deputy_minister|minister", ["deputy"]),
        ("superiors:2@opened_by!head@owner_unit", ["inner_head"]),
        ("field:decider", []),
        ("actor_of:draft", []),
        ("chosen", []),
    ],
)
def test_every_source_finds_whom_it_names(opened, role, people):
    assert named(opened, role) == people
    assert list(naming.faults(role, Approval)) == []


def test_a_head_is_followed_by_the_next_unit_and_not_by_himself(org):
    case = moves.open_case("approval", by=person("inner_head"), unit=unit(), title="一件事")
    assert named(case, "superior:1@opened_by") == ["head"]
    case = moves.open_case("approval", by=person("head"), unit=unit(), title="一件事")
    assert named(case, "superior:1@opened_by") == ["deputy"]


def test_a_group_has_the_members_of_today(opened):
    Role.objects.create(code="core_team", zh="专班", kind=Role.Kind.GROUP)
    Holding.objects.create(person=person("clerk"), role_id="core_team", since="2026-01-01")
    Holding.objects.create(person=person("head"), role_id="core_team", since="2026-01-01", until="2026-01-02")
    assert named(opened, "group:core_team") == ["clerk"]


def test_who_stands_in_a_field_and_who_did_an_earlier_stage(opened):
    moves.move(opened, "submit", by=person("author"), signers=[person("clerk").pk], decider=person("head").pk)
    case = fresh(opened)
    assert named(case, "field:decider") == ["head"] and named(case, "actor_of:draft") == ["author"]
    type(person("head")).objects.filter(username="head").update(is_active=False)
    assert named(case, "field:decider") == []


@pytest.fixture
def facts(monkeypatch):
    """Other facts of the process, for one test."""

    def state(**stages):
        merged = FACTS | {Stage(code): changed for code, changed in stages.items()}
        monkeypatch.setattr(Approval, "facts", merged)
        testing.forget()

    yield state
    monkeypatch.undo()
    testing.forget()


def decided_by(role):
    return StageFacts(moves=tuple(Move(name=name, label="决定", by=(role,)) for name in ("adopt", "turn_down")))


CHOSEN, BY_AUTHOR = decided_by("chosen"), decided_by("chosen:author")


def submit(case, **more):
    moves.move(case, "submit", by=person("author"), signers=[person("clerk").pk], decider=person("head").pk, **more)


def test_the_author_chooses_for_a_later_stage_when_handing_in(org, facts):
    facts(decision=BY_AUTHOR)
    case = moves.open_case("approval", by=org, title="一件事")
    with pytest.raises(Refused, match="指定办理人") as refusal:
        submit(case)
    assert refusal.value.field == "chosen_decision" and fresh(case).stage == "draft"
    submit(case, chosen_decision=[person("head").pk])
    moves.act(case, "sign", by=person("clerk"), decision="agree")
    item = WorkItem.objects.get(process=case, stage="decision")
    assert item.owner == person("head") and item.role == "chosen:author"


def test_nobody_can_choose_an_administrator(org, facts):
    facts(decision=BY_AUTHOR)
    case = moves.open_case("approval", by=org, title="一件事")
    with pytest.raises(Refused, match="不能办理"):
        submit(case, chosen_decision=[person("sysadm", "system_admin").pk])
    assert not Appointee.objects.exists()


def test_a_stage_whose_people_the_step_before_chooses_cannot_be_reached_by_a_count(facts):
    facts(decision=CHOSEN)
    assert any(fault.id == "workflows.E031" for fault in checks.faults(Approval))


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("head@author_unit", "发起人所在单位负责人"), ("superior:1@opened_by", "发起人的上级"),
        ("superior:2@actor", "上一环节办理人往上第 2 级"), ("chosen:author", "发起人指定的办理人"),
        ("group:expert", "人员组“专家”"), ("actor_of:draft", "“草稿”的办理人"),
        ("office|minister", "办公室（没有时为部长）"), ("office!minister", "办公室（部长除外）"),
        ("section_head@owner_unit", "承办单位科室负责人"),
        ("section_head@intake_unit", "登记单位科室负责人"),
    ],
)  # fmt: skip
def test_every_role_is_said_in_words(role, words):
    assert naming.label(role, "approval") == words
