"""The blind check before an adverse proposal goes on (F12, L18): what it waits for, and what it gives away."""

from datetime import date, timedelta

import pytest

from intake import blind, channel, receipts
from intake.models import Clearance
from ledger.models import AccessEntry
from notifications import readers
from notifications.relay import spread
from people import clock
from people.models import Holding
from processes.accountability.walk import Walk as Matter
from processes.investigation.walk import TEXT, allegation
from tests.support import everywhere
from tests.unit.investigation.conftest import WORDS, desk_open, people  # noqa: F401
from vault import keepers, marks, safes
from workflows import moves
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
NOTE = "已核对原始台账和两名见证人的说明，提议另有独立的事实依据。"
PROPOSER, TARGET = "sup_clk", "resp_a"


@pytest.fixture
def liaison(desk_open):  # noqa: F811
    return desk_open["jwlink"]


@pytest.fixture
def key(liaison):
    return keepers.secret_of(liaison, WORDS.format(liaison.username))


@pytest.fixture
def against(desk_open):  # noqa: F811
    """Somebody who was reported proposes to hold somebody to account."""
    return lambda about=TARGET: Matter(desk_open, date(2026, 3, 2), by=PROPOSER, about=about)


@pytest.fixture
def reported(desk_open):  # noqa: F811
    """`reported(username)`: they report the proposer, with their name; the clue is taken in."""
    from processes.investigation import receiving

    def report(by, whom=PROPOSER):
        who = desk_open[whom]
        identity = by and {"name": desk_open[by].name, "contact": ""}
        return receiving.by_hand(
            desk_open["gj_clk"], words="信上写的话，说得很细。", identity=identity,
            title="反映督查办理不公的问题", source="letter", reporter_kind="named" if by else "anonymous",
            allegations=[allegation(1, TEXT)],
            respondents=[{"n": 1, "name": who.name, "post": "", "person": who.pk}],
        )  # fmt: skip

    return report


def test_the_liaison_is_told_once_that_work_waits_and_of_what_nothing(against, liaison):
    walk = against()
    with clock.frozen(walk.now):
        for _again in range(2):
            blind.call()
        spread()
        (told,) = [one for one in readers.latest(liaison) if one.topic == "desk.check"]
    assert "合规复核" in told.subject and "比对并写出意见" in told.detail and (told.uid, told.number) == (None, "")
    assert (
        not readers.latest(walk.people[PROPOSER]) or "合规复核" not in readers.latest(walk.people[PROPOSER])[0].subject
    )


def test_where_nobody_may_check_the_way_out_is_told(against, liaison):
    walk = against()
    with clock.frozen(walk.now):
        assert "目前没有这样的联络员" not in blind.why_not(walk.case)
        Holding.objects.filter(person=liaison).delete()
        assert "请管理员指定" in blind.why_not(walk.case)


def compared(liaison, walk, key):
    with clock.frozen(walk.now):
        return blind.compare(liaison, blind.find(liaison, walk.case.uid), key)


def test_f12_the_liaison_learns_that_whom_it_is_against_reported_who_proposes(reported, against, liaison, key):
    reported(TARGET)
    assert compared(liaison, against(), key) == (True, 0)


@pytest.mark.parametrize("by", ["resp_b", None])
def test_of_others_and_of_anonymous_reports_nothing_is_met(reported, against, liaison, key, by):
    reported(by)
    assert compared(liaison, against(), key) == (False, 0)


def test_a_report_about_somebody_else_is_not_compared(reported, against, liaison, key):
    reported(TARGET, whom="gj_inv1")
    assert compared(liaison, against(), key) == (False, 0)


def test_a_report_at_the_desk_above_is_compared_whoever_it_is_about(desk_open, against, liaison, key):  # noqa: F811
    channel.submit("superior", "反映部里负责人的话。", identity={"name": desk_open[TARGET].name, "contact": ""})
    assert compared(liaison, against(), key).met


def test_what_is_older_than_24_months_is_not_compared(desk_open, liaison, key, reported):  # noqa: F811
    reported(TARGET)
    walk = Matter(desk_open, date(2028, 3, 6), by=PROPOSER, about=TARGET)
    assert compared(liaison, walk, key) == (False, 0)


def test_f12_the_proposal_waits_and_looks_the_same_whether_or_not_somebody_reported(reported, against):
    reported(TARGET)
    said = []
    for walk in (against(TARGET), against("resp_b")):
        before = set(everywhere.tables_with(str(walk.case.uid)))
        with pytest.raises(Refused, match="合规复核中") as why:
            walk.move("approve_open", "minister", officer=walk.people["co_a"],
                      investigators=[walk.people["gj_inv1"], walk.people["gj_inv2"]])  # fmt: skip
        said.append((str(why.value), before, walk.case.stage, walk.case.task_set.count()))
    assert said[0] == said[1]


def test_f12_what_was_found_stands_in_no_table(reported, against, liaison, key):
    """Both are compared and settled; what is kept of the one is what is kept of the other, but for whom it is about."""
    reported(TARGET)
    kept = []
    for walk in (against(TARGET), against("resp_b")):
        compared(liaison, walk, key)
        with clock.frozen(walk.now):
            blind.settle(liaison, blind.find(liaison, walk.case.uid), NOTE)
        safe = safes.find(walk.case.uid, blind.NOTE)
        sizes = [len(one.sealed) for one in safe.entries.all()]
        looks = AccessEntry.objects.filter(case_uid=walk.case.uid).values_list("what", flat=True)
        kept.append((sizes, sorted(looks), Clearance.objects.filter(case_uid=walk.case.uid).count()))
    assert kept[0] == kept[1] and kept[0][2] == 1
    assert everywhere.tables_with(NOTE) == []


def test_once_it_is_over_it_goes_on_and_against_somebody_else_it_begins_anew(against, liaison, key):
    walk = against()
    compared(liaison, walk, key)
    with clock.frozen(walk.now):
        blind.settle(liaison, blind.find(liaison, walk.case.uid), NOTE)
    assert blind.why_not(walk.fresh().case) == "" and blind.find(liaison, walk.case.uid) is None
    walk.act("edit", PROPOSER, respondent=walk.people["resp_b"])
    assert "合规复核中" in blind.why_not(walk.fresh().case)


def test_nobody_settles_what_was_not_compared_nor_without_a_note(against, liaison, key):
    walk = against()
    with clock.frozen(walk.now):
        one = blind.find(liaison, walk.case.uid)
        with pytest.raises(Refused, match="还没有比对"):
            blind.settle(liaison, one, NOTE)
        blind.compare(liaison, one, key)
        with pytest.raises(Refused, match="至少写 10 个字"):
            blind.settle(liaison, one, "无")
    assert not Clearance.objects.exists()


def test_without_the_own_passphrase_nothing_is_compared(against, liaison):
    walk = against()
    with pytest.raises(Refused, match="先用拆封口令解锁"):
        compared(liaison, walk, None)


def test_nobody_but_the_liaison_has_anything_to_check(desk_open, against, liaison):  # noqa: F811
    against()
    able = [name for name, user in desk_open.items() if blind.pending(user)]
    assert able == [liaison.username]


def test_nobody_checks_what_is_against_themselves(against, liaison):
    walk = against()
    own = Matter(walk.people, date(2026, 3, 2), by=PROPOSER, about=liaison.username)
    assert {one.case.uid for one in blind.pending(liaison)} == {walk.case.uid} != {own.case.uid}


def test_it_is_due_within_ten_working_days(against, liaison):
    walk = against()
    assert blind.find(liaison, walk.case.uid).due_on == date(2026, 3, 16)
    with clock.frozen(walk.now + timedelta(days=15)):
        assert blind.find(liaison, walk.case.uid).late


def test_whoever_checks_from_later_on_gets_a_key_when_keepers_share_anew(desk_open, reported, against, liaison):  # noqa: F811
    """A liaison who had no passphrase when a report came is told of how many nothing can be said."""
    from intake import keeping
    from vault.models import Share

    reported(TARGET)
    Share.objects.filter(safe__part=marks.PART).delete()
    key = keepers.secret_of(liaison, WORDS.format(liaison.username))
    walk = against()
    assert compared(liaison, walk, key) == (False, 1)
    two = [one for one in desk_open.values() if keepers.of(one) and one in keeping.policy.keepers()][:2]
    pair = [(keepers.of(one), keepers.secret_of(one, WORDS.format(one.username))) for one in two]
    keeping.reshare(two[0], *pair, beside=two[1].pk)
    assert compared(liaison, walk, key) == (True, 0)


def test_the_end_of_a_check_is_taken_by_nobody_from_outside(against):
    walk = against()
    for name in (PROPOSER, "minister", "jwlink"):
        with pytest.raises(Refused):
            moves.act(walk.case, "end_check", by=walk.people[name])


def test_who_adds_a_name_later_is_marked_from_then_on(desk_open, against, liaison, key):  # noqa: F811
    receipt = channel.submit("superior", "先不署名的话。")
    found = receipts.derived(receipts.read(receipt))
    walk = against()
    assert not compared(liaison, walk, key).met
    channel.say(channel.find(found), found, "现在署名。", identity={"name": desk_open[TARGET].name, "contact": ""})
    assert compared(liaison, walk, key).met
