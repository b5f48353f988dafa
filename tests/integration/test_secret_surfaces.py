"""Secret votes: no address says who chose what, nor before the close how it stands.

The same vote is held twice, the choices exchanged. Whatever page differs would tell somebody how they were. A third
time nothing is exchanged: what differs then differs by itself and is taken out, so that the comparison means something.
"""

import io
import re
import zipfile
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.integration.matrix import addresses, scene
from tests.support import signing as s
from tests.support.world import person
from workflows import clock

# Identities of rows are given anew on PostgreSQL, so that pages that name them differ by themselves.
pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]
CHOSEN = ["agree", "agree", "oppose", "oppose"]
EXCHANGED = CHOSEN[::-1]
NOISE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}"  # keys of forms
    r"|[0-9a-f]{4}…[0-9a-f]{4}|[0-9a-f]{12,}"  # digests over random salts
    r"|\b\w{64}\b"  # tokens of forms
)
ASKING = ("voter", "author", "auditor", "system_admin", "office")
LEAVING = {"web:sign_out"}


@pytest.fixture
def vote(monkeypatch):
    """A case in which five vote in secret, and who looks at it."""
    with clock.frozen(clock.now()), s.following(monkeypatch, signing=s.signing("vote", secret=True)):
        case, author, signers = s.submitted(monkeypatch, 5)
        people = {"voter": signers[0], "author": author}
        people |= {role: person(f"some_{role}", role) for role in ASKING if role not in people}
        with scene.small_process_readable(by="office"):
            yield case, signers, people


@contextmanager
def undone():
    """What is done inside leaves nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def where(case, of_the_case=False):
    """Every address that is there to be read, as it stands for this case; or only those that name it."""
    for name, (args, *_answers) in addresses.ROWS.items():
        try:
            if name not in LEAVING and ("case" in args or not of_the_case):
                yield reverse(name, args=[{"case": case.uid, "sitting": 1, "run": case.uid}.get(a, a) for a in args])
        except NoReverseMatch:
            continue


def seen(people, asked):
    """(who, address) → what is answered there."""
    found = {}
    for who, one in people.items():
        client = Client()
        client.force_login(one)
        for address in (address for name, address in asked if name == who):
            answer = client.get(address)
            content = b"".join(answer) if answer.streaming else answer.content
            found[who, address] = answer.status_code, NOISE.sub("?", text(content))
    return found


def text(content):
    """What a page or a workbook says, without when the workbook was written."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    book = zipfile.ZipFile(io.BytesIO(content))
    return "".join(book.read(name).decode() for name in book.namelist() if not name.startswith("docProps"))


def readable(people, places):
    """(who, address) of everything that is not simply not there, in the order in which it is asked."""
    found = seen(people, [(who, address) for who in people for address in places])
    return [key for key, (status, _text) in found.items() if status == 200]


def held(case, signers, people, choices, asked):
    """What is seen before the close and after it, if the first four choose so."""
    with undone():
        for signer, choice in zip(signers, choices, strict=False):
            s.sign(case, signer, choice)
        before = seen(people, asked)
        s.sign(case, signers[4])
        assert (s.stage(case), s.counts(case)[3:]) == ("decision", (3, 2, 0))
        return before, seen(people, asked)


def compared(case, signers, people, asked):
    """Fails where an address tells more of one vote than of the other; the addresses that were compared."""
    once, again, other = (held(case, signers, people, one, asked) for one in (CHOSEN, CHOSEN, EXCHANGED))
    for first, second, exchanged in zip(once, again, other, strict=True):
        same = {key for key in first if first[key] == second[key]}
        assert set(first) == same, sorted(set(first) - same)
        assert not sorted(key for key in same if first[key] != exchanged[key])
    return asked


def test_no_page_of_the_case_tells_who_chose_what(vote):
    case, signers, people = vote
    people = {who: people[who] for who in ("voter", "auditor")}
    asked = readable(people, list(where(case, of_the_case=True)))
    assert len(compared(case, signers, people, asked)) > 5


@pytest.mark.nightly
def test_no_address_tells_who_chose_what(vote):
    case, signers, people = vote
    asked = compared(case, signers, people, readable(people, list(where(case))))
    assert {who for who, _address in asked} == set(ASKING) and len(asked) > 100


def test_no_page_of_the_case_tells_how_it_stands_before_the_close(vote):
    case, signers, people = vote
    people = {"voter": people["voter"]}
    asked = readable(people, list(where(case, of_the_case=True)))
    found = []
    for choices in (["agree"] * 4, ["oppose"] * 4):
        with undone():
            for signer, choice in zip(signers, choices, strict=False):
                s.sign(case, signer, choice)
            found.append(seen(people, asked))
    assert not [key for key in found[0] if found[0][key] != found[1][key]]
