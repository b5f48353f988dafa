from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as outgoing

from notifications import mail, pace, readers, relay
from notifications.models import Delivery
from people.models import User
from tests.unit.notifications.conftest import AT
from workflows.models import Case


@pytest.fixture
def reader(people):
    return people[1]  # opened the case, so may see it


def mails():
    return Delivery.objects.filter(channel="mail")


def test_a_letter_names_the_case_to_whom_may_see_it(tell, reader):
    tell(reader)
    assert relay.run_once(at=AT).mailed == 1
    [letter] = outgoing.outbox
    assert letter.to == ["n1@example.org"]
    assert letter.subject == "新的待办：购置档案柜"
    assert "“审核”环节" in letter.body


def test_a_secret_case_gives_its_number_and_nothing_else(tell, reader):
    tell(reader, secret=True, stage="review", reason="涉及某人")
    relay.run_once(at=AT)
    [letter] = outgoing.outbox
    text = letter.subject + letter.body
    assert "批〔2026〕0001号" in text
    for hidden in ("购置", "审核", "某人", "待办"):
        assert hidden not in text


def test_nobody_is_written_to_about_a_case_they_may_not_see(tell, people):
    tell(people[2])
    relay.run_once(at=AT)
    assert outgoing.outbox == []
    assert mails().get().error == "not entitled"
    assert relay.run_once(at=AT + timedelta(days=1)).mailed == 0


def test_entitlement_is_asked_when_the_letter_leaves(tell, reader, people):
    tell(reader)
    Case.objects.update(opened_by=people[2])
    relay.run_once(at=AT)
    assert outgoing.outbox == []


def test_who_does_not_want_mail_or_has_no_address_gets_none(tell, reader, people):
    assert readers.wants_mail(reader)
    readers.prefer(reader, mail=False)
    tell(reader, people[0])
    relay.run_once(at=AT)
    assert not mails().exists()
    assert not readers.wants_mail(reader)


def test_a_letter_is_in_the_language_of_its_reader(tell, reader, monkeypatch):
    from django.utils import translation

    User.objects.filter(pk=reader.pk).update(language="en")
    spoken = []
    words = mail.texts.words
    monkeypatch.setattr(mail.texts, "words", lambda *of: spoken.append(translation.get_language()) or words(*of))
    tell(reader)
    relay.run_once(at=AT)
    assert spoken == ["en"]


class Broken:
    def __init__(self, *ignored, **also):
        pass

    def send_messages(self, letters):
        raise ConnectionRefusedError("no server")


def test_a_broken_server_is_asked_again_later_and_the_letter_dies_in_the_open(tell, reader, monkeypatch):
    tell(reader)
    monkeypatch.setattr(mail, "get_connection", Broken)
    assert relay.run_once(at=AT).failed == 1
    assert relay.run_once(at=AT + timedelta(seconds=20)).failed == 0
    assert relay.run_once(at=AT + timedelta(seconds=31)).failed == 1
    later = AT
    for _turn in range(pace.TRIES):
        later += timedelta(hours=7)
        relay.run_once(at=later)
    [dead] = readers.dead()
    assert (dead.tries, dead.error) == (pace.TRIES, "ConnectionRefusedError: no server")
    monkeypatch.undo()
    assert mail.again(dead.pk, later)
    assert relay.run_once(at=later).mailed == 1
    assert not readers.dead()


def test_a_kill_while_sending_repeats_the_letter_under_one_message_id(tell, reader, monkeypatch):
    tell(reader)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(mail, "_failed", None)
        patch.setattr(Delivery, "save", None)

        def killed(row, link, at):
            mail.message(row).send()
            raise KeyboardInterrupt

        patch.setattr(mail, "_try", killed)
        relay.run_once(at=AT)
    assert relay.run_once(at=AT + timedelta(minutes=4)).mailed == 0, "another relay has the lease"
    assert relay.run_once(at=AT + timedelta(minutes=6)).mailed == 1
    one, two = outgoing.outbox
    assert one.extra_headers["Message-ID"] == two.extra_headers["Message-ID"]


def test_two_relays_never_claim_the_same_letter(tell, reader):
    tell(reader)
    relay.spread(10, AT)
    pk = mails().get().pk
    assert mail._claim(pk, AT)
    assert mail._claim(pk, AT) is None


def test_a_line_break_in_a_title_cannot_forge_a_header(tell, reader):
    Case.objects.update(title="一\nBcc: x@example.org")
    tell(reader)
    relay.run_once(at=AT)
    assert "\n" not in outgoing.outbox[0].subject


def test_a_server_that_is_away_is_asked_once_a_run(tell, reader, monkeypatch):
    for _turn in range(3):
        tell(reader)
    monkeypatch.setattr(mail, "get_connection", Broken)
    assert relay.run_once(at=AT).failed == 1
    assert mails().filter(tries=0).count() == 2


@pytest.mark.parametrize("error", [ValueError("bad address"), SMTPRecipientsRefused({})])
def test_an_address_that_is_refused_does_not_keep_the_others(tell, reader, monkeypatch, error):
    for _turn in range(3):
        tell(reader)
    asked = []

    def refuse_first(row):
        asked.append(row)
        if len(asked) == 1:
            raise error

    monkeypatch.setattr(mail, "message", refuse_first)
    assert relay.run_once(at=AT)[1:] == (2, 1)
