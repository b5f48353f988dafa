"""Fills the real tables with work, in the database of the running Django; PostgreSQL only.

The open work is the same at every size, only the finished grows. People 1 … OWNERS have BACKLOG open items each, the
heavy one HEAVY; they stand in the tables in no order, as years of work would leave them.
"""

import uuid
from contextlib import contextmanager

from django.db import connection

from people import clock
from people.models import Holding, Role, Unit, User
from workflows import moves
from workflows.models import Case, WorkItem

OWNERS, BACKLOG, HEAVY = 50, 60, 5_000
ITEMS_OF_A_CASE = 5


def fill(items):
    """Bring the work items to `items`; returns (ids of the people with a small backlog, id of the heavy one)."""
    small, heavy = _people()
    case, item = _pattern(small[0])
    done = items - OWNERS * BACKLOG - HEAVY
    with _unchecked(), _without_indexes():
        _cases(case, done // ITEMS_OF_A_CASE, 0)
        _cases(case, OWNERS * BACKLOG + HEAVY, done)
        _done_items(item, done)
        _open_items(item, done, small, heavy)
    for table in ("workflows_case", "workflows_workitem"):
        _run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) + 1 FROM {table}))")
        _run(f"VACUUM ANALYZE {table}")
    return small, heavy


def _run(sql, params=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchall() if cursor.description else []


def _people():
    unit, _ = Unit.objects.get_or_create(code="bench", defaults={"name": "bench"})
    role, _ = Role.objects.get_or_create(code="clerk", defaults={"zh": "clerk"})
    names = [f"reader{n}" for n in range(OWNERS + 1)]
    found = [User.objects.get_or_create(username=name, defaults={"name": name, "unit": unit})[0] for name in names]
    Holding.objects.get_or_create(person=found[0], role=role, unit=unit, defaults={"since": clock.today()})
    return [person.pk for person in found[:-1]], found[-1].pk


def _pattern(author):
    """A case and its item made by the engine; the rows that are filled in are like them."""
    case = moves.open_case("approval", by=author, key=uuid.uuid4(), title="关于修订合同管理办法的请示")
    return case.pk, WorkItem.objects.get(process=case).pk


@contextmanager
def _unchecked():
    """Leave the checks of foreign keys out, if we may; they would be most of the work."""
    ((superuser,),) = _run("SHOW is_superuser")
    if superuser == "on":
        _run("SET session_replication_role = replica")
    yield
    if superuser == "on":
        _run("SET session_replication_role = DEFAULT")


@contextmanager
def _without_indexes():
    """Drop the indexes that a load need not keep up, and make them again."""
    found = _run("""
        SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid IN ('workflows_case'::regclass, 'workflows_workitem'::regclass)
          AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)""")
    for name, _statement in found:
        _run(f"DROP INDEX {name}")
    yield
    for _name, statement in found:
        _run(statement)


def _like(model, pattern, source, **columns):
    """Insert a row like the pattern for each row of `source`, which is called g; `columns` differ."""
    table, names = model._meta.db_table, [f.column for f in model._meta.local_concrete_fields]
    wanted = ", ".join(columns.get(name, f't."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    _run(f"INSERT INTO {table} ({listed}) SELECT {wanted} FROM {table} t, {source} WHERE t.id = {pattern}")


def _cases(pattern, count, offset):
    columns = {
        "id": f"t.id + {offset} + g.n", "uid": "gen_random_uuid()", "created": "t.created - g.n * interval '1 minute'",
        "number": f"'批〔2026〕' || ({offset} + g.n)", "title": "t.title || g.n",
    }  # fmt: skip
    _like(Case, pattern, f"generate_series(1, {count}) g(n)", **columns)


def _done_items(pattern, count):
    columns = {
        "id": "t.id + g.n", "process_id": f"t.process_id + 1 + (g.n - 1) / {ITEMS_OF_A_CASE}", "status": "'DONE'",
        "owner_id": f"t.owner_id + g.n % {OWNERS}", "finished": "t.created - g.n * interval '1 minute'",
        "created": "t.created - g.n * interval '2 minutes'", "case_uid": "gen_random_uuid()",
    }  # fmt: skip
    _like(WorkItem, pattern, f"generate_series(1, {count // ITEMS_OF_A_CASE * ITEMS_OF_A_CASE}) g(n)", **columns)


def _open_items(pattern, offset, small, heavy):
    total = OWNERS * BACKLOG + HEAVY
    mixed = f"(SELECT n, row_number() OVER (ORDER BY md5(n::text)) AS place FROM generate_series(1, {total}) n) g"
    columns = {
        "id": f"t.id + {offset} + g.place", "process_id": f"t.process_id + {offset} + g.place", "status": "'ASSIGNED'",
        "owner_id": f"CASE WHEN g.n > {HEAVY} THEN {small[0]} + g.n % {OWNERS} ELSE {heavy} END",
        "due": "t.created + (g.n * 7919 % 4001 - 400) * interval '1 hour'", "case_uid": "gen_random_uuid()",
        "number": f"'批〔2026〕' || ({offset} + g.place)", "title": "t.title || g.place",
    }  # fmt: skip
    _like(WorkItem, pattern, mixed, **columns)
