from datetime import date, timedelta

import pytest

from ledger.append import SYSTEM
from ledger.models import Event, Salt
from ledger.read import history
from ledger.verify import verify
from people import calendar, clock, links, roles
from people.errors import NotDone
from people.models import Absence, CalendarDay, Holding, Unit, User
from policy import changes, three

pytestmark = pytest.mark.django_db
OFFICIAL = [(date(2027, 1, 1) + timedelta(days=n), "off", "假期") for n in range(13)]


@pytest.fixture
def admin(db):
    admin = User.objects.create_user("sysadm", name="系统管理员")
    Holding.objects.create(person=admin, role_id="system_admin", since=date(2026, 1, 1))
    return admin


def both(admin):
    """The administrator together with one of another function, who confirms."""
    second, _made = User.objects.get_or_create(username="secadm", defaults={"name": "安全保密管理员"})
    Holding.objects.get_or_create(person=second, role_id="security_admin", defaults={"since": date(2026, 1, 1)})
    return three.Two(admin, second)


@pytest.fixture
def unit(db):
    return Unit.objects.create(code="GBK", name="干部科")


@pytest.fixture
def clerk(unit):
    return User.objects.create_user("gb_clk", name="干部科科员", unit=unit)


def last():
    return history(SYSTEM)[-1]


def refused(match):
    return pytest.raises(NotDone, match=match)


def test_a_new_person_leaves_one_event_with_who_and_why(admin, unit):
    person = changes.add_person(admin, username="new", name="曾小明", unit=unit, email="a@example.org", why="新调入")
    entry = last()
    assert (entry.event.kind, entry.event.actor_id, entry.event.seq) == ("person_added", admin.pk, 1)
    assert entry.fields["why"] == "新调入" and entry.fields["person"] == person.pk
    assert person.pinyin.startswith("zengxiaoming") and not person.has_usable_password()
    assert "example.org" not in Event.objects.get().body
    assert verify(SYSTEM).ok


def test_a_change_records_old_and_new(admin, clerk):
    changes.change_person(admin, clerk, name="干部科副科长", why="任职变动")
    assert last().fields["name"] == ["干部科科员", "干部科副科长"]


def test_a_change_of_nothing_is_no_event(admin, clerk):
    changes.change_person(admin, clerk, name=clerk.name, why="重复提交")
    assert not Event.objects.exists()


def test_a_mail_address_can_be_erased_from_the_record(admin, clerk):
    changes.change_person(admin, clerk, email="b@example.org", why="更正")
    Salt.objects.filter(value__contains="example.org").delete()
    assert verify(SYSTEM).ok


@pytest.mark.parametrize("why", ["", "   "])
def test_nothing_without_a_reason(admin, clerk, why):
    with refused("原因"):
        changes.change_person(admin, clerk, name="x", why=why)
    clerk.refresh_from_db()
    assert clerk.name == "干部科科员" and not Event.objects.exists()


def test_only_administrators_configure(clerk, unit):
    for attempt in (
        lambda: changes.add_person(clerk, username="x", name="x", why="x"),
        lambda: changes.give_role(clerk, clerk, "minister", why="x"),
        lambda: changes.change_unit(clerk, unit, name="x", why="x"),
        lambda: changes.set_day(clerk, date(2026, 3, 3), "off", why="x"),
        lambda: changes.confirm_year(clerk, 2027, source="x", why="x"),
        lambda: changes.issue_link(clerk, clerk, why="x"),
    ):
        with refused("管理员"):
            attempt()
    assert not Event.objects.exists()


def test_the_event_and_the_change_stand_or_fall_together(admin, clerk, monkeypatch):
    def broken(*_, **__):
        raise OSError("disk full")

    monkeypatch.setattr("ledger.append.system", broken)
    with pytest.raises(OSError):
        changes.change_person(admin, clerk, name="x", why="x")
    clerk.refresh_from_db()
    assert clerk.name == "干部科科员"


def test_the_same_account_twice(admin, clerk):
    with refused("换一个账号"):
        changes.add_person(admin, username="GB_CLK", name="x", why="x")


def test_what_is_wrong_is_named(admin):
    with refused("账号|用户名"):
        changes.add_person(admin, username="有 空格", name="x", why="x")


class TestLeaving:
    def test_nobody_switches_themselves_off(self, admin):
        with refused("不能停用自己"):
            changes.change_person(admin, admin, is_active=False, why="x")

    def test_the_last_administrator_stays(self, admin):
        with refused("最后一名"):
            changes.change_person(roles.system_user(), admin, is_active=False, why="x")
        with refused("最后一名"):
            changes.end_role(roles.system_user(), admin.holdings.get(), why="x")

    def test_the_clock_stays(self, admin):
        with refused("系统账号"):
            changes.change_person(admin, roles.system_user(), is_active=False, why="x")

    def test_who_left_comes_in_by_no_link(self, admin, clerk):
        changes.change_person(admin, clerk, is_active=False, why="调离")
        clerk.refresh_from_db()
        with refused("启用"):
            changes.issue_link(admin, clerk, why="x")


class TestRoles:
    def test_given_and_ended(self, admin, clerk, unit):
        held = changes.give_role(both(admin), clerk, "clerk", since=date(2026, 1, 5), why="分工")
        assert held.unit == unit and roles.roles_of(clerk) == {"clerk"}
        changes.end_role(both(admin), held, why="调整")
        assert roles.roles_of(clerk) == frozenset()
        assert [entry.event.kind for entry in history(SYSTEM)] == ["role_given", "role_ended"]
        assert verify(SYSTEM).ok

    def test_a_mistake_of_today_is_undone_today(self, admin, clerk):
        held = changes.give_role(both(admin), clerk, "clerk", why="分工")
        assert changes.end_role(both(admin), held, why="授错了人") is None
        assert roles.roles_of(clerk) == frozenset()

    def test_not_twice(self, admin, clerk):
        changes.give_role(both(admin), clerk, "clerk", why="分工")
        with refused("已经担任"):
            changes.give_role(both(admin), clerk, "clerk", why="分工")

    def test_not_to_oneself(self, admin):
        with refused("给自己"):
            changes.give_role(both(admin), admin, "minister", why="x")

    @pytest.mark.parametrize(
        "first, second", [("clerk", "auditor"), ("auditor", "clerk"), ("auditor", "security_admin")]
    )
    def test_administrators_and_auditors_hold_nothing_else(self, admin, clerk, first, second):
        changes.give_role(both(admin), clerk, first, why="分工")
        with refused("不能兼任"):
            changes.give_role(both(admin), clerk, second, why="分工")

    @pytest.mark.parametrize("role", ["unit_leader", "system"])
    def test_derived_roles_are_not_given(self, admin, clerk, role):
        with refused("岗位"):
            changes.give_role(both(admin), clerk, role, why="x")

    def test_a_role_of_a_unit_needs_one(self, admin):
        stray = User.objects.create_user("stray", name="无单位")
        with refused("选择单位"):
            changes.give_role(both(admin), stray, "clerk", why="x")

    def test_an_end_before_the_beginning_is_refused(self, admin, clerk):
        with refused("没有保存"):
            changes.give_role(both(admin), clerk, "expert", since=date(2026, 5, 1), until=date(2026, 4, 1), why="x")


class TestUnits:
    def test_added_renamed_moved(self, admin, unit):
        below = changes.add_unit(admin, code="GBK1", name="干部一组", parent=unit, why="机构调整")
        changes.change_unit(admin, below, name="干部二组", parent=None, why="机构调整")
        assert last().fields["name"] == ["干部一组", "干部二组"] and last().fields["parent"] == ["GBK", None]

    def test_no_unit_is_above_itself(self, admin, unit):
        below = changes.add_unit(admin, code="GBK1", name="干部一组", parent=unit, why="机构调整")
        with refused("上级"):
            changes.change_unit(admin, unit, parent=below, why="x")


class TestAway:
    def test_everybody_states_their_own(self, admin, clerk):
        gone = changes.set_absence(
            clerk, clerk, starts=date(2026, 3, 2), ends=date(2026, 3, 6), substitute=admin, why="病假"
        )
        assert "病假" not in Event.objects.get().body and last().fields["why"] == "病假"
        with refused("重叠"):
            changes.set_absence(clerk, clerk, starts=date(2026, 3, 6), ends=date(2026, 3, 7), why="x")
        changes.end_absence(clerk, gone, ends=date(2026, 3, 4), why="提前返岗")
        assert Absence.objects.get().ends == date(2026, 3, 4)
        changes.end_absence(clerk, gone, ends=date(2026, 3, 1), why="没有外出")
        assert not Absence.objects.exists()

    def test_not_somebody_else_s(self, admin, clerk):
        with refused("管理员"):
            changes.set_absence(clerk, admin, starts=date(2026, 3, 2), ends=date(2026, 3, 6), why="x")

    def test_nobody_clears_their_own_conflict(self, admin, clerk):
        conflict = changes.declare_conflict(clerk, clerk, kind="family", other=admin, note="表兄弟", why="申报")
        assert "表兄弟" not in Event.objects.get().body
        with refused("管理员"):
            changes.end_conflict(clerk, conflict, why="x")
        with refused("与自己有关"):
            changes.end_conflict(admin, conflict, why="x")
        changes.end_conflict(roles.system_user(), conflict, why="关系已解除")
        assert verify(SYSTEM).ok


class TestCalendar:
    def test_a_confirmed_year_is_no_longer_provisional(self, admin):
        assert calendar.load().add(date(2026, 12, 30), 5, "wd").provisional
        changes.confirm_year(both(admin), 2027, source="国办通知", days=OFFICIAL, why="通知已发布")
        due = calendar.load().add(date(2026, 12, 30), 5, "wd")
        assert not due.provisional and due.date == date(2027, 1, 19)
        entry = last()
        assert entry.fields["year"] == 2027 and len(entry.fields["days"]) == 13 and len(entry.fields["before"]) == 13

    @pytest.mark.parametrize(
        "days, source, said",
        [(OFFICIAL[:5], "通知", "没有录全"), (OFFICIAL, " ", "依据"), ([*OFFICIAL, OFFICIAL[0]], "通知", "两次"),
         ([*OFFICIAL, (date(2028, 1, 1), "off", "元旦")], "通知", "2028-01-01"),
         ([*OFFICIAL, (date(2027, 5, 1), "feast", "假")], "通知", "类别")],
    )  # fmt: skip
    def test_half_a_notice_is_refused(self, admin, days, source, said):
        with refused(said):
            changes.confirm_year(both(admin), 2027, source=source, days=days, why="x")
        assert calendar.load() == calendar.seeded()

    def test_a_year_nobody_seeded(self, admin):
        days = [(day.replace(year=2028), kind, name) for day, kind, name in OFFICIAL]
        changes.confirm_year(both(admin), 2028, source="国办通知", days=days, why="通知已发布")
        assert 2028 in calendar.load().confirmed

    def test_one_day_more_and_back(self, admin):
        day = date(2026, 3, 3)
        changes.set_day(both(admin), day, "off", name="台风停工", why="县政府通知")
        assert not calendar.load().is_working(day)
        changes.set_day(both(admin), day, None, why="误录")
        assert calendar.load().is_working(day) and not CalendarDay.objects.filter(pk=day).exists()
        assert last().fields["before"] == ["off", "台风停工"]


class TestComingIn:
    def test_a_link_works_once(self, admin, clerk):
        token = changes.issue_link(admin, clerk, why="新账号")
        assert token not in Event.objects.get().body
        assert links.redeem(token, clock.now()) == clerk
        assert links.redeem(token, clock.now()) is None

    def test_a_link_expires_and_a_newer_one_replaces_it(self, admin, clerk):
        first = changes.issue_link(admin, clerk, why="新账号")
        second = changes.issue_link(admin, clerk, why="没有收到")
        assert links.redeem(first, clock.now()) is None
        assert links.redeem(second, clock.now() + links.LASTS) is None

    def test_a_password_is_chosen_and_never_told(self, clerk, settings):
        settings.AUTH_PASSWORD_VALIDATORS = [
            {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}}
        ]
        with refused("密码没有设置"):
            changes.set_password(clerk, "short")
        changes.set_password(clerk, "long enough 2026")
        assert clerk.check_password("long enough 2026") and "long enough" not in Event.objects.get().body


def test_every_kind_of_event_has_a_name(admin, clerk):
    changes.give_role(both(admin), clerk, "clerk", why="分工")
    assert last().event.kind in changes.KINDS
