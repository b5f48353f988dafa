"""The safeguards of who reports and of what is known about people (F10, F13, F21–F23, F26), through a user's doors."""
# ruff: noqa: F811 - fixtures are asked for by their names

import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from intake import desk
from intake.models import Report
from ledger.models import AccessEntry, Event
from people import clock
from policy import access_log
from processes.accountability.walk import Walk as Matter
from retention.models import Appraisal, Tombstone
from tests.support import everywhere
from tests.support.desks import came_back, house, secret, words  # noqa: F401
from tests.support.entering import fresh
from tests.support.world import person
from tests.unit.suggestion.conftest import assigned, registered, world  # noqa: F401
from web import unknown
from workflows import registry
from workflows.answers import QUESTIONS
from workflows.models import Case, Participant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOUSE = (("sup", "supervision_office"), ("boss", "minister"), ("co", "case_officer"), ("one", "investigator"),
         ("two", "investigator"))  # fmt: skip
NAME, PLACE, STORY = "反映人本名", "青石巷三十九号", "第二笔项目款没有入账，有关凭证在村里的账本上。"


@pytest.fixture
def signed_in(client):
    """`signed_in(person)` is the browser in which they are signed in."""

    def enter(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return fresh(client)

    return enter


@pytest.fixture
def told(client, house, monkeypatch):
    """`told(desk)`: somebody reports at the portal, with their name; returns the report. Each test is its own crowd."""
    monkeypatch.setattr("web.unknown.crowd", unknown.Crowd().of)

    def report(where="own"):
        said = {"desk": where, "story": STORY, "sign": "named", "name": NAME, "contact": PLACE}
        page = client.post(reverse("web:portal"), said).content.decode()
        assert re.search(r"(\d{4} ){3}\d{4}", page)
        return Report.objects.latest("number")

    return report


class TestF10ReporterProtection:
    """The name stands in a vault of its own; two open it, for a purpose, and each look is an event."""

    def test_the_name_stands_nowhere_in_clear(self, told, house, signed_in, caplog):
        caplog.set_level(logging.DEBUG)
        told()
        assert everywhere.tables_with(NAME) == everywhere.tables_with(PLACE) == []
        said = [record.getMessage() for record in caplog.records] + [letter.body for letter in mail.outbox]
        assert not any(NAME in one or STORY in one for one in said)
        for user in house.values():
            browser = signed_in(user)
            for page in ("reports", "sealed", "inbox", "notices", "search"):
                address = reverse(f"web:{page}") + (f"?q={NAME}" if page == "search" else "")
                assert f">{NAME}" not in browser.get(address).content.decode()

    def test_one_alone_does_not_open_it_and_two_leave_an_entry_each(self, told, house, signed_in):
        report = told()
        said = {"about": report.number, "purpose": "contact", "reason": "须向反映人核实第二笔款项的日期"}
        place = signed_in(house["keeper"]).post(reverse("web:sealed_ask"), said).url
        alone = signed_in(house["keeper"]).post(f"{place}open/", {"words": words(house["keeper"])})
        assert alone.status_code in (404, 409) and NAME not in alone.content.decode()
        own = signed_in(house["keeper"]).post(place, {"words": words(house["keeper"]), "grant": "1"})
        assert own.status_code in (404, 409)
        signed_in(house["second"]).post(place, {"words": words(house["second"]), "grant": "1"})
        page = signed_in(house["keeper"]).post(f"{place}open/", {"words": words(house["keeper"])})
        assert NAME in page.content.decode()
        # The attempt that was refused is noted as well: each look is noted before it is one.
        assert AccessEntry.objects.filter(what="unsealed", case_uid=report.pk).count() == 2

    def test_without_a_purpose_nothing_is_asked(self, told, house, signed_in):
        report = told()
        answer = signed_in(house["keeper"]).post(reverse("web:sealed_ask"), {"about": report.number, "purpose": ""})
        assert answer.status_code in (409, 422) and not AccessEntry.objects.filter(what="unsealed").exists()


class TestF12NoRetaliation:
    """Every adverse proposal waits for the liaison, who alone is told of a match; others read one and the same page."""

    @pytest.fixture
    def proposals(self, house):
        """Somebody who was reported proposes against who reported them, and against somebody else."""
        world = {name: person(name, role) for name, role in HOUSE}
        world |= {"yes": person("reporting"), "no": person("silent")}
        world["yes"].name = NAME
        world["yes"].save(update_fields=["name"])
        return world, [Matter(world, clock.now(), about=about, by="sup") for about in ("yes", "no")]

    def alike(self, page, walk):
        """The page without what tells this case from another one."""
        whom = walk.case.respondent
        for own in (str(walk.case.uid), walk.case.number, whom.name, whom.username):
            page = page.replace(own, "")
        page = re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", page)
        return re.sub(r'\b(value|content|id|for|nonce|datetime|data-[a-z-]+)="[^"]*"|\d\d:\d\d', "", page)

    def open_it(self, signed_in, world, walk):
        said = {"officer": world["co"].pk, "investigators": [world["one"].pk, world["two"].pk]}
        return signed_in(world["boss"]).post(reverse("web:move", args=[walk.case.uid, "approve_open"]), said)

    def test_the_proposer_and_the_minister_read_the_same_of_both(self, told, proposals, signed_in):
        told("superior")
        world, walks = proposals
        for name in ("sup", "boss"):
            pages = []
            for walk in walks:
                page = signed_in(world[name]).get(reverse("web:case", args=[walk.case.uid])).content.decode()
                assert "合规复核中" in page
                pages.append(self.alike(page, walk))
            assert pages[0] == pages[1] and "复核" in pages[0]
        answers = [self.open_it(signed_in, world, walk) for walk in walks]
        assert [one.status_code for one in answers] == [409, 409]
        assert all("合规复核中" in one.content.decode() for one in answers)

    def test_the_liaison_compares_is_told_and_lets_it_go_on(self, told, proposals, signed_in, house):
        told("superior")
        world, walks = proposals
        for walk, wanted in zip(walks, ("有相符", "没有相符"), strict=True):
            browser = signed_in(house["liaison"])
            browser.post(reverse("web:reports_unlock"), {"words": words(house["liaison"])})
            assert walk.case.number in browser.get(reverse("web:checks")).content.decode()
            page = browser.post(reverse("web:check", args=[walk.case.uid])).content.decode()
            assert f"{wanted}：" in page and PLACE not in page and STORY not in page
            settle = reverse("web:check_settle", args=[walk.case.uid])
            assert browser.post(settle, {"note": "无"}).status_code == 409
            assert browser.post(settle, {"note": "提议另有独立的事实依据，已核对原件。"}).status_code == 302
            assert AccessEntry.objects.filter(what="compared", case_uid=walk.case.uid).count() == 1
            assert self.open_it(signed_in, world, walk).status_code == 302
        assert everywhere.tables_with("有相符") == []

    def test_to_everybody_else_the_check_is_not_there(self, proposals, signed_in, house):
        world, walks = proposals
        for user in (world["sup"], world["boss"], world["yes"], house["reader"], house["keeper"]):
            browser = signed_in(user)
            assert browser.get(reverse("web:checks")).status_code == 404
            assert browser.post(reverse("web:check", args=[walks[0].case.uid])).status_code == 404
            assert browser.post(reverse("web:check_settle", args=[walks[0].case.uid])).status_code == 404


class TestF13PastTheHouse:
    """A report about the department's own people goes past them, and nobody of the house can open it."""

    def test_local_readers_find_nothing_and_hold_no_key(self, told, house, signed_in):
        report = told("superior")
        for name in ("reader", "both"):
            browser = signed_in(house[name])
            browser.post(reverse("web:reports_unlock"), {"words": words(house[name])})
            assert browser.get(reverse("web:report", args=[report.pk])).status_code == 404
            assert report.number not in browser.get(reverse("web:reports")).content.decode()
        assert everywhere.tables_with(STORY) == []
        liaison = signed_in(house["liaison"])
        liaison.post(reverse("web:reports_unlock"), {"words": words(house["liaison"])})
        assert STORY in liaison.get(reverse("web:report", args=[report.pk])).content.decode()

    def test_what_came_to_the_own_desk_is_passed_up_by_its_first_reader(self, told, house, signed_in):
        report = told("own")
        reader = signed_in(house["reader"])
        assert reader.post(reverse("web:report_up", args=[report.pk])).status_code == 409  # not unlocked
        reader.post(reverse("web:reports_unlock"), {"words": words(house["reader"])})
        assert STORY in reader.get(reverse("web:report", args=[report.pk])).content.decode()
        assert reader.post(reverse("web:report_up", args=[report.pk])).status_code == 302
        for name in ("reader", "both"):
            browser = signed_in(house[name])
            browser.post(reverse("web:reports_unlock"), {"words": words(house[name])})
            assert browser.get(reverse("web:report", args=[report.pk])).status_code == 404
        liaison = signed_in(house["liaison"])
        liaison.post(reverse("web:reports_unlock"), {"words": words(house["liaison"])})
        assert STORY in liaison.get(reverse("web:report", args=[report.pk])).content.decode()
        row = Case.objects.get(kind="investigation").own
        assert row.goes_up and (row.allegations, row.respondents, row.report_uid) == ([], [], None)


class TestF21PurposeLimitation:
    """What was said elsewhere for another purpose is not asked for from here."""

    def test_nobody_answers_who_made_a_suggestion(self):
        assert not [name for name in QUESTIONS if name.startswith(("suggestion.", "obligation.", "evaluation."))]
        # Each question names who may ask it: to any other process there is no answer.
        assert [question.name for question in QUESTIONS.values() if not question.to] == []

    def test_who_investigates_reads_no_suggestion_and_no_report(self, signed_in, world, told):
        case, report = registered(world), told()
        for role in ("investigator", "case_officer", "legal_reviewer"):
            browser = signed_in(person(f"only_{role}", role, unit_code="GBJD"))
            assert browser.get(reverse("web:case", args=[case.uid])).status_code == 404
            assert browser.get(reverse("web:report", args=[report.pk])).status_code == 404


class TestF22WhoLookedAtMyFile:
    """Whoever a file is about is told who looked, when and on what ground, but of no open inquiry."""

    @pytest.fixture
    def file(self, world):
        found = registered(world)
        Case.objects.filter(pk=found.pk).update(classification="restricted")
        access_log.record(world.office, found.uid, "read", "work", "/")
        return found

    def test_they_read_who_looked_when_and_why(self, signed_in, world, file):
        page = signed_in(world.citizen).get(reverse("web:looks")).content.decode()
        assert "office" in page and file.number in page and "承办或参与办理" in page
        said = " ".join(page.partition('id="quarters"')[2].split())
        assert f"{clock.today().year} 年第 {(clock.today().month + 2) // 3} 季度" in said and "1 次" in said
        assert "可以请办公室说明、更正" in said
        assert file.number not in signed_in(world.stranger).get(reverse("web:looks")).content.decode()

    def test_an_open_inquiry_about_them_is_not_given_away(self, signed_in, world, file):
        Participant.objects.create(case=file, person=world.stranger, role="respondent")
        Case.objects.filter(pk=file.pk).update(kind="investigation" if "investigation" in registry.KINDS else file.kind)
        if "investigation" in registry.KINDS:
            assert file.number not in signed_in(world.stranger).get(reverse("web:looks")).content.decode()


class TestF23Retention:
    """What is past its term is listed; nothing is destroyed unless one appraised and another approved."""

    def test_the_identity_two_years_after_the_end_and_never_by_one_alone(self, told, house, secret, signed_in):
        report = told()
        desk.read(house["reader"], report.pk, secret("reader"))
        desk.step(house["reader"], report.pk, "close", "已核实并反馈")
        archivist, leader = person("archivist", "archivist"), person("leader", "deputy_minister")
        said = {"item": f"identity:{report.pk}", "outcome": "destroy", "why": "保管期满，鉴定无继续保存价值"}
        page = reverse("web:retention_propose")
        early = signed_in(archivist).post(page, said)
        assert early.status_code in (404, 409) and not Appraisal.objects.exists()
        with clock.frozen(clock.now() + timedelta(days=2 * 366)):
            assert report.number in signed_in(archivist).get(reverse("web:retention")).content.decode()
            assert signed_in(leader).post(page, said).status_code in (404, 409)
            assert signed_in(archivist).post(page, said).status_code == 302
            decide = reverse("web:retention_decide", args=[Appraisal.objects.get().pk])
            assert signed_in(archivist).post(decide, {"approve": "1"}).status_code in (404, 409)
            assert not Tombstone.objects.exists()
            assert signed_in(leader).post(decide, {"approve": "1"}).status_code == 302
        assert Tombstone.objects.exists() and Event.objects.filter(kind="destroyed").count() == 1


class TestF26NoLeagueTable:
    """The dashboards name units in the order of their codes and rank nobody."""

    def test_units_stand_in_the_order_of_their_codes_whatever_their_figures(self, signed_in, world):
        for _n in range(3):
            assigned(world)
        page = signed_in(world.office_head).get(reverse("web:cockpit")).content.decode()
        codes = [page.find(f">{unit}<") for unit in ("BGS", "RCK", "ZZK") if f">{unit}<" in page]
        assert codes == sorted(codes)
        assert not re.search("排名|名次|排行", page.replace("不用于排名", ""))
