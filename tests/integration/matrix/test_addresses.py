"""Every address × method × person × state of a case, with the answer expected and an unchanged database.

The lines stand in `addresses.py`; a new address without one fails. What people do inside the stages of the
processes is asked in `test_cases.py`.
"""

import re
from contextlib import nullcontext

import pytest
from django.urls import reverse

from tests.integration.matrix import addresses, rule, scene
from tests.integration.matrix.rule import GONE, LOGIN, NO, OK
from tests.support.world import person, unit
from workflows import moves
from workflows.models import Sitting

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]  # as test_cases
ADMINISTRATION = rule.NOBODY | dict.fromkeys((rule.AUDITOR, rule.ADMIN, rule.SECURITY), OK)


STATES = ("signing", "closed")


@pytest.fixture(params=STATES)
def case(request, filled):
    """A small matter opened by the opener, in an open and in a closed stage."""
    people, _clients = filled
    author, signer = person("m_author", "clerk"), person("m_signer")
    case = moves.open_case("approval", by=author, title="一件事", unit=unit("UNDERTAKING"))
    moves.move(case, "submit", by=author, signers=[signer.pk], decider=signer.pk)
    if request.param == "closed":
        moves.act(case, "sign", by=signer, decision="agree")
        moves.move(case, "adopt", by=signer)
    Sitting.objects.create(case=case, kind="hearing", stage="signing", starts_at=case.created)
    type(case).objects.filter(pk=case.pk).update(opened_by=people[rule.OPENER])
    with scene.small_process_readable(by="office"):
        yield case


@pytest.fixture
def run(filled):
    """A file handed in for import and not yet started."""
    from processes.suggestion import importing
    from processes.suggestion.importing.columns import COLUMNS

    file = ",".join(column.names[0] for column in COLUMNS) + "\n1" + "," * (len(COLUMNS) - 1) + "\n"
    return importing.stage("建议.csv", file.encode(), by=filled[0]["reader:office"])


def who_is_asked():
    return (*rule.EVERYBODY, "reader:office")


def test_every_address_has_a_line():
    missing = sorted(set(addresses.found()) - set(addresses.ROWS))
    assert not missing, f"Add to ROWS in addresses.py: {missing}"
    gone = sorted(set(addresses.ROWS) - set(addresses.found()))
    assert not gone, f"Take from ROWS: {gone}"


def asked():
    """State and address: those that are not about the case answer alike in both states, and are asked in one."""
    for name, (args, *_answers) in addresses.ROWS.items():
        for state in STATES if {"case", "sitting"} & set(args) else STATES[:1]:
            yield pytest.param(state, name, id=f"{state}-{name}")


@pytest.mark.parametrize("case, name", asked(), indirect=["case"])
def test_answers(filled, case, run, name):
    _people, clients = filled
    args, get, post = addresses.ROWS[name]
    real = {"case": case.uid, "sitting": case.sittings.get().pk, "run": run.uid}
    url = reverse(name, args=[real.get(arg, arg) for arg in args])
    for who in who_is_asked():
        for method, table in (("get", get), ("post", post)):
            _asked(clients[who], method, url, who, table)


def _asked(client, method, url, who, table):
    wanted, kept = table and table.get(who, table[rule.AUDITOR]), client.cookies.copy()
    reads = method == "get" or wanted in (GONE, NO) or who == rule.ANONYMOUS and "/sign-in" not in url
    with scene.undone(), scene.unwritten(f"{method} {url} by {who}") if reads else nullcontext():
        answer = getattr(client, method)(url)
    client.cookies = kept  # signing out is taken back, too
    assert answer.status_code != 403 and answer.status_code < 500, f"{method} {url} {who}: {answer.status_code}"
    assert not wanted or answer.status_code == wanted, f"{method} {url} {who}: {answer.status_code}"


def test_the_administration_site_is_for_administrators_and_changes_nothing(filled):
    """Its pages show or are not there; no address of it writes, whoever asks."""
    _people, clients = filled
    before = scene.digest()
    wrong = []
    for name, args in addresses.administration():
        url = reverse(name, args=args)
        for who in (rule.ANONYMOUS, rule.STRANGER, rule.HEAD, rule.AUDITOR, rule.ADMIN):
            for method in ("get", "post"):
                with scene.unwritten(f"{method} {url} by {who}"):
                    answer = getattr(clients[who], method)(url, {"post": "yes"} if method == "post" else {})
                if answer.status_code not in _administering(who):
                    wrong.append(f"{method} {url} {who}: {answer.status_code}")
    assert not wrong, "\n".join(wrong[:40])
    assert scene.digest() == before


def _administering(who):
    keeper = ADMINISTRATION[who] == OK
    return {OK, LOGIN, GONE, 400, 405} if keeper else {ADMINISTRATION[who]}


def _told(answer):
    """The page without its token against forged forms, which is new each time."""
    return re.sub(r'"[A-Za-z0-9]{64}"', "", answer.content.decode()).replace(answer.request["PATH_INFO"], "")


@pytest.mark.parametrize("who", rule.EVERYBODY)
def test_unknown_and_forbidden_sound_the_same(filled, case, who):
    client = filled[1][who]
    unknown = client.get(reverse("web:case", args=[addresses.NOWHERE]))
    if rule.OUTSIDE.get(who) == GONE:
        known = client.get(reverse("web:case", args=[case.uid]))
        assert (known.status_code, _told(known)) == (unknown.status_code, _told(unknown))
    else:
        assert unknown.status_code == (LOGIN if who in (rule.ANONYMOUS, rule.CLOSED) else GONE)
