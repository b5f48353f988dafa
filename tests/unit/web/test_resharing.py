"""Two keepers who are both there share what is sealed anew: who joins opens it, who leaves does not."""

import pytest
from django.test import Client

from intake import channel
from intake.conversation import CONVERSATION, IDENTITY
from intake.models import Report
from ledger.models import Event
from tests.support.desks import words
from tests.support.entering import fresh
from tests.support.world import person
from vault import keepers, safes, unsealing
from vault.models import Unsealing

PATH = "/sealed/reshare/"


@pytest.fixture
def report(house):
    channel.submit("own", "第二笔款项没有入账。", identity={"name": "反映人本名", "contact": "青石巷"})
    return Report.objects.get()


@pytest.fixture
def late(report):
    """Somebody who came to keep and to read after the report did."""
    found = person("late", "identity_keeper", "intake_reader")
    keepers.set_passphrase(found, words(found), words(found))
    return found


@pytest.fixture
def sent(house, report):
    """The form as "keeper" sends it, with "second" beside."""

    def post(**more):
        client = Client()
        client.force_login(house["keeper"])
        said = {"words": words(house["keeper"]), "second": house["second"].pk, "second_words": words(house["second"])}
        return fresh(client).post(PATH, said | more)

    return post


def share(report, part, user):
    return safes.share_of(safes.find(report.pk, part), keepers.of(user), keepers.secret_of(user, words(user)))


def events():
    return Event.objects.filter(kind="vault_reshared").count()


def test_who_joined_holds_a_share_of_what_came_before_and_it_stands_in_the_history(sent, report, late):
    assert share(report, IDENTITY, late) is share(report, CONVERSATION, late) is None
    assert sent().status_code == 302
    assert share(report, IDENTITY, late) and share(report, CONVERSATION, late)
    assert events() == 1


def test_who_keeps_no_more_holds_no_share(sent, report, house):
    house["both"].is_active = False
    house["both"].save()
    assert sent().status_code == 302
    assert not safes.find(report.pk, IDENTITY).shares.filter(keeper__person=house["both"]).exists()


@pytest.mark.parametrize("more", [{"words": "错的口令错的口令错的"}, {"second_words": "错的口令错的口令错的"}])
def test_a_wrong_passphrase_of_either_changes_nothing(sent, report, late, more):
    answer = sent(**more)
    assert answer.status_code == 409 and "拆封口令不对" in answer.content.decode()
    assert share(report, IDENTITY, late) is None and events() == 0


def test_one_person_is_not_two(sent, house, report, late):
    mine = {"second": house["keeper"].pk, "second_words": words(house["keeper"])}
    assert sent(**mine).status_code == 422 and sent(second="", second_words="").status_code == 422
    assert share(report, IDENTITY, late) is None and events() == 0


def test_a_reader_who_keeps_nothing_is_not_one_of_the_two(sent, house, report):
    assert sent(second=house["reader"].pk, second_words=words(house["reader"])).status_code == 422


def test_the_printed_code_stands_for_one_of_them(house, sent, late):
    _keeper, code = keepers.make_paper(house["keeper"])
    channel.submit("own", "后来的一件。", identity={"name": "又一人", "contact": ""})
    assert sent(second="", second_words="", paper=code).status_code == 302
    assert events() == 1


def test_what_was_agreed_before_has_to_be_asked_again(sent, report, house):
    wish, _key = unsealing.ask(
        house["keeper"],
        about=report.number,
        uid=report.pk,
        part=IDENTITY,
        purpose="contact",
        reason="须核实款项的日期与数额",
    )
    unsealing.grant(house["second"], wish, words(house["second"]))
    sent()
    wish = Unsealing.objects.get(pk=wish.pk)
    assert (wish.state, wish.given) == ("lapsed", None)


def test_the_page_says_who_joins_and_who_goes(house, report, late):
    client = Client()
    client.force_login(house["keeper"])
    keepers.forget(house["both"])
    page = fresh(client).get(PATH).content.decode()
    going = page.partition("不再保管")[2]
    assert "both" in going and "late" in page.partition("新加入")[2].partition("不再保管")[0]
