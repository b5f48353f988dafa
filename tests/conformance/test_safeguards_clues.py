"""The safeguards of clues about people (F11, F13, F14, F25), met in investigation (P05), through a user's doors."""
# ruff: noqa: F811 - fixtures of the process's own tests are asked for by their names

import re

import pytest
from django.urls import reverse

from people import clock
from processes.investigation.walk import Walk
from tests.conformance.test_safeguards import events, post
from tests.support import everywhere
from tests.unit.investigation.conftest import START, people, walk  # noqa: F401
from workflows.defence.readers import clarifications

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ABOUT = "t11_wy"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def page(client, people):
    """`page(walk, username, name, *args)` → status and text at the moment of the walk."""

    def ask(walk, username, name, *args):
        client.force_login(people[username], backend="django.contrib.auth.backends.ModelBackend")
        with clock.frozen(walk.now):
            answer = client.get(reverse(f"web:{name}", args=args))
        return answer.status_code, answer.content.decode()

    return ask


def shown(walk):
    """Verified as far as the facts are served and received."""
    return walk.to_verifying().after(3).talk().item().find().show()


class TestF11NothingOfTheReporter:
    """Who it is about reads neither who reported nor whether anybody gave a name: not even by a field that lacks."""

    def test_before_the_facts_are_shown_nothing_says_that_there_is_a_clue(self, walk, page):
        walk.to_verifying()
        assert page(walk, ABOUT, "room", walk.case.uid)[0] == page(walk, ABOUT, "case", walk.case.uid)[0] == 404
        for name in ("inbox", "rooms", "notices", "looks", "search", "sittings"):
            assert walk.case.title not in page(walk, ABOUT, name)[1]

    def test_the_room_is_the_same_whether_a_name_was_given_or_not(self, people, page):
        pages = []
        for kind, source in (("named", "12380"), ("anonymous", "letter")):
            walk = shown(Walk(people, START, reporter_kind=kind, source=source))
            status, said = page(walk, ABOUT, "room", walk.case.uid)
            assert status == 200 and page(walk, ABOUT, "case", walk.case.uid)[0] == 404
            for told in ("12380", "实名", "匿名", "来信", "反映人", walk.case.title):
                assert told not in said.replace("被反映人", ""), told
            said = said.replace(str(walk.case.uid), "").replace(walk.case.number, "")
            pages.append(
                [one for one in said.splitlines() if not re.search(r'csrf|name="key"|name="service"|paper/', one)]
            )
        assert pages[0] == pages[1]

    def test_their_superiors_read_nothing_at_all(self, walk, page, people):
        shown(walk)
        home = people[ABOUT].unit
        chiefs = [name for name, one in people.items() if one.unit_id in (home.pk, home.parent_id) and name != ABOUT]
        assert chiefs
        for name in chiefs[:4]:
            assert page(walk, name, "case", walk.case.uid)[0] == 404
            assert page(walk, name, "room", walk.case.uid)[0] == 404


class TestF13ConcernsTheMinister:
    """A clue about the department's own head goes past the department and leaves nothing here."""

    def test_it_is_sent_up_and_its_words_stand_nowhere(self, people, client):
        walk = Walk(people, START, respondent="minister", text="反映部主要负责人独断用人一事，请上级直接核查。")
        with clock.frozen(walk.now):
            answer = post(client, people["jwlink"], walk.case, "bypass", "move", sent_to="县纪委监委")
        assert answer.status_code == 302
        walk.fresh()
        assert walk.case.stage == "transferred" and not walk.case.allegations
        assert everywhere.tables_with("独断用人一事") == []


class TestF14UnverifiableIsNotSubstantiated:
    """What could not be verified is not held against anybody."""

    def test_no_accountability_is_proposed_on_it(self, walk, client, people):
        walk.to_concluded("unknown")
        before = events(walk.case)
        said = {"outcomes": ["accountability"], "reason": "问题没有查实，仍拟问责处理。"}
        with clock.frozen(walk.now):
            answer = post(client, people["dm_exec"], walk.case, "propose_outcome", **said)
        assert answer.status_code in (409, 422) and events(walk.case) == before

    def test_the_page_offers_nothing_adverse_on_it(self, walk, page):
        walk.to_concluded("unknown")
        _status, said = page(walk, "dm_exec", "case", walk.case.uid)
        offered = set(re.findall(r'name="outcomes"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="outcomes"', said))
        offered = {one or other for one, other in offered}
        assert {"end", "clarify", "system"} <= offered and not offered & {"accountability", "admonition"}

    def test_their_part_is_called_the_one_who_was_reported(self, walk, page):
        walk.to_verifying()
        status, said = page(walk, "co_a", "case", walk.case.uid)
        assert status == 200 and "被反映人" in said and "违纪人员" not in said


class TestF25Clarification:
    """On request, in the scope of the damage; announced only with the person's consent."""

    def test_without_consent_nothing_is_announced(self, walk, client, people):
        shown_false = walk.to_verifying().after(3).talk().item().find("false").heard().report()
        shown_false.propose("clarify").decide().notify()
        said = {"respondent": 1, "text": "经核查，反映的问题不属实，特此澄清，消除影响。", "scope": "所在乡镇机关"}
        with clock.frozen(walk.now):
            open_to_all = post(client, people["gj_head"], walk.case, "issue_clarification", **said, public="on")
            assert open_to_all.status_code == 409 and "没有同意公开" in open_to_all.content.decode()
            assert post(client, people["gj_head"], walk.case, "issue_clarification", **said).status_code == 302
        walk.fresh()
        assert [row["public"] for row in walk.case.clarified] == [False] and not clarifications(walk.case)
