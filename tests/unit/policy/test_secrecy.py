"""Who is let in to one case and who is kept out: with subordinates and delegates, at every level, before everything."""

from datetime import date, timedelta

import pytest

from people import clock
from people.models import Mandate, Unit
from policy import fields, secrecy
from policy import rules as policy
from tests.support.world import person, unit
from workflows import inbox, moves
from workflows.errors import NotFound, Refused
from workflows.models import Case, Exclusion, WorkItem

pytestmark = pytest.mark.django_db
SOON = timedelta(days=5)


@pytest.fixture
def case():
    author = person("author", "clerk")
    return moves.open_case("approval", by=author, title="一件事", unit=unit("ZZK"))


@pytest.fixture
def keeper(monkeypatch):
    monkeypatch.setitem(policy.READERS, "approval", frozenset({"office"}))
    return person("keeper", "office", unit_code="BGS")


def again(case):
    return Case.objects.get(pk=case.pk).own


def sees(user, case):
    return policy.may_see(user, case)


class TestLettingIn:
    def test_who_is_let_in_sees_it_up_to_the_day(self, case, keeper):
        guest = person("guest", unit_code="RCK")
        assert not sees(guest, case)
        moves.act(case, "admit", by=keeper, person=guest, reason="协助核对数据", until=clock.today() + SOON)
        assert sees(guest, case)
        with clock.frozen(clock.now() + SOON + timedelta(days=1)):
            assert not sees(guest, case)

    def test_a_whole_unit_is_let_in_and_the_entry_is_taken_back(self, case, keeper):
        guest = person("guest", unit_code="RCK")
        moves.act(case, "admit", by=keeper, unit=guest.unit, reason="协助核对数据", until=clock.today())
        assert sees(guest, case)
        row = case.admissions.get()
        moves.act(again(case), "end_admission", by=keeper, admission=row.pk, reason="已经核对完")
        assert not sees(guest, case)

    def test_it_opens_a_sealed_case_but_never_to_administrators_or_auditors(self, case, keeper):
        moves.act(case, "admit", by=keeper, unit=unit("RCK"), reason="协助核对数据", until=clock.today())
        Case.objects.filter(pk=case.pk).update(classification="sealed")
        assert sees(person("guest", unit_code="RCK"), case)
        for role in ("system_admin", "security_admin", "audit_admin", "auditor"):
            assert not sees(person(f"r_{role}", role, unit_code="RCK"), case)

    @pytest.mark.parametrize(
        "wrong", [{"until": date(2020, 1, 1)}, {"reason": "a"}, {"until": None}, {"person": None}, {"person": 404404}]
    )
    def test_it_needs_somebody_a_reason_and_an_end(self, case, keeper, wrong):
        right = {"person": person("guest").pk, "reason": "协助核对数据", "until": clock.today()}
        with pytest.raises(Refused):
            moves.act(case, "admit", by=keeper, **right | wrong)
        assert not case.admissions.exists()

    def test_the_keeper_of_an_office_lets_nobody_in_to_what_they_do_not_see(self, case, keeper):
        Case.objects.filter(pk=case.pk).update(classification="restricted")
        with pytest.raises(NotFound):
            moves.act(again(case), "admit", by=keeper, person=keeper, reason="想看一看", until=clock.today())


class TestKeepingOut:
    @pytest.fixture
    def chief(self):
        return person("chief", "section_head", unit_code="RCK")

    def kept(self, case, who, by):
        moves.act(case, "exclude", by=by, person=who, reason="反映的就是本人")
        return again(case)

    def test_it_goes_before_everything_and_makes_the_case_restricted(self, case, keeper, chief):
        moves.act(case, "admit", by=keeper, person=chief, reason="协助核对数据", until=clock.today())
        # the keeper sees a restricted case only if they work on it
        moves.act(again(case), "admit", by=keeper, person=keeper, reason="由办公室经办", until=clock.today())
        kept = self.kept(again(case), chief, keeper)
        assert kept.classification == "restricted" and not sees(chief, kept) and sees(keeper, kept)

    def test_it_reaches_subordinates_and_delegates(self, case, keeper, chief):
        below = Unit.objects.create(code="RCK1", name="下属", parent=unit("RCK"))
        clerk, far = person("c1", unit_code="RCK"), person("c2", unit_code="RCK1")
        assert far.unit == below
        agent, other = person("agent", unit_code="AAA"), person("other", unit_code="AAA")
        today = clock.today()
        Mandate.objects.create(principal=chief, agent=agent, since=today, until=today, reason="出差")
        everybody = [clerk, far, agent, other]
        for one in everybody:
            moves.act(again(case), "admit", by=keeper, person=one, reason="协助核对数据", until=today)
        assert all(sees(one, case) for one in everybody)
        self.kept(again(case), chief, keeper)
        assert [sees(one, case) for one in everybody] == [False, False, False, True]

    def test_nobody_is_shut_out_who_still_has_work_and_nobody_shuts_out_themselves(self, case, keeper):
        with pytest.raises(Refused, match="待办"):
            moves.act(case, "exclude", by=keeper, person=person("author"), reason="反映的就是本人")
        with pytest.raises(Refused, match="你自己"):
            moves.act(case, "exclude", by=keeper, person=keeper, reason="反映的就是本人")

    def test_an_open_level_waits_for_the_end_of_the_exclusion(self, case, keeper, chief):
        moves.act(case, "admit", by=keeper, person=keeper, reason="由办公室经办", until=clock.today())
        kept, author = self.kept(again(case), chief, keeper), person("author")
        with pytest.raises(Refused, match="不由你办理"):
            moves.act(kept, "set_secrecy", by=author, level="sealed", reason="改为密封")
        with pytest.raises(Refused, match="限制知悉"):
            moves.act(kept, "set_secrecy", by=keeper, level="internal", reason="可以公开办理")
        moves.act(again(case), "end_exclusion", by=author, person=chief, reason="查明无关")
        moves.act(again(case), "set_secrecy", by=keeper, level="internal", reason="可以公开办理")
        assert sees(keeper, case)

    def test_who_is_kept_out_gets_no_work_no_notice_and_no_line_in_a_list(self, case, keeper, chief):
        Case.objects.filter(pk=case.pk).update(classification="restricted")
        Exclusion.objects.create(case=case, person=chief, by=keeper, since=clock.now())
        assert chief.pk in again(case).barred()
        mine = WorkItem.objects.get(process=case)
        mine.owner = chief
        mine.save(update_fields=["owner"])
        but = secrecy.kept_from(chief)
        assert inbox.page(chief, but=but).rows == [] and inbox.count(chief, but=but) == 0


def test_visible_and_the_set_of_those_kept_out_agree(case, keeper):
    """Asked from the side of the person and from the side of the case, for everybody in a small organisation."""
    heads = [person(f"h{n}", "section_head", unit_code=f"U{n}") for n in range(4)]
    people = [person(f"p{n}", unit_code=f"U{n % 4}") for n in range(12)]
    Unit.objects.filter(code="U1").update(parent=unit("U0"))
    Unit.objects.filter(code="U2").update(parent=unit("U1"))
    today = clock.today()
    for principal, agent in ((heads[0], people[3]), (people[3], people[7]), (heads[2], heads[3])):
        Mandate.objects.create(principal=principal, agent=agent, since=today, until=today, reason="出差")
    Case.objects.filter(pk=case.pk).update(classification="sealed")
    everybody = [type(one).objects.get(pk=one.pk) for one in (*heads, *people)]
    for one in everybody:
        case.admissions.create(person=one, reason="协助", by=keeper, since=clock.now(), until=today)
    for out in everybody:
        row = Exclusion.objects.create(case=case, person=out, by=keeper, since=clock.now())
        shut = secrecy.kept_out(again(case))
        assert {one.pk for one in everybody if not sees(one, case)} == {one.pk for one in everybody} & shut, out
        assert {one.pk for one in everybody if secrecy.kept_from(one).filter(case=case.pk)} == {
            one.pk for one in everybody
        } & shut
        row.delete()


def test_work_that_was_taken_from_somebody_opens_no_secret_case(case):
    former = person("former")
    WorkItem.objects.filter(process=case).update(owner=former, status="CANCELED", closed_why="recused")
    assert sees(former, case)
    Case.objects.filter(pk=case.pk).update(classification="restricted")
    assert not sees(former, case)


def test_a_guarded_field_is_for_those_its_process_names(case, keeper, monkeypatch):
    monkeypatch.setitem(fields.FIELDS, "approval", {"decider": ("office", "decider")})
    monkeypatch.setattr(type(case), "named", lambda self, role: [author.pk] if role == "decider" else None)
    author = person("author")
    assert fields.readable(keeper, case, "decider") and fields.readable(author, case, "decider")
    assert fields.hidden(person("reader"), case) == {"decider"} and fields.readable(person("reader"), case, "title")
