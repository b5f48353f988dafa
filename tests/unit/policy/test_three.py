"""三员分立, rule by rule: T1 is the matrix; here T2 to T9."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import get_resolver

from ledger.append import SYSTEM
from ledger.kit.events import check_events
from ledger.kit.wrong import Wrong
from ledger.models import Event
from ledger.verify import verify
from people import clock, roles
from people.errors import NotDone
from people.models import Holding, User
from policy import changes, three, trails, two
from policy import rules as policy
from policy.models import Change
from tests.support import offline
from tests.support.world import person, unit
from workflows import moves

pytestmark = pytest.mark.django_db
NEW = {"role": "office", "unit": None}


@pytest.fixture
def three_of_them():
    return [person(code.replace("_", ""), code) for code in three.THREE]


@pytest.fixture
def clerk():
    found = person("clerk1")
    found.set_unusable_password()
    found.save(update_fields=["password"])
    return found


def given(clerk, **more):
    return NEW | {"person": clerk.pk} | more


class TestT2OnePersonOneFunction:
    def test_the_door_refuses(self, three_of_them):
        system, security, audit = three_of_them
        with pytest.raises(NotDone, match="兼任"):
            changes.give_role(three.Two(system, security), audit, "system_admin", why="人手不足")

    def test_the_database_refuses_whoever_writes(self, three_of_them):
        for since in (date(2020, 1, 1), date(2030, 1, 1)):
            with pytest.raises(DatabaseError, match="one person"), transaction.atomic():
                Holding.objects.create(person=three_of_them[0], role_id="audit_admin", since=since)
        other = Holding.objects.get(person=three_of_them[1])
        with pytest.raises(DatabaseError, match="one person"), transaction.atomic():
            Holding.objects.filter(pk=other.pk).update(person=three_of_them[0])

    def test_one_after_the_other_is_possible(self, three_of_them):
        Holding.objects.filter(person=three_of_them[0]).update(since=date(2020, 1, 1), until=date(2020, 2, 1))
        Holding.objects.create(person=three_of_them[0], role_id="audit_admin", since=date(2020, 3, 1))


def test_t3_a_new_account_can_do_nothing_until_two_give_it_a_role(three_of_them, clerk):
    system, security, _audit = three_of_them
    new = changes.add_person(system, username="new", name="新同事", unit=unit(), why="新调入")
    assert not policy.visible(new).exists() and roles.roles_of(new) == frozenset()
    with pytest.raises(NotDone, match="一名管理员提出"):
        changes.give_role(security, new, "office", why="分工")
    with pytest.raises(NotDone, match="按分工"):
        changes.add_person(security, username="another", name="又一人", why="新调入")
    row = two.propose(security, "role_give", given(new), why="新调入任办公室工作")
    assert roles.roles_of(new) == frozenset()
    two.decide(system, row.pk, "confirmed")
    assert roles.roles_of(new) == {"office"}


class TestT4NobodyMayEverything:
    def test_the_database_refuses(self, clerk):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=clerk.pk).update(is_superuser=True)

    def test_the_command_and_the_manager_refuse(self):
        with pytest.raises(CommandError, match="能做一切"):
            call_command("createsuperuser")
        with pytest.raises(NotDone, match="能做一切"):
            User.objects.create_superuser("root", password="x")


def test_t5_nobody_acts_as_somebody_else(client, settings, clerk):
    settings.DEMO = False
    User.objects.filter(pk=clerk.pk).update(is_demo=True)
    assert client.post("/sign-in/as/", {"username": clerk.username}).status_code == 404
    names = {str(one.pattern) for one in get_resolver().url_patterns}
    assert not any(word in name for name in names for word in ("hijack", "impersonate", "su/"))
    for code in three.THREE:
        with pytest.raises(NotDone, match="代理"):
            today = clock.today()
            changes.give_mandate(clerk, clerk, person(f"x{code}", code), since=today, until=today, why="出差")


@pytest.mark.parametrize("n", range(3))
def test_t6_the_last_of_a_kind_stays(three_of_them, n):
    one, (first, second) = three_of_them[n], [x for x in three_of_them if x is not three_of_them[n]]
    with pytest.raises(NotDone, match="最后一名"):
        changes.end_role(three.Two(first, second), one.holdings.get(), why="调离")
    with pytest.raises(NotDone, match="最后一名"):
        changes.change_person(roles.system_user(), one, is_active=False, why="调离")


class TestTwo:
    def test_of_different_functions_and_neither_for_themselves(self, three_of_them, clerk):
        system, security, audit = three_of_them
        same = person("sysadmin2", "system_admin")
        row = two.propose(system, "role_give", given(clerk), why="任办公室工作")
        for wrong in (system, same):
            with pytest.raises(NotDone, match="没有确认"):
                two.decide(wrong, row.pk, "confirmed")
        with pytest.raises(NotDone, match="三名管理员"):
            two.decide(clerk, row.pk, "confirmed")
        two.decide(audit, row.pk, "confirmed")
        held = Event.objects.get(kind="role_given")
        assert held.actor_id == system.pk and f'"confirmed_by":{audit.pk}' in held.body
        with pytest.raises(NotDone, match="已经处理"):
            two.decide(security, row.pk, "confirmed")

    def test_declined_and_taken_back_change_nothing(self, three_of_them, clerk):
        system, security, _audit = three_of_them
        for outcome, by in (("declined", security), ("taken_back", system)):
            row = two.propose(system, "role_give", given(clerk), why="任办公室工作")
            two.decide(by, row.pk, outcome, note="岗位已经满员")
        assert roles.roles_of(clerk) == frozenset()
        assert [row.outcome for row in Change.objects.order_by("pk")] == ["declined", "taken_back"]

    def test_what_could_not_be_done_is_refused_when_it_is_proposed(self, three_of_them, clerk):
        with pytest.raises(NotDone, match="由岗位或系统产生"):
            two.propose(three_of_them[0], "role_give", given(clerk, role="unit_leader"), why="任单位负责人")
        assert not Change.objects.exists()

    def test_the_calendar_needs_two(self, three_of_them):
        system, security, _audit = three_of_them
        with pytest.raises(NotDone, match="一名管理员提出"):
            changes.set_day(system, date(2026, 3, 3), "off", why="台风停工")
        what = {"day": "2026-03-03", "state": "off", "name": "台风停工"}
        two.decide(security, two.propose(system, "day", what, why="县政府通知").pk, "confirmed")
        assert Event.objects.filter(kind="calendar_day").exists()


class TestTrails:
    def test_t7_every_act_of_the_others_is_seen_at_once(self, three_of_them, clerk):
        system, security, audit = three_of_them
        changes.change_person(system, clerk, name="新名字", why="更正姓名")
        changes.declare_conflict(security, clerk, kind="interest", unit=unit("X"), why="申报登记")
        seen = [line.event.kind for line in trails.page(audit).lines]
        assert seen[:2] == ["conflict_declared", "person_changed"]
        assert trails.page(system) is None and trails.page(clerk) is None

    def test_the_audit_administrator_is_watched_by_security(self, three_of_them, clerk):
        _system, security, audit = three_of_them
        two.propose(audit, "role_give", given(clerk), why="任办公室工作")
        assert [line.event.kind for line in trails.page(security).lines] == ["change_proposed"]

    def test_t8_what_is_handed_out_verifies_where_nobody_trusts_us(self, client, three_of_them, clerk):
        changes.change_person(three_of_them[0], clerk, name="新名字", email="a@example.org", why="更正姓名")
        client.force_login(three_of_them[2])
        text = b"".join(client.get("/trail/export/").streaming_content).decode()
        assert verify(SYSTEM).ok and "新名字" in text and "a@example.org" not in text
        lines, last = text.splitlines(), Event.objects.filter(uid=SYSTEM).order_by("seq").last()
        done = offline.script(lines)
        assert done.returncode == 0, done.stderr
        assert f"intact: {last.seq} events, last hash {last.hash.hex()}" in done.stdout
        assert f"event {last.seq}: *email is erased or withheld" in done.stdout
        events, hidden = check_events(map(json.loads, lines), SYSTEM.hex)
        assert len(events) == last.seq and hidden >= 1, "the kit of the case packs says the same"

    @pytest.mark.parametrize("wrong", ["altered", "left_out"])
    def test_t8_what_was_changed_on_the_way_is_found(self, three_of_them, clerk, wrong):
        for name in ("旧名字", "新名字"):
            changes.change_person(three_of_them[0], clerk, name=name, why="更正姓名")
        lines = list(trails.exported())
        lines = [line.replace("新名字", "别的名字") for line in lines] if wrong == "altered" else lines[1:]
        assert offline.script(lines).stderr.startswith("event ")
        with pytest.raises(Wrong):
            check_events(map(json.loads, lines), SYSTEM.hex)


class TestT9Emergency:
    def test_two_let_somebody_in_and_it_stands_in_both_histories(self, three_of_them, clerk):
        system, _security, audit = three_of_them
        case = moves.open_case("approval", by=person("author", "clerk"), title="一件事", number="批〔2026〕0001号")
        what = {"number": case.number, "person": clerk.pk, "days": 1}
        row = two.propose(system, "emergency", what, why="承办人失联，期限将至")
        assert not policy.may_see(clerk, case) and not Event.objects.filter(kind="act.open_emergency").exists()
        two.decide(audit, row.pk, "confirmed")
        assert policy.may_see(clerk, case) and not policy.may_see(system, case)
        told = Event.objects.get(kind="act.open_emergency", uid=case.uid)
        assert system.name in told.body and audit.name in told.body and verify(case.uid).ok
        assert Event.objects.filter(uid=SYSTEM, kind="change_confirmed").exists()
        with clock.frozen(clock.now() + timedelta(days=2)):
            assert not policy.may_see(clerk, case)

    def test_one_alone_cannot_and_not_for_an_administrator(self, three_of_them):
        system, security, audit = three_of_them
        case = moves.open_case("approval", by=person("author", "clerk"), title="一件事", number="批〔2026〕0001号")
        with pytest.raises(NotDone, match="管理员不查看"):
            two.propose(system, "emergency", {"number": case.number, "person": audit.pk, "days": 1}, why="急需查看")
        with pytest.raises(NotDone, match="最长"):
            what = {"number": case.number, "person": person("x").pk, "days": 9}
            two.propose(security, "emergency", what, why="急需查看")
