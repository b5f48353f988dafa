"""A report without an account: a receipt, a conversation with unread marks, and nothing else."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from intake import channel, desk, files, receipts
from intake.models import Report
from ledger.models import AccessEntry, Event
from people.errors import NotDone
from tests.support import planted
from tests.support.desks import words
from vault import keepers, safes, unsealing
from workflows.errors import NotFound, Refused

TEXT = "第二笔款项没有入账，请查去年十月的凭证。"


@pytest.fixture
def receipt(house):
    return channel.submit("own", TEXT)


def test_a_receipt_has_sixteen_digits_and_is_kept_nowhere(receipt):
    assert len(receipts.read(receipt)) == 16
    row = Report.objects.values().get()
    assert receipts.read(receipt) not in repr(row) and receipt not in repr(row)


def test_the_receipt_opens_what_was_said(receipt, came_back):
    found = came_back(receipt)
    said, new = channel.look(channel.find(found), found)
    assert [(one.n, one.from_reporter, one.text) for one in said] == [(1, True, TEXT)] and new == 0


@pytest.mark.parametrize("typed", ["0000 0000 0000 0000", "1234"])
def test_another_receipt_finds_nothing(receipt, typed, came_back):
    digits = receipts.read(typed)
    assert digits is None or channel.find(receipts.derived(digits)) is None


def test_looking_up_takes_one_query_however_many_reports_there_are(
    receipt, house, came_back, django_assert_num_queries
):
    for _n in range(3):
        channel.submit("own", TEXT)
    found = came_back(receipt)
    with django_assert_num_queries(1):
        assert channel.find(found)


def test_the_half_that_finds_does_not_open(receipt, came_back):
    found = came_back(receipt)
    with pytest.raises(Refused, match="回执码不对"):
        channel.look(channel.find(found), found._replace(key=bytes(32)))


def test_both_sides_write_and_see_what_is_new(receipt, house, secret, came_back):
    found, report = came_back(receipt), Report.objects.get()
    assert desk.unread(house["reader"]) == 1
    _report, _said, new = desk.read(house["reader"], report.pk, secret("reader"))
    assert new == 1 and desk.unread(house["reader"]) == 0
    desk.answer(house["reader"], report.pk, secret("reader"), "请补充凭证编号。")
    report.refresh_from_db()
    said, new = channel.look(report, found)
    assert new == 1 and said[-1].text == "请补充凭证编号。" and not said[-1].from_reporter
    report.refresh_from_db()
    assert channel.look(report, found)[1] == 0
    channel.say(report, found, "十月 17 号凭证。")
    assert desk.unread(house["reader"]) == 1


def test_days_and_no_moments_are_kept(receipt):
    kept = Report.objects.values().get()
    assert not [name for name, value in kept.items() if hasattr(value, "hour")]


def test_a_reader_of_another_desk_finds_nothing(receipt, house, secret):
    report = Report.objects.get()
    for name in ("liaison", "keeper"):
        with pytest.raises(NotFound):
            desk.read(house[name], report.pk, secret(name))


def test_a_report_about_the_readers_is_closed_to_them_by_key_not_only_by_rule(house, secret):
    channel.submit("superior", TEXT)
    report = Report.objects.get()
    safe = safes.find(report.pk, "conversation")
    assert safes.secret_by(safe, keepers.of(house["reader"]), secret("reader")) is None
    assert desk.read(house["liaison"], report.pk, secret("liaison"))[1][0].text == TEXT


def test_each_look_is_noted_before_it_is_one(receipt, house, secret):
    report = Report.objects.get()
    desk.read(house["reader"], report.pk, secret("reader"))
    assert AccessEntry.objects.filter(what="report", case_uid=report.pk, person_id=house["reader"].pk).count() == 1


def unsealed(house, report):
    wish, key = unsealing.ask(
        house["keeper"], about=report.number, uid=report.pk, part="identity", purpose="contact",
        reason="须向反映人核实款项日期",
    )  # fmt: skip
    unsealing.grant(house["second"], wish, words(house["second"]))
    found = unsealing.open_it(house["keeper"], wish, words(house["keeper"]), key, ["identity", "original"])
    names = [json.loads(one) for one in found["identity"]]
    return [one for one in names if one["name"]], found["original"]


def test_a_name_is_found_by_two_keepers_and_by_nobody_else(house):
    channel.submit("own", TEXT, identity={"name": "反映人本名", "contact": "青石巷"})
    assert unsealed(house, Report.objects.get())[0] == [{"name": "反映人本名", "contact": "青石巷"}]


def test_an_anonymous_report_looks_the_same_from_outside(house):
    channel.submit("own", TEXT)
    channel.submit("own", TEXT, identity={"name": "反映人本名", "contact": "青石巷"})
    shapes = []
    for report in Report.objects.all():
        entries = safes.find(report.pk, "identity").entries.order_by("field")
        shapes.append([(one.field, one.version, len(one.sealed)) for one in entries])
    assert shapes[0] == shapes[1]
    assert len(unsealed(house, Report.objects.order_by("number").first())[0]) == 0


def test_whether_a_name_was_given_later_shows_no_more_than_at_first(receipt, house, came_back):
    found, report = came_back(receipt), Report.objects.get()
    channel.say(report, found, "我愿意说出姓名。", identity={"name": "反映人本名"})
    channel.say(report, found, "还有一件事。")
    sizes = {len(one.sealed) for one in safes.find(report.pk, "identity").entries.filter(field="identity")}
    assert len(sizes) == 1 and [one["name"] for one in unsealed(house, report)[0]] == ["反映人本名"]


def test_readers_get_a_clean_copy_and_the_vault_the_original(house, secret):
    data = planted.word("CANARY7391")
    channel.submit("own", TEXT, files.received([SimpleUploadedFile("CANARY7391的文件.docx", data)]))
    report = Report.objects.get()
    facts, copy = desk.file(house["reader"], report.pk, secret("reader"), 1)
    assert facts["extension"] == "docx" and b"CANARY7391" not in planted.everywhere(copy)
    assert unsealed(house, report)[1] == [data]


def test_a_channel_that_nobody_could_read_takes_nothing(db):
    with pytest.raises(Refused, match="还没有开通"):
        channel.submit("own", TEXT)
    assert not Report.objects.exists()


def test_steps_have_their_order_their_reason_and_their_event(receipt, house):
    report, reader = Report.objects.get(), house["reader"]
    desk.step(reader, report.pk, "accept")
    with pytest.raises(Refused, match="没有写理由"):
        desk.step(reader, report.pk, "close")
    desk.step(reader, report.pk, "close", "已核实并反馈")
    with pytest.raises(Refused, match="已办结"):
        desk.step(reader, report.pk, "close", "再结一次")
    kinds = list(Event.objects.filter(kind__startswith="report_").order_by("seq").values_list("kind", flat=True))
    assert kinds == ["report_accepted", "report_closed"]


def test_two_keepers_can_give_a_conversation_to_a_new_reader(receipt, house):
    wish, key = unsealing.ask(
        house["keeper"], about="x", uid=Report.objects.get().pk, part="identity", purpose="other",
        reason="原受理员调离，须补发钥匙",
    )  # fmt: skip
    unsealing.grant(house["second"], wish, words(house["second"]))
    found = unsealing.open_it(house["keeper"], wish, words(house["keeper"]), key, ["conversation_key"])
    assert channel.conversation.read(Report.objects.get(), found["conversation_key"][0])[0].text == TEXT


def test_without_a_key_a_reader_is_told_what_to_do(receipt, house):
    with pytest.raises(NotDone, match="两名保管人"):
        desk.read(house["reader"], Report.objects.get().pk, None)
