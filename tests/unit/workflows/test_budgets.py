"""What a case, a page of work and a history may cost in statements; the counts are the same on every machine."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger import append
from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import choosing, clock, definitions, history, inbox, moves
from workflows.models import WorkItem

POSTGRESQL_TAKES_A_STEP_AS_ONE, SQLITE = 24, 60


@pytest.fixture
def fresh_caches():
    definitions.forget()
    yield
    definitions.forget()


def people():
    return person("author", "clerk"), [person(f"signer{n}") for n in (1, 2, 3)], person("decider")


def whole_case(author, signers, decider):
    """Create, submit, three signatures, decision: what `make bench` measures, each step with its key."""
    case = moves.open_case("approval", by=author.pk, key=uuid.uuid4(), title="一件事")
    named = {"signers": [signer.pk for signer in signers], "decider": decider.pk}
    moves.move(case, "submit", by=author.pk, key=uuid.uuid4(), **named)
    for signer in signers:
        moves.act(case, "sign", by=signer.pk, key=uuid.uuid4(), decision="agree", opinion="同意")
    moves.move(case, "adopt", by=decider.pk, key=uuid.uuid4())
    return case


@pytest.mark.django_db(transaction=True)
def test_a_case_of_six_transactions_keeps_its_budget_of_statements(fresh_caches):
    all_of_them = people()
    whole_case(*all_of_them)
    with CaptureQueriesContext(connection) as seen:
        case = whole_case(*all_of_them)
    statements = [query["sql"] for query in seen.captured_queries]
    assert Approval.objects.get(pk=case.pk).stage == "adopted"
    assert sum(sql.startswith("BEGIN") for sql in statements) == 6
    most = POSTGRESQL_TAKES_A_STEP_AS_ONE if connection.vendor == "postgresql" else SQLITE
    assert len(statements) <= most, "\n".join(sql[:120] for sql in statements)


def waiting(owner, dated, undated):
    """Open work of one person: the dated items are due one after another."""
    case = moves.open_case("approval", by=person("author", "clerk"), title="一件事")
    first = WorkItem.objects.get(process=case)
    columns = {f.attname: getattr(first, f.attname) for f in WorkItem._meta.concrete_fields if f.attname != "id"}
    now = clock.now()
    dues = [now + n * (now - case.created) for n in range(dated)] + [None] * undated
    WorkItem.objects.bulk_create([WorkItem(**columns | {"owner_id": owner.pk, "due": due}) for due in dues])


@pytest.mark.django_db
@pytest.mark.parametrize(("dated", "undated"), [(0, 0), (5, 5), (60, 60), (0, 60)])
def test_the_inbox_takes_at_most_four_statements_and_writes_nothing(dated, undated):
    owner = person("owner")
    waiting(owner, dated, undated)
    with CaptureQueriesContext(connection) as seen:
        page = inbox.page(owner)
        badge = inbox.count(owner)
    assert len(seen) <= 4 and all(query["sql"].startswith("SELECT") for query in seen.captured_queries)
    assert len(page.rows) == min(dated + undated, inbox.SIZE) and badge == min(dated + undated, inbox.CAP)


@pytest.mark.django_db
def test_pages_follow_each_other_without_a_gap_or_a_repeat():
    owner, after, seen = person("owner"), None, []
    waiting(owner, 30, 30)
    for _ in range(4):
        page = inbox.page(owner, after)
        seen, after = seen + [row["id"] for row in page.rows], page.next
        if after is None:
            break
    assert after is None and len(seen) == len(set(seen)) == 60


@pytest.mark.django_db
def test_a_history_of_forty_events_takes_two_statements():
    author = person("author", "clerk")
    case = moves.open_case("approval", by=author, title="一件事")
    records, previous = [], bytes(case.head_hash)
    for seq in range(2, 41):
        fields, private = {"opinion": "同意"}, {"respondent": "张三"}
        record = append.build(
            case.uid, seq, previous, at=clock.now(), kind="act.edit", actor_id=author.pk, actor_name=author.name,
            fields=fields, private=private,
        )  # fmt: skip
        records.append(record)
        previous = record.event.hash
    append.write(records)
    assert case.rules
    with CaptureQueriesContext(connection) as seen:
        lines = history.of(case)
    assert len(seen) <= 2 and len(lines) == 40
    assert lines[-1].entry.fields == {"opinion": "同意", "respondent": "张三"}


@pytest.mark.django_db
def test_who_can_be_chosen_is_asked_with_two_statements_however_many_there_are(django_assert_max_num_queries):
    many = [person(f"p{n}") for n in range(20)]
    kept = [person("keeper", "system_admin"), person("auditor", "auditor")]
    closed = person("gone")
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    with django_assert_max_num_queries(2):
        found = {one.pk for one in choosing.candidates()}
    assert {one.pk for one in many} <= found and not found & {*(one.pk for one in kept), closed.pk}
