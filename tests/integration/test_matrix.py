"""Every address × method × person × state of the case, with the answer expected and an unchanged database.

A new address without a row here fails.
"""

import re

import pytest
from django.urls import URLPattern, get_resolver, reverse

from ledger.models import Event
from tests.support.world import person
from workflows import moves
from workflows.models import Sitting, WorkItem

WHO = ("anonymous", "stranger", "worker", "reader", "auditor", "admin")
LOGIN, OK, GONE, NO = 302, 200, 404, 409
PERSONAL = {who: OK for who in WHO} | {"anonymous": LOGIN}
CASE = {"anonymous": LOGIN, "stranger": GONE, "worker": OK, "reader": OK, "auditor": OK, "admin": GONE}
# What somebody may see and may not do answers 409 or, if the form is incomplete, 422; never 403, never 200.
DENIED = {"anonymous": LOGIN, "stranger": GONE, "reader": NO, "auditor": NO, "admin": GONE}
NO_CASE = {who: GONE for who in WHO} | {"anonymous": LOGIN}
ANY = None  # depends on more than the person; its own tests say what

NOWHERE = "00000000-0000-7000-8000-000000000000"

# name → (arguments, expected answers to GET, expected answers to POST); 405 where a method does not exist
ROWS = {
    "inbox": ((), PERSONAL, None),
    "one_by_one": ((), ANY, None),
    "done": ((), PERSONAL, None),
    "sent": ((), PERSONAL, None),
    "drafts": ((), PERSONAL, None),
    "search": ((), PERSONAL, None),
    "start": ((), PERSONAL, None),
    "begin": (("nothing",), NO_CASE, NO_CASE),
    "case": (("case",), CASE, None),
    "history": (("case",), CASE, None),
    "paper": (("case", 1), NO_CASE, None),
    "move": (("case", "adopt"), None, DENIED),
    "act": (("case", "sign"), None, DENIED),
    "draft": (("case", "sign"), None, {"anonymous": LOGIN, "stranger": GONE, "admin": GONE}),
    "notices": ((), PERSONAL, ANY),
    "profile": ((), PERSONAL, ANY),
    "password": ((), ANY, ANY),
    "theme": ((), ANY, ANY),
    "language": ((), ANY, ANY),
    "sign_in": ((), ANY, ANY),
    "sign_in_as": ((), ANY, ANY),
    "by_link": (("nothing",), ANY, ANY),
    "sign_out": ((), ANY, ANY),
    "healthz": ((), {who: OK for who in WHO}, None),
    "imports": ((), NO_CASE | {"reader": OK}, NO_CASE | {"reader": 422}),
    "import_run": ((NOWHERE,), NO_CASE, None),
    "import_start": ((NOWHERE,), None, NO_CASE),
    "import_stop": ((NOWHERE,), None, NO_CASE),
    "import_discard": ((NOWHERE,), None, NO_CASE),
    "import_progress": ((NOWHERE,), NO_CASE, None),
    "sittings": ((), PERSONAL, None),
    "sitting": (("case", "sitting"), CASE, None),
    "sitting_act": (("case", "sitting", "ballot"), None, DENIED | {"worker": NO}),
}
STATES = ("signing", "closed")


def names():
    found = get_resolver().url_patterns
    web = next(p for p in found if getattr(p, "app_name", "") == "web")
    return [p.name for p in web.url_patterns if isinstance(p, URLPattern)]


def test_every_address_has_a_row():
    missing = [n for n in names() if n not in ROWS]
    assert not missing, f"Add to ROWS: {missing}"


@pytest.fixture
def scene(db, settings, monkeypatch):
    from policy import rules as policy

    monkeypatch.setitem(policy.READERS, "approval", frozenset({"office"}))
    author = person("author", "clerk")
    people = {
        "stranger": person("stranger", "clerk"),
        "worker": person("worker"),
        "reader": person("reader", "office", unit_code="BGS"),
        "auditor": person("auditor", "auditor"),
        "admin": person("admin", "system_admin"),
    }
    case = moves.open_case("approval", by=author, title="一件事")
    moves.move(case, "submit", by=author, signers=[people["worker"].pk], decider=people["worker"].pk)
    Sitting.objects.create(case=case, kind="hearing", stage="signing", starts_at=case.created)
    return case, people


def brought_to(state, case, people):
    """Walk the case to the state that the row is asked in."""
    if state == "closed":
        moves.act(case, "sign", by=people["worker"], decision="agree")
        moves.move(case, "adopt", by=people["worker"])


def state(case):
    items = WorkItem.objects.order_by("pk").values_list("pk", "status", "owner", "decision")
    facts = type(case).objects.values("stage", "head_seq", "revision").get(pk=case.pk)
    return Event.objects.count(), list(items), facts


@pytest.mark.parametrize("stage", STATES)
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", [n for n, row in ROWS.items()])
def test_answers(scene, client, name, who, stage):
    case, people = scene
    brought_to(stage, case, people)
    args, get, post = ROWS[name]
    real = {"case": case.uid, "sitting": case.sittings.get().pk}
    url = reverse(f"web:{name}", args=[real.get(a, a) for a in args])
    if who in people:
        client.force_login(people[who], backend="django.contrib.auth.backends.ModelBackend")
    before = state(case)
    for method, expected in (("get", get), ("post", post)):
        answer = getattr(client, method)(url)
        assert answer.status_code != 403 and answer.status_code < 500
        if expected and who in expected:
            allowed = {expected[who], 422} if expected[who] == NO else {expected[who]}
            assert answer.status_code in allowed, f"{method} {name} {who}: {answer.status_code}"
        assert state(case) == before, f"{method} {name} by {who} changed the database"


def _told(answer):
    """The page without its token against forged forms, which is new each time."""
    return re.sub(r'"[A-Za-z0-9]{64}"', "", answer.content.decode()).replace(answer.request["PATH_INFO"], "")


@pytest.mark.parametrize("who", WHO)
def test_unknown_and_forbidden_sound_the_same(scene, client, who):
    case, people = scene
    if who in people:
        client.force_login(people[who], backend="django.contrib.auth.backends.ModelBackend")
    unknown = client.get(reverse("web:case", args=[NOWHERE]))
    if who in ("stranger", "admin"):
        known = client.get(reverse("web:case", args=[case.uid]))
        assert (known.status_code, _told(known)) == (unknown.status_code, _told(unknown))
    else:
        assert unknown.status_code == (LOGIN if who == "anonymous" else GONE)
