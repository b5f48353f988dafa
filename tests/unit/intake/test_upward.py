"""A report at the department's desk that concerns those who lead it goes to the desk above, and only there (F13)."""

import pytest

from intake import channel, conversation, desk, keeping, upward
from intake.models import Report
from policy import reports as policy
from tests.support import everywhere
from tests.support.desks import came_back, house, secret, words  # noqa: F401
from vault import keepers, safes
from workflows.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
STORY, MORE = "部长在推荐前打过招呼，有录音。", "补充一份时间表。"


@pytest.fixture
def receipt(house):  # noqa: F811
    return channel.submit("own", STORY, identity={"name": "反映人本名", "contact": ""})


@pytest.fixture
def up(house, secret, receipt):  # noqa: F811
    """The report after the first reader has passed it up."""
    report = Report.objects.get()
    upward.pass_up(house["reader"], report.pk, secret("reader"))
    report.refresh_from_db()
    return report


@pytest.mark.parametrize("name", ["reader", "both"])
def test_f13_the_own_desk_neither_sees_it_nor_has_a_key(up, house, secret, name):  # noqa: F811
    with pytest.raises(NotFound):
        desk.read(house[name], up.pk, secret(name))
    assert not desk.visible(house[name]).exists()
    held = safes.find(up.pk, conversation.CONVERSATION).shares.values_list("keeper__person__username", flat=True)
    assert list(held) == ["liaison"]


def test_the_desk_above_reads_all_of_it_and_the_receipt_goes_on(up, house, secret, receipt, came_back):  # noqa: F811
    found = came_back(receipt)
    channel.say(up, found, MORE)
    _report, said, _new = desk.read(house["liaison"], up.pk, secret("liaison"))
    assert [one.text for one in said] == [STORY, upward.TOLD, MORE]
    desk.answer(house["liaison"], up.pk, secret("liaison"), "已收到。")
    assert channel.look(channel.find(found), found)[0][-1].text == "已收到。"


def test_who_keeps_identities_keeps_them(up):
    assert safes.find(up.pk, conversation.IDENTITY).shares.count() == 3  # nobody was added or lost


def test_it_is_done_once_and_only_by_who_can_open_it(up, house, secret):  # noqa: F811
    with pytest.raises(NotFound):
        upward.pass_up(house["reader"], up.pk, secret("reader"))
    channel.submit("own", STORY)
    other = Report.objects.exclude(pk=up.pk).get()
    with pytest.raises(Refused, match="没有打开"):
        upward.pass_up(house["reader"], other.pk, None)
    with pytest.raises(NotFound):
        upward.pass_up(house["keeper"], other.pk, secret("keeper"))
    assert Report.objects.get(pk=other.pk).desk == policy.OWN


def test_without_a_reader_above_nothing_is_lost(house, secret, receipt):  # noqa: F811
    report = Report.objects.get()
    type(house["liaison"]).objects.filter(pk=house["liaison"].pk).update(is_active=False)
    with pytest.raises(Refused, match="没有人能打开"):
        upward.pass_up(house["reader"], report.pk, secret("reader"))
    assert desk.read(house["reader"], report.pk, secret("reader"))[1][-1].text == STORY


def test_a_case_of_it_that_goes_up_takes_the_keys_away_until_two_keepers_give_them(house, secret, receipt):  # noqa: F811
    report = Report.objects.get()
    upward.leave(report.pk, by=house["reader"])
    for name in ("reader", "liaison"):
        with pytest.raises(Refused):
            desk.read(house[name], report.pk, secret(name))
    pair = [(keepers.of(house[name]), secret(name)) for name in ("keeper", "second")]
    keeping.reshare(house["keeper"], *pair, beside=house["second"].pk)
    assert desk.read(house["liaison"], report.pk, secret("liaison"))[1][0].text == STORY
    with pytest.raises(NotFound):
        desk.read(house["reader"], report.pk, secret("reader"))
    assert everywhere.tables_with(STORY) == []
