"""The administration of rules, through the pages: proposed by one administrator, confirmed by another."""

from datetime import timedelta

import pytest
from lxml import etree

from tests.support.world import person
from web import rule_roles
from workflows import assign, clock, definitions, moves, registry, rulesets, testing
from workflows.models import RuleChange

pytestmark = pytest.mark.django_db
WHY = "按照新的会议纪要调整办理期限"


@pytest.fixture
def admins(db):
    testing.forget()
    yield person("sysadm", "system_admin"), person("secadm", "security_admin")
    testing.forget()


def slot():
    return next(s for s in rulesets.slots(registry.current("suggestion")) if s.what == "term" and not s.fixed)


def proposed(client, who, **more):
    client.force_login(who)
    one, day = slot(), (clock.today() + timedelta(days=1)).isoformat()
    data = {f"{one.key}#n": one.value["n"] + 2, f"{one.key}#unit": one.value["unit"], "reason": WHY, "effective": day}
    return client.post("/rules/suggestion/", data | more)


def test_one_proposes_and_another_confirms(client, admins):
    assert proposed(client, admins[0]).status_code == 302
    page = client.get("/rules/suggestion/").content.decode()
    assert "等待确认的改动" in page and "收回" in page and WHY in page
    row = RuleChange.objects.get()
    client.post(f"/rules/decide/{row.pk}/", {"outcome": "confirmed"})
    row.refresh_from_db()
    assert row.outcome == ""  # not by who proposed it
    client.force_login(admins[1])
    client.post(f"/rules/decide/{row.pk}/", {"outcome": "confirmed"})
    row.refresh_from_db()
    assert (row.outcome, row.decided_by) == ("confirmed", admins[1])
    assert list(row.values) == [slot().key]  # what was not changed is not in it
    assert "已确认" in client.get("/rules/suggestion/").content.decode()


def test_a_wrong_value_comes_back_with_the_sentence_and_what_was_typed(client, admins):
    answer = proposed(client, admins[0], **{f"{slot().key}#n": "三天"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "0 至 400" in page and 'value="三天"' in page and WHY in page
    assert not RuleChange.objects.exists()


def test_roles_are_read_and_written_by_their_names(client, admins):
    one = next(s for s in rulesets.slots(registry.current("suggestion")) if s.key == "triaged/merge/by")
    client.force_login(admins[0])
    page = client.get("/rules/suggestion/").content.decode()
    office, minister = assign.role_label("office"), assign.role_label("minister")
    assert f'name="{one.key}" value="{office}"' in page and "minister" not in page and minister in page
    day = (clock.today() + timedelta(days=1)).isoformat()
    wrong = client.post("/rules/suggestion/", {one.key: "没有这样的人", "reason": WHY, "effective": day})
    assert wrong.status_code == 422 and 'value="没有这样的人"' in wrong.content.decode()
    client.post("/rules/suggestion/", {one.key: f"{office}，{minister}", "reason": WHY, "effective": day})
    assert RuleChange.objects.get().values == {one.key: ["office", "minister"]}


def test_every_role_that_a_process_names_is_understood_as_it_is_shown(db):
    for code in registry.KINDS:
        stated = registry.current(code)
        known = rule_roles.names(stated)
        for slot in rulesets.slots(stated):
            if slot.what in rule_roles.OF_ROLES:
                shown = rule_roles.shown(slot.value, known)
                assert rule_roles.meant(shown, known) == list(slot.value)
                assert "_" not in shown  # no codes


def test_versions_are_compared_tried_and_moved_to(client, admins):
    author = person("author", "clerk")
    moves.open_case("approval", by=author, title="一件事")
    old = definitions.current("approval")[0]
    one = next(s for s in rulesets.slots(registry.current("approval")) if s.what == "term")
    values = {one.key: {"n": 9, "unit": "wd"}}
    RuleChange.objects.create(process="approval", values=values, reason=WHY, effective=clock.today(), by=admins[0],
                              at=clock.now(), outcome="confirmed", decided_at=clock.now())  # fmt: skip
    rulesets.forget()
    new = definitions.current("approval")[0]
    client.force_login(admins[0])
    page = client.get(f"/rules/approval/versions/?from={old}&to={new}").content.decode()
    assert "第 1 版与第 2 版的不同" in page and "9 个工作日" in page and "办理人不变" in page
    day = (clock.today() + timedelta(days=1)).isoformat()
    asked = {"to": new, "reason": "短", "effective": day}
    assert client.post("/rules/approval/versions/", asked).status_code == 422
    assert client.post("/rules/approval/versions/", asked | {"reason": WHY}).status_code == 302
    assert "改用第 2 版规则" in client.get("/rules/approval/versions/").content.decode()


def test_every_process_is_shown_and_drawn(client, admins):
    client.force_login(admins[0])
    assert client.get("/rules/").status_code == 200
    for code in registry.KINDS:
        assert client.get(f"/rules/{code}/").status_code == 200
        assert etree.fromstring(client.get(f"/rules/{code}.bpmn").content) is not None
    assert client.get("/rules/nothing/").status_code == 404


def test_nobody_else_finds_the_pages(client, db):
    client.force_login(person("office", "office"))
    for path in ("/rules/", "/rules/suggestion/", "/rules/suggestion/versions/", "/rules/suggestion.bpmn"):
        assert client.get(path).status_code == 404
