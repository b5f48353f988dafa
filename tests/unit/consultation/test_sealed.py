"""Before the reveal nobody reads the opinion of another: not on a page, not in the history, not in a table in clear."""

import json
from contextlib import suppress
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from ledger import read
from ledger.models import Event, Salt
from ledger.verify import verify
from people import clock
from processes.consultation import jobs, sealed
from processes.consultation.models import SealedOpinion
from tests.integration.matrix.addresses import found as found_names
from workflows import moves, papers
from workflows.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = "经费被挪去修了大院门楼，这话我只在这里说"
ADVICE = "先把门楼的账公开出来再谈更新"
EVERYBODY = ("chair_b", "co_c", "dm_exec", "dy_head", "auditor", "sysadm", "retired1")
SOME = ("chair_b", "auditor")  # who reads most; the others ask every page by night


def addresses(case):
    """Every address there is that needs no more than the case, and the acts, papers and searches of the case."""
    sitting = case.sittings.order_by("-pk").first()
    own = f"/case/{case.uid}/"
    acts = [f"{own}act/{name}/" for name in case.rules.stages[case.stage].acts]
    papers_of = [f"{own}sheet/{name}/" for name in PAPERS]
    return [
        *everywhere(case), f"{own}sitting/{sitting.pk}/", *acts, f"{own}move/conclude/", *papers_of,
        "/search/?q=门楼", "/p/consultation/library/?q=门楼",
    ]  # fmt: skip


def everywhere(case):
    """Addresses of all pages that take nothing, or a case."""
    for name in found_names():
        for args in ([], [case.uid]):
            with suppress(NoReverseMatch):
                address = reverse(name, args=args)
                if not LEAVING & set(name.split(":")):
                    yield address
                    break


LEAVING = {"sign_out", "sign_in_as"}
PAPERS = ("request", "notice", "record", "opinion", "effect")


def visited(people, case, *who):
    """(who, address, body) of every page that somebody gets."""
    for name in who:
        client = Client()
        client.force_login(people[name])
        for address in addresses(case):
            answer = client.get(address, follow=True)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield name, address, body.decode("utf-8", "replace")


@pytest.fixture
def waiting(walk):
    """A session in which one of six opinions is in."""
    walk.to_session().act("give_opinion", "expert1", diagnosis=SECRET, advice=ADVICE)
    return walk


@pytest.mark.embedded
@pytest.mark.parametrize("who", [SOME, pytest.param(EVERYBODY, marks=pytest.mark.nightly)], ids=["some", "everybody"])
def test_no_page_shows_it_to_anybody_else(people, waiting, who):
    with clock.frozen(waiting.now):
        seen = list(visited(people, waiting.case, *who))
    assert sum("会诊" in body for _who, _address, body in seen) > 20
    assert [
        (who, address) for who, address, body in seen if SECRET in body or ADVICE in body or "门楼的账" in body
    ] == []


def test_no_paper_prints_it(people, waiting):
    kinds = papers.offered(waiting.case, people["chair_b"])
    assert {kind.name for kind in kinds} >= {"request", "notice", "record"}
    assert not any("门楼" in str(kind.make(waiting.case)) for kind in kinds)


def test_its_author_reads_it_and_may_replace_it_until_the_reveal(people, waiting):
    with clock.frozen(waiting.now):
        client = Client()
        client.force_login(people["expert1"])
        page = client.get(f"/case/{waiting.case.uid}/").content.decode()
    assert SECRET in page and "只有你看得到" in page
    waiting.act("give_opinion", "expert1", diagnosis="换一个说法，原因在制度。", advice=ADVICE)
    assert SealedOpinion.objects.get().diagnosis.startswith("换一个说法")


def test_no_table_but_its_own_holds_the_words(waiting):
    """Every text column of every table: only the sealed row knows them."""
    found, tables = set(), set(connection.introspection.table_names())
    for model in (one for one in apps.get_models() if one._meta.db_table in tables):
        for field in model._meta.local_concrete_fields:
            if field.get_internal_type() in ("TextField", "CharField", "JSONField", "BinaryField"):
                rows = model.objects.values_list(field.attname, flat=True)
                if any(_holds(value) for value in rows if value):
                    found.add(f"{model._meta.label}.{field.name}")
    assert found == {"consultation.SealedOpinion.diagnosis", "consultation.SealedOpinion.advice"}


def _holds(value):
    text = bytes(value).decode("utf-8", "replace") if isinstance(value, (bytes, memoryview)) else value
    text = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False, default=str)
    plain = text.encode().decode("unicode_escape", "replace") if "\\u" in text else text
    return any(words in one for one in (text, plain) for words in (SECRET, ADVICE))


def test_no_event_holds_the_words_as_typed_either(walk):
    """Cleaning offers to keep what was typed; of an opinion it is kept beside the opinion."""
    walk.to_session()
    typed = {"diagnosis": SECRET + "？？(shuo)"}
    with clock.frozen(walk.now):
        by = walk.people["expert1"]
        moves.act(walk.case, "give_opinion", by=by, diagnosis=SECRET, advice=ADVICE, originals=typed)
    salts = list(Salt.objects.filter(uid=walk.case.uid).values_list("value", flat=True))
    bodies = list(Event.objects.filter(uid=walk.case.uid).values_list("body", flat=True))
    assert not any(SECRET in str(text) for text in salts + bodies)
    assert SealedOpinion.objects.get().originals == typed


def test_all_in_reveals_them_together(people, waiting):
    waiting.opinions("expert1", "delegate")
    assert waiting.case.revealed_at is None
    waiting.act("give_opinion", "delegate", diagnosis="管理员换了四任，没有交接。", advice="建立AB角和交接清单。")
    assert waiting.case.revealed_at
    with clock.frozen(waiting.now):
        for name in ("chair_b", "retired1", "auditor"):
            client = Client()
            client.force_login(people[name])
            assert SECRET in client.get(f"/case/{waiting.case.uid}/").content.decode()


def test_what_is_revealed_is_what_was_handed_in(waiting):
    waiting.opinions("expert1")
    entries = read.history(waiting.case.uid)
    given = {e.fields["opinion_sha256"] for e in entries if e.event.kind == "act.give_opinion"}
    shown = next(e.fields["opinions"] for e in entries if "opinions" in e.fields and "revealed" in e.fields)
    assert {sealed.digest(one["nonce"], one["diagnosis"], one["advice"]) for one in shown} == given
    assert verify(waiting.case.uid).ok


def test_an_opinion_after_the_reveal_is_refused_with_the_way_out(waiting):
    waiting.opinions("expert1")
    with pytest.raises(Refused, match="意见已于 .* 一并揭示.*提出不同意见"):
        waiting.act("give_opinion", "expert1", diagnosis=SECRET, advice=ADVICE)
    waiting.act("note_dissent", "expert1", text="我不同意把原因写成管理员。")
    assert waiting.case.dissent[0]["name"] == people_name(waiting, "expert1")


def people_name(walk, username):
    return walk.people[username].name


def test_nobody_reveals_early_and_the_clock_reveals_when_the_time_is_up(waiting):
    with pytest.raises(Refused, match="还有 5 人没有交意见"):
        waiting.act("reveal_opinions", "chair_b")
    for who in ("co_c", "dm_exec", "sysadm"):
        with pytest.raises(Refused):
            waiting.act("reveal_opinions", who)
    with clock.frozen(waiting.now):
        jobs.reveal()
    assert waiting.fresh().case.revealed_at is None
    waiting.on(waiting.case.opinions_until + timedelta(minutes=1))
    with pytest.raises(Refused, match="时间已过"):
        waiting.act(
            "give_opinion", "retired1", diagnosis="来晚了一步的意见，请收下。", advice="请延长时间，让大家写完。"
        )
    with clock.frozen(waiting.now):
        jobs.reveal()
        jobs.reveal()
    assert waiting.fresh().case.revealed_at and SealedOpinion.objects.get().revealed_at
    assert sum(e.event.kind == "act.reveal_opinions" for e in read.history(waiting.case.uid)) == 1


@pytest.mark.embedded
def test_a_session_that_breaks_off_gives_opinions_back_unread(people, waiting):
    waiting.move("ask_more_info", "chair_b", items="近三年设备经费明细")
    with clock.frozen(waiting.now):
        seen = list(visited(people, waiting.case, "chair_b", "auditor"))
    assert [(who, address) for who, address, body in seen if SECRET in body] == []
    waiting.describe().call().serve().confirm().begin()
    with clock.frozen(waiting.now):
        pages = {name: page_of(people[name], waiting.case) for name in ("expert1", "retired1")}
    assert SECRET in pages["expert1"] and SECRET not in pages["retired1"]
    waiting.opinions()
    assert SECRET not in json.dumps([e.fields for e in read.history(waiting.case.uid)], ensure_ascii=False)


def page_of(user, case):
    client = Client()
    client.force_login(user)
    return client.get(f"/case/{case.uid}/").content.decode()


def test_the_table_is_not_written_before_the_reveal(waiting):
    with pytest.raises(Refused, match="先入为主"):
        waiting.fill()
    with pytest.raises(Refused, match="还没有揭示"):
        waiting.act("note_dissent", "gb_clk", text="我不同意这个说法。")
    with pytest.raises(Refused, match="还没有揭示"):
        waiting.conclude()


def test_only_who_came_gives_an_opinion(walk):
    walk.gathered().begin("gb_clk")
    for who in ("gb_clk", "chair_b", "dy_head", "sup_clk"):
        with pytest.raises(Refused):
            walk.act("give_opinion", who, diagnosis=SECRET, advice=ADVICE)
    walk.opinions()
    assert walk.case.revealed_at


def test_an_opinion_after_the_reveal_is_refused_in_the_browser_and_what_was_typed_is_there(waiting):
    waiting.opinions("expert1")
    client = Client()
    client.force_login(waiting.people["expert1"])
    with clock.frozen(waiting.now):
        said = {"diagnosis": SECRET, "advice": ADVICE}
        answer = client.post(f"/case/{waiting.case.uid}/act/give_opinion/", said)
    page = answer.content.decode()
    assert answer.status_code == 409 and "一并揭示" in page and "提出不同意见" in page and SECRET in page
