"""Versions beside each other: nothing that they state differently is left out, and each difference has its words."""

from dataclasses import MISSING, fields

import pytest

from tests.support.world import person
from web import rule_words
from workflows import clock, differing, moves, registry, ruling, testing, versions
from workflows.declare import Move, Process, Signing, StageFacts, Term
from workflows.models import Definition, RuleChange

pytestmark = pytest.mark.django_db
STAGE = "signing"  # of the approval: it has a signing
INSTEAD = {
    "extension": {"n": 3, "unit": "wd", "most": 2, "late": False},
    "rungs": [{"days": 1, "does": "urge", "to": ["minister"], "level": 0, "topic": ""}],
    "mode": "any", "parallel": {"branches": {}, "needed": 1, "leaves": {}},
    "sub": {"process": "specimen", "fields": "", "leaves": {}, "follows": []},
    "ends": {"terminate": "refused"}, "renamed": {"drafting": "draft"},
}  # fmt: skip


def other(found):
    """A value that the field does not have by default."""
    default = found.default_factory() if found.default_factory is not MISSING else found.default
    if found.name in INSTEAD:
        return INSTEAD[found.name]
    if isinstance(default, bool | dict):
        return {"signers": ["title"]} if default == {} else not default
    return default + 1 if isinstance(default, int) else ["office"] if isinstance(default, tuple) else "office"


def place(data, kind):
    facts = data["stages"]["decision" if kind is Move else STAGE]
    return {Process: data["process"], StageFacts: facts, Move: facts["moves"][0], Signing: facts["signing"]}[kind]


@pytest.mark.parametrize("kind", [Process, StageFacts, Move, Signing])
def test_no_fact_differs_unnamed_and_each_has_its_words(kind):
    old = registry.current("approval")
    for found in fields(kind):
        if found.name in differing.ELSEWHERE[kind]:
            continue

        new = testing.restated(old, lambda data, found=found: place(data, kind).update({found.name: other(found)}))
        said = [rule_words.told(one) for one in versions.compare(old, new)]
        assert said and all(map(str, sum(said, ()))), f"{kind.__name__}.{found.name} differs and no line says so"


def test_from_when_and_by_what_right_a_term_runs_is_told():
    old = registry.current("approval")

    def put(data):
        move = next(m for facts in data["stages"].values() for m in facts["moves"] if m["term"])
        move["term"] |= {"start": "submitted", "clause": "本地规定"}

    assert {"start", "clause"} < {found.name for found in fields(Term)}
    found = {one.what for one in versions.compare(old, testing.restated(old, put))}
    assert found == {"term.start", "term.clause"}


def test_an_act_is_named_in_words_and_with_its_stage():
    old = registry.current("approval")
    new = testing.restated(old, lambda data: data["stages"]["decision"]["acts"].update(transfer=["holder"]))
    (found,) = versions.compare(old, new)
    assert rule_words.told(found)[:2] == (f"{old.label('decision')}：转办", "可用操作")


def test_the_same_rules_differ_in_nothing():
    for code in registry.KINDS:
        assert versions.compare(registry.current(code), registry.current(code)) == []


def newer(admins):
    """A second version of the approval, and that all open cases follow it from today on."""
    stated = registry.current("approval")
    new = testing.restated(stated, lambda data: data["stages"]["signing"]["signing"].update(mode="any"))
    row = Definition.objects.create(hash=new.hash, process="approval", number=2, text=new.text, first_used=clock.now())
    return RuleChange.objects.create(
        process="approval", target=row, reason="按照新的会议纪要调整", effective=clock.today(), by=admins[0],
        at=clock.now(), outcome="confirmed", decided_by=admins[1], decided_at=clock.now(),
    )  # fmt: skip


def opened(author, n):
    return [moves.open_case("approval", by=author, title=f"第 {one} 件") for one in range(n)]


@pytest.fixture
def admins():
    testing.forget()
    yield person("sysadm", "system_admin"), person("secadm", "security_admin")
    testing.forget()


def test_a_migration_goes_on_in_pieces_until_each_case_is_moved_or_named(admins):
    author, signer = person("author", "clerk"), person("signer")
    cases = opened(author, 5)
    moves.move(cases[1], "submit", by=author, signers=[signer.pk], decider=person("decider").pk)
    change = newer(admins)
    assert [ruling.carry_out(limit=2) for _piece in range(4)] == [1, 2, 1, 0]
    change.refresh_from_db()
    (stuck,) = versions.affected("approval", change.target_id)
    assert stuck.pk == cases[1].pk and change.result["moved"] == 4
    assert set(change.result) == {"moved", "left"} and "新版本的方式不同" in change.result["left"][str(stuck)]


def test_the_page_tells_what_became_of_a_migration(admins, client):
    author, signer = person("author", "clerk"), person("signer")
    cases = opened(author, 2)
    moves.move(cases[1], "submit", by=author, signers=[signer.pk], decider=person("decider").pk)
    newer(admins)
    ruling.carry_out()
    client.force_login(admins[0])
    page = client.get("/rules/approval/versions/").content.decode()
    assert "1 件已改用，1 件没有改用" in page and str(cases[1]) in page and "新版本的方式不同" in page


def test_whoever_confirms_a_migration_finds_what_it_would_do_to_each_case(admins, client):
    (case,) = opened(person("author", "clerk"), 1)
    change = newer(admins)
    RuleChange.objects.update(outcome="", decided_by=None, decided_at=None)
    client.force_login(admins[1])
    where = f"/rules/approval/versions/?to={change.target_id}"
    assert where in client.get("/rules/approval/").content.decode()
    assert str(case) in client.get(where).content.decode()


def test_a_trial_lists_every_case_page_by_page(admins, client, monkeypatch):
    monkeypatch.setattr("web.rulesets.SHOWN", 2)
    cases = opened(person("author", "clerk"), 3)
    at = f"/rules/approval/versions/?from={cases[0].definition_id}&to={newer(admins).target_id}"
    client.force_login(admins[0])
    pages = [client.get(f"{at}&page={n}").content.decode() for n in (1, 2)]
    assert [[str(case) in page for case in cases] for page in pages] == [[True, True, False], [False, False, True]]
    assert "共 3 件" in pages[0]


def renamed(data):
    """The stage of signing has another code, and everything that names it, too."""
    stages, process = data["stages"], data["process"]
    stages["consent"] = stages.pop("signing") | {"label": "会签意见"}
    for facts in stages.values():
        for one in facts["moves"]:
            if one["term"] and one["term"]["start"] == "signing":
                one["term"]["start"] = "consent"
    stages["decision"] |= {"returns": ["consent"], "apart": ["consent"]}
    stages["decision"]["acts"]["transfer"] = ["actor_of:consent"]
    data["order"] = ["consent" if code == "signing" else code for code in data["order"]]
    data["edges"] = [["consent" if one == "signing" else one for one in edge] for edge in data["edges"]]
    process["renamed"] = {"signing": "consent"}


def test_a_renamed_stage_is_one_stage_there_and_back():
    def named(data):
        data["stages"]["decision"] |= {"returns": ["signing"], "apart": ["signing"]}
        data["stages"]["decision"]["acts"]["transfer"] = ["actor_of:signing"]

    old = testing.restated(registry.current("approval"), named)
    new = testing.restated(registry.current("approval"), renamed)
    labels = {old: "会签", new: "会签意见"}
    for one, other in ((old, new), (new, old)):
        found = versions.compare(one, other)
        assert [(x.before, x.after) for x in found if x.what == "stage"] == [(labels[one], labels[other])]
        assert {x.what for x in found} == {"stage", "process.renamed"}, found


def test_a_stage_that_only_has_the_name_of_another_one_is_not_taken_for_it():
    old = registry.current("approval")
    new = testing.restated(old, lambda data: data["process"].update(renamed={"signing": "decision", "gone": "draft"}))
    assert [found.what for found in versions.compare(old, new)] == ["process.renamed"]
