"""Property: whoever the policy refuses gets no byte of a case by any path, and is answered as if it had never been.

Case, level, person, what ties them and who is kept out are drawn. What the policy has to say is stated here a second
time. Then every address there is is asked: about the case, in general, and about a neighbour that is linked to it.
"""

import re
from itertools import count, islice
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings

from audit import sight
from people import clock
from policy import rules as policy
from policy.rules import OPEN
from tests.integration.matrix import addresses, drawing, scene
from tests.integration.matrix.answers import told
from tests.integration.matrix.test_canary import CANARY, NUMBER
from workflows.papers import PAPERS

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]
NEVER = UUID("00000000-0000-7000-8000-00000000dead")  # a case that never was
ABOUT = ("case", addresses.NOWHERE)
PUBLISHED = "web:suggestion:published"  # what its submitter let be published, of cases that are no secret


def about(made, uid):
    """Every address about a case, and those of what hangs on it."""
    real = {"sitting": made.sitting.pk}
    for name, (args, *_answers) in addresses.ROWS.items():
        if args and args[0] in ABOUT:
            yield reverse(name, args=[uid, *(real.get(arg, arg) for arg in args[1:])])
    yield reverse("web:paper", args=[uid, made.paper.pk])
    yield reverse("web:evidence_about", args=[uid, made.evidence.pk])
    yield from (reverse("web:evidence", args=[uid, made.evidence.pk, form]) for form in ("original", "shown", "thumb"))
    for process, _dot, kind in (kind.partition(".") for kind in PAPERS):
        if process == made.case.kind:
            yield reverse("web:sheet_pdf", args=[uid, kind])


def elsewhere(made):
    """Every other address; lists and searches asked for the case; the pages of its neighbour; what the person keeps."""
    for name, (args, *_answers) in addresses.ROWS.items():
        if (not args or args[0] not in ABOUT) and not (name == PUBLISHED and made.level in OPEN):
            yield reverse(name, args=[NEVER if arg == "run" else arg for arg in args])
    # A part of the word: the page repeats what was asked for.
    yield from (f"{reverse('web:search')}?q={part}" for part in (CANARY[1:], "7777"))
    for page in ("explorer", "workbook"):
        yield from (f"{reverse(f'audit:{page}')}?{asked}" for asked in (f"q={CANARY[1:]}", "who=opener"))
    yield from (reverse(f"web:{name}", args=[made.neighbour.uid]) for name in ("case", "history", "ahead", "secrecy"))
    yield reverse("audit:case", args=[made.neighbour.uid])
    yield reverse("web:bundle", args=[made.bundle.uid])


def asked(client, url, method):
    """The answer: what it says, and that without what is new each time and without its own address."""
    answer = getattr(client, method)(url)
    said = told(answer)
    said = re.sub(r"Expires: [^,]+, [\w :]+GMT", "", said)
    plain = re.sub(r'"[A-Za-z0-9]{64}"|csrftoken=\w+', "", said).replace(answer.request["PATH_INFO"], "")
    return said, (answer.status_code, plain)


def wrong(made, client, chosen):
    """What the answers tell that they must not."""
    for url, never in chosen(zip(about(made, made.case.uid), about(made, NEVER), strict=True)):
        for method in ("get", "post"):
            said, plain = asked(client, url, method)
            if any(word in said for word in (CANARY, NUMBER)):
                yield f"{method} {url} tells"
            if plain != asked(client, never, method)[1]:
                yield f"{method} {url} is answered otherwise than where there was never a case: {plain[0]}"
    for url in chosen(elsewhere(made)):
        said, _plain = asked(client, url, "get")
        if any(word in said for word in (CANARY, NUMBER, str(made.case.uid))):
            yield f"get {url} tells"


def told_to_see(made):
    """What the replay says of the person: whether the case is open to them at this moment."""
    found = sight.of(made.case, clock.now(), made.level)
    return any(one.person == made.who and not one.room for one in found)


def tried(one, people, share):
    """The rule for one person and one case; who is refused asks every address, or by turns one of `share`."""
    with scene.undone():
        made = drawing.made(one, people)
        client = scene.clients({"who": made.who})["who"]
        try:
            assert policy.may_see(made.who, made.case) == one.sees()
            assert told_to_see(made) == one.sees()
            if one.sees():
                answer = client.get(reverse("web:case", args=[made.case.uid]))
                # A stage that was set and not walked to may lack what its page shows; it is not about access then.
                assert answer.status_code == 500 or CANARY in told(answer)
            else:
                turn = next(TURNS) % share
                assert list(wrong(made, client, lambda places: islice(places, turn, None, share))) == []
        finally:
            made.paper.file.delete(save=False), made.evidence.file.delete(save=False)


TURNS, SHARE = count(), 14  # refused people of `make test`: together they ask every address
FEW = settings(
    max_examples=26, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
MANY = settings(FEW, max_examples=60, derandomize=False, print_blob=True)


@FEW
@given(drawing.drawn())
def test_whoever_the_policy_refuses_learns_nothing_by_any_path(filled, one):
    tried(one, filled[0], SHARE)


@pytest.mark.nightly
@MANY
@given(drawing.drawn())
def test_nobody_of_many_learns_anything_by_every_path(filled, one):
    tried(one, filled[0], 1)
