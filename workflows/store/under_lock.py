"""What a move reads under the lock, in two statements: the case, then everything about it that the move needs.

The second runs after the lock was won, so it sees all that the winner before us wrote. The process's own fields
belong to it for that reason: a row that is only joined to the one we waited for is as it was before the wait.
"""

from dataclasses import dataclass
from functools import cache

from django.db import connection

from ledger import statements
from ledger.models import Event
from people.mandates import acts_for_others
from people.models import User
from workflows.models import Case, Moment, Signing, WorkItem

UID = [field.name for field in Case._meta.concrete_fields].index("uid")


@dataclass(frozen=True)
class Actor:
    """Who acts, their open items in the case, oldest first, and whether the key was used before."""

    person: User
    items: list
    key: object
    repeats: bool
    touched: bool  # a recusal was applied for in this case
    lent: bool  # may act for somebody today
    waits: bool = False  # somebody's work in this case waits


def read(model, pk, actor, key=None):
    """Lock a case and re-read it as its process's model; returns it and the Actor, as the database knows them."""
    found = statements.rows(_lock(connection.vendor), [pk])
    if not found:
        raise model.DoesNotExist
    (shared,) = found
    asked = _asked(model, pk, shared[UID], actor, key)
    case = statements.load(model, [*shared, *asked[0].own])
    if case is None:
        raise model.DoesNotExist
    return case, _actor(case, asked, key)


NAMES = ("id", "uid", "kind", "parent_item_id")


def find(pk):
    """The case with this key, as much of it as moving it needs before it is locked and read; None if there is none."""
    wanted = ", ".join(f'"{name}"' for name in NAMES)
    found = statements.rows(f'SELECT {wanted} FROM "{Case._meta.db_table}" WHERE "id" = %s', [pk])  # noqa: S608
    return statements.some(Case, NAMES, found[0]) if found else None


def opened(uid, person):
    """Whether this person has opened the case with this uid."""
    table = Case._meta.db_table
    known = [statements.plain(Case, "uid", uid), person]
    return bool(statements.rows(f'SELECT 1 FROM "{table}" WHERE "uid" = %s AND "opened_by_id" = %s', known))  # noqa: S608


def starter(pk):
    """A person who is about to open a case, before any case is there."""
    found = statements.rows(_person(connection.vendor), [pk])
    if not found:
        raise User.DoesNotExist
    return statements.load(User, found[0])


@cache
def _person(vendor):
    return f'SELECT {statements.columns(User)} FROM "{User._meta.db_table}" WHERE "id" = %s'  # noqa: S608


def actor_in(case, pk):
    """Another person and their open work in a case that is locked already."""
    return _actor(case, _asked(type(case), case.pk, statements.plain(Case, "uid", case.uid), pk, None), None)


@cache
def _lock(vendor):
    table = Case._meta.db_table
    return f'SELECT {statements.columns(Case)} FROM "{table}" WHERE "id" = %s' + (  # noqa: S608
        " FOR UPDATE" if vendor == "postgresql" else ""
    )


@dataclass(frozen=True)
class Row:
    """One row of the second statement, cut into the tables it came from."""

    repeats: bool
    touched: bool
    waits: bool
    own: tuple
    person: tuple
    item: tuple
    signing: tuple


def _asked(model, pk, uid, actor, key):
    known = [uid, statements.plain(Event, "key", key), pk, pk, pk, pk, actor]
    found = statements.rows(_about(connection.vendor, model), known)
    if not found:
        raise User.DoesNotExist
    return [_cut(row, model) for row in found]


def _cut(row, model):
    parts, at = [], 3
    for width in (len(_own(model)), *(len(table._meta.concrete_fields) for table in (User, WorkItem, Signing))):
        parts.append(row[at : at + width])
        at += width
    return Row(*map(bool, row[:3]), *parts)


def _actor(case, asked, key):
    person = statements.load(User, asked[0].person)
    items = [item for item in (_item(row, case, person) for row in asked) if item]
    return Actor(person, items, key, asked[0].repeats, asked[0].touched, acts_for_others(person), asked[0].waits)


def _item(row, case, person):
    item = statements.load(WorkItem, row.item)
    if item:
        # The locked case, not another copy of it.
        item.process, item.owner, item.signing = case, person, statements.load(Signing, row.signing)
    return item


@cache
def _own(model):
    """The columns of the process's own table."""
    quote, meta = connection.ops.quote_name, model._meta
    fields = meta.local_concrete_fields if model is not Case else ()
    return [f"{quote(meta.db_table)}.{quote(field.column)}" for field in fields]


@cache
def _about(vendor, model):
    own, item, user, signing = (table._meta.db_table for table in (model, WorkItem, User, Signing))
    wanted = ", ".join([*_own(model), *map(statements.columns, (User, WorkItem, Signing))])
    key = model._meta.pk.column
    return (
        f'SELECT EXISTS (SELECT 1 FROM "ledger_event" WHERE "uid" = %s AND "key" = %s), '  # noqa: S608
        f'EXISTS (SELECT 1 FROM "{Moment._meta.db_table}" WHERE "case_id" = %s '
        f"AND \"code\" IN ('recusal', 'appointed')), "
        f'EXISTS (SELECT 1 FROM "{item}" WHERE "process_id" = %s AND ("status" = \'SCHEDULED\' '
        # Requests hold nothing up and are not counted as open work, yet they end with the stage.
        f"OR \"status\" = 'ASSIGNED' AND \"kind\" IN ('jump', 'extension'))), {wanted} "
        f'FROM "{user}" LEFT JOIN "{own}" ON "{own}"."{key}" = %s '
        f'LEFT JOIN "{item}" ON "{item}"."owner_id" = "{user}"."id" '
        f'AND "{item}"."process_id" = %s AND "{item}"."status" = \'ASSIGNED\' '
        f'LEFT JOIN "{signing}" ON "{signing}"."id" = "{item}"."signing_id" '
        f'WHERE "{user}"."id" = %s ORDER BY "{item}"."id"'
    )
