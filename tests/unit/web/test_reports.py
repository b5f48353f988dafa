"""The desk's pages and the sealed ones: there for the entitled alone, opened with an own key, two people for a name."""

import pytest

from intake import channel
from intake.models import Report
from ledger.models import AccessEntry
from tests.support.desks import words
from tests.support.entering import fresh
from tests.support.world import person

TEXT = "第二笔款项没有入账，请查去年十月的凭证。"


@pytest.fixture
def report(house):
    channel.submit("own", TEXT, identity={"name": "反映人本名", "contact": "青石巷"})
    return Report.objects.get()


@pytest.fixture
def as_(house):
    """A browser of somebody."""
    from django.test import Client

    def browser(name):
        client = Client()
        client.force_login(house[name])
        return fresh(client)

    return browser


def unlocked(client, user):
    client.post("/reports/unlock/", {"words": words(user)})
    return client


def test_the_pages_are_not_there_for_others(client, report):
    paths = ("/reports/", f"/reports/{report.pk}/", f"/reports/{report.pk}/file/1/", "/sealed/", "/sealed/1/")
    for roles in ((), ("minister",), ("system_admin",), ("auditor",), ("clerk", "office")):
        client.force_login(person("-".join(("x", *roles)), *roles))
        assert [client.get(path).status_code for path in paths] == [404] * 5
        assert client.post(f"/reports/{report.pk}/answer/", {"words": "x"}).status_code == 404


def test_a_reader_of_the_other_desk_does_not_find_it(as_, house, report):
    liaison = unlocked(as_("liaison"), house["liaison"])
    assert liaison.get("/reports/").status_code == 200
    assert liaison.get(f"/reports/{report.pk}/").status_code == 404


def test_locked_pages_show_days_and_no_words(as_, report):
    reader = as_("reader")
    assert TEXT not in reader.get(f"/reports/{report.pk}/", follow=True).content.decode()


def test_a_wrong_passphrase_is_refused_with_a_sentence(as_, report):
    answer = as_("reader").post("/reports/unlock/", {"words": "错的"})
    assert answer.status_code == 409 and "拆封口令不对" in answer.content.decode()


def test_a_reader_reads_answers_and_takes_it_on(as_, house, report):
    reader = unlocked(as_("reader"), house["reader"])
    assert TEXT in reader.get(f"/reports/{report.pk}/").content.decode()
    assert AccessEntry.objects.filter(what="report", case_uid=report.pk).count() == 1
    page = reader.post(f"/reports/{report.pk}/answer/", {"words": "请补充凭证编号。"}, follow=True).content.decode()
    assert "请补充凭证编号。" in page
    reader.post(f"/reports/{report.pk}/step/accept/")
    report.refresh_from_db()
    assert report.state == "accepted" and report.for_reporter == 1
    assert reader.post(f"/reports/{report.pk}/step/close/").status_code == 409


def test_the_key_in_the_browser_alone_opens_nothing(as_, house, report):
    reader = unlocked(as_("reader"), house["reader"])
    reader.post("/reports/lock/")
    assert TEXT not in reader.get(f"/reports/{report.pk}/", follow=True).content.decode()


def test_the_name_is_never_on_the_desk(as_, house, report):
    reader = unlocked(as_("both"), house["both"])
    for path in ("/reports/", f"/reports/{report.pk}/", "/sealed/"):
        assert "反映人本名" not in reader.get(path).content.decode()


def asked(browser, number):
    said = {"about": number, "purpose": "contact", "reason": "须向反映人核实第二笔款项的日期"}
    return browser.post("/sealed/ask/", said)


def test_two_people_open_the_name_and_both_stand_in_the_page(as_, house, report):
    first, second = as_("keeper"), as_("second")
    place = asked(first, report.number).url
    assert second.post(place, {"words": words(house["second"]), "grant": "1"}).status_code == 302
    page = first.post(f"{place}open/", {"words": words(house["keeper"])}).content.decode()
    assert "反映人本名" in page and "青石巷" in page
    assert AccessEntry.objects.filter(what="unsealed", case_uid=report.pk).count() == 1
    assert second.post(f"{place}open/", {"words": words(house["second"])}).status_code == 409
    another = as_("keeper")
    assert another.post(f"{place}open/", {"words": words(house["keeper"])}).status_code == 409


def test_an_unknown_number_is_answered_like_a_known_one(as_, house, report):
    first, second = as_("keeper"), as_("second")
    places = [asked(first, number).url for number in (report.number, "密〔2026〕9999号")]
    pages = []
    for place in places:
        second.post(place, {"words": words(house["second"]), "grant": "1"})
        pages.append(first.get(place))
    assert pages[0].status_code == pages[1].status_code == 200
    assert len({page.content.decode().count("<dt>") for page in pages}) == 1
    opened = first.post(f"{places[1]}open/", {"words": words(house["keeper"])}).content.decode()
    assert "没有封存的身份" in opened


def test_a_refusal_is_kept_and_shown(as_, house, report):
    place = asked(as_("keeper"), report.number).url
    as_("second").post(place, {"why": "先用对话核实", "refuse": "1"})
    page = as_("keeper").get(place).content.decode()
    assert "先用对话核实" in page and "未同意" in page


def test_the_paper_is_shown_once(as_, house, report):
    keeper = as_("keeper")
    page = keeper.post("/sealed/paper/")
    assert page.status_code == 200 and page["Cache-Control"].startswith("max-age=0")
    assert "已印制" in keeper.get("/sealed/").content.decode()
