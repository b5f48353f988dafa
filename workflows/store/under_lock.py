"""What a move reads under the lock, in two statements: the case, then the actor with their open work in it.

The second runs after the lock was won, so it sees all that the winner before us wrote.
"""

from dataclasses import dataclass
from functools import cache

from django.db import connection

from ledger import statements
from ledger.models import Event
from people.models import User
from workflows.models import Case, Signing, WorkItem


@dataclass(frozen=True)
class Actor:
    """Who acts, their open items in the case, and whether the key was used before."""

    person: User
    items: list
    key: object
    repeats: bool


def case_of(model, pk):
    """Lock a case and re-read it as its process's model."""
    found = statements.rows(_case_sql(connection.vendor, model), [pk])
    if not found:
        raise model.DoesNotExist
    return statements.load(model, found[0])


@cache
def _case_sql(vendor, model):
    own, table = model._meta.db_table, Case._meta.db_table
    join = f' JOIN "{table}" ON "{table}"."id" = "{own}"."case_ptr_id"' if own != table else ""
    lock = f' FOR UPDATE OF "{table}"' if vendor == "postgresql" else ""
    return f'SELECT {statements.columns(model)} FROM "{own}"{join} WHERE "{table}"."id" = %s{lock}'  # noqa: S608


def actor_in(case, pk, key=None):
    """The actor as the database knows them, with their open work in the case, oldest first."""
    seen = statements.plain(Event, "uid", case.uid), statements.plain(Event, "key", key)
    found = statements.rows(_actor_sql(connection.vendor), [*seen, case.pk, pk])
    if not found:
        raise User.DoesNotExist
    user, work = len(User._meta.concrete_fields), len(WorkItem._meta.concrete_fields)
    person = statements.load(User, found[0][1 : 1 + user])
    items = [_item(row[1 + user : 1 + user + work], row[1 + user + work :], case, person) for row in found]
    return Actor(person, [item for item in items if item], key, bool(found[0][0]))


def _item(values, signing, case, person):
    item = statements.load(WorkItem, values)
    if item:
        # The locked case, not another copy of it.
        item.process, item.owner, item.signing = case, person, statements.load(Signing, signing)
    return item


@cache
def _actor_sql(vendor):
    item, user, signing = (model._meta.db_table for model in (WorkItem, User, Signing))
    wanted = ", ".join(map(statements.columns, (User, WorkItem, Signing)))
    return (
        'SELECT EXISTS (SELECT 1 FROM "ledger_event" WHERE "uid" = %s AND "key" = %s), '  # noqa: S608
        f'{wanted} FROM "{user}" LEFT JOIN "{item}" ON "{item}"."owner_id" = "{user}"."id" '
        f'AND "{item}"."process_id" = %s AND "{item}"."status" = \'ASSIGNED\' '
        f'LEFT JOIN "{signing}" ON "{signing}"."id" = "{item}"."signing_id" '
        f'WHERE "{user}"."id" = %s ORDER BY "{item}"."id"'
    )
