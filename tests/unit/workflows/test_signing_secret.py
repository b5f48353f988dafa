"""A secret vote: who voted is known; what they chose is known to nobody, in no table and on no page."""

import re
import uuid

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from tests.support import signing as s
from tests.support.approval.models import Approval
from workflows import drafts, history, moves
from workflows.errors import Refused
from workflows.models import BoxBallot, Draft, Voter
from workflows.signings import box

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    """Open a case whose stage of signing has these facts."""
    made = []

    def make(heads, roles=None, **facts):
        made.append(s.following(monkeypatch, **facts))
        made[-1].__enter__()
        return s.submitted(monkeypatch, heads, **roles or {})

    yield make
    for one in made:
        one.__exit__(None, None, None)


def rule(mode, **said):
    return {"signing": s.signing(mode, **said)}


SECRET = {"secret": True}
OPINION = "这是不该留下的意见"


def test_a_secret_ballot_is_counted_at_the_close_and_only_then(world):
    case, _author, people = world(3, **rule("vote", **SECRET))
    s.sign(case, people[0])
    s.sign(case, people[1])
    row = s.row_of(case)
    assert (row.agreed, row.opposed, row.abstained, row.outcome, row.present) == (0, 0, 0, "", 2)
    s.sign(case, people[2], "oppose")
    assert s.stage(case) == "decision" and s.counts(case) == (3, 0, 3, 2, 1, 0)


def test_words_and_drafts_are_refused_in_secret_and_nothing_can_be_taken_back(world):
    case, author, people = world(3, **rule("vote", **SECRET))
    with pytest.raises(Refused, match="不写意见"):
        s.sign(case, people[0], opinion=OPINION)
    drafts.save(case, people[0], "sign", {"decision": ["oppose"]})
    assert not Draft.objects.exists()
    s.sign(case, people[0])
    item = s.items(case, "DONE").get()
    with pytest.raises(Refused, match="不能收回"):
        moves.act(case, "t_unsay", by=author, which=item.pk)
    with pytest.raises(Refused, match="已投"):
        s.sign(case, people[0], "oppose")
    assert BoxBallot.objects.count() == 1 == Voter.objects.count()


def test_a_repeated_key_answers_that_the_vote_was_cast_and_casts_none(world):
    case, _author, people = world(3, **rule("vote", **SECRET))
    key = uuid.uuid4()
    assert s.sign(case, people[0], key=key).said == ""
    assert s.sign(case, people[0], "oppose", key=key).said == "已投"
    assert box.choices(s.row_of(case)) == ["agree"]


def test_fewer_than_three_cannot_vote_in_secret(world):
    with pytest.raises(Refused, match="至少要有 3 人"):
        world(2, **rule("vote", **SECRET))


def test_a_secret_vote_that_becomes_invalid_is_never_counted(world):
    case, author, people = world(3, **rule("vote", unmet="oppose", **SECRET))
    s.sign(case, people[0])
    moves.act(case, "t_leave", by=author, person=people[1].pk)
    assert s.stage(case) == "refused" and not BoxBallot.objects.exists()
    assert s.counts(case)[3:] == (0, 0, 0)


def everything():
    """Every row of every table as text, but the box, which belongs to nobody."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and model is not BoxBallot and not model._meta.proxy:
            found += [f"{model.__name__} {row}" for row in model.objects.values_list()]
    return found


def test_no_surface_says_before_or_after_the_close_who_chose_what(world, client, caplog):
    caplog.set_level(0)
    case, author, people = world(5, **rule("vote", **SECRET))
    before = everything()
    for signer, choice in zip(people, ["agree", "oppose", "agree", "oppose"], strict=False):
        client.force_login(signer)
        item = s.items(case).get(owner=signer)
        said = {"decision": choice, "item": item.pk, "key": str(uuid.uuid4())}
        assert client.post(reverse("web:act", args=[case.uid, "sign"]), said).status_code == 302
    new = [line for line in everything() if line not in before]
    told = "\n".join([*new, caplog.text])
    assert "oppose" not in re.sub(r"Definition .*", "", told)
    pages = [client.get(reverse("web:case", args=[case.uid])).content.decode()]
    client.force_login(author)
    pages += [client.get(reverse("web:case", args=[case.uid])).content.decode()]
    pages += [client.get(reverse("web:history", args=[case.uid])).content.decode()]
    for page in pages:
        assert "反对" not in page and "赞成" not in page
    assert "已表决" in pages[0]
    entries = [line.entry for line in history.of(Approval.objects.get(pk=case.pk))]
    assert [entry.fields.get("decision") for entry in entries if entry.event.kind == "act.sign"] == ["voted"] * 4
    assert s.counts(case)[3:] == (0, 0, 0)
    s.sign(case, people[4])
    assert s.counts(case)[3:] == (3, 2, 0) and s.stage(case) == "decision"
    sealed = [line for line in everything() if "oppose" in line]
    assert not [line for line in sealed if line.split()[0] in ("Event", "Salt", "WorkItem", "Voter", "Outbox")]


def test_the_box_keeps_no_order_of_the_votes(world):
    """Written anew and shuffled with each ballot: no key and no row outlives the vote that came before."""
    case, _author, people = world(5, **rule("vote", **SECRET))
    seen = set()
    for signer in people[:4]:
        s.sign(case, signer)
        now = set(BoxBallot.objects.values_list("pk", flat=True))
        assert not now & seen
        seen |= now


def as_read():
    """The whole database as somebody reads it who may only SELECT: table → its rows, the box among them."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            hidden = ", xmin::text, ctid::text" if connection.vendor == "postgresql" else ""
            cursor.execute(f"SELECT *{hidden} FROM {table}")  # noqa: S608
            found[table] = [tuple(map(str, row)) for row in cursor.fetchall()]
    return found


BOX = "workflows_boxballot"


def test_who_reads_the_tables_between_two_votes_does_not_see_what_came_in(world):
    """The same two people vote once so and once otherwise: what a reader of all tables finds is of one kind."""
    case, _author, people = world(4, **rule("vote", **SECRET))
    seen, lengths = set(), set()
    for signer, choice in zip(people[:3], ["agree", "oppose", "abstain"], strict=True):
        before = as_read()
        s.sign(case, signer, choice)
        after = as_read()
        values = {value for row in after[BOX] for value in row if value != str(s.row_of(case).pk)} - {"1"}
        kept = {row for row in after[BOX]}
        assert not kept & set(before[BOX]), "no row of the box outlives a vote"
        assert not values & seen, "nothing in it is the same as before"
        seen |= values
        lengths |= {len(value) for value in BoxBallot.objects.values_list("choice", flat=True)}
        new = [row for table in after for row in after[table] if row not in before.get(table, ())]
        told = "\n".join(value for row in new for value in row)
        assert not re.search("agree|oppose|abstain", told)
    assert len(lengths) == 1


def test_the_rows_of_the_box_are_of_the_last_vote_whoever_voted_before(world):
    """On PostgreSQL the transaction that wrote a row is the newest for all of them, and their places are shuffled."""
    case, _author, people = world(4, **rule("vote", **SECRET))
    for signer in people[:3]:
        s.sign(case, signer)
    rows = as_read()[BOX]
    assert len(rows) == 3
    if connection.vendor == "postgresql":
        assert len({row[-2] for row in rows}) == 1


def test_what_was_sealed_with_the_key_before_is_still_counted(world, settings):
    case, _author, people = world(3, **rule("vote", **SECRET))
    s.sign(case, people[0], "oppose")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "the-key-that-came-after-it"
    s.sign(case, people[1])
    s.sign(case, people[2])
    assert s.counts(case)[3:] == (2, 1, 0)
    assert sorted(BoxBallot.objects.values_list("choice", flat=True)) == ["agree", "agree", "oppose"]
