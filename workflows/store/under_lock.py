"""What a move reads under the lock: the case and everything about it that the move needs, in one statement.

On PostgreSQL only the row that is locked is read anew after a wait; what is joined to it is as it was before. So the
statement does not wait: it passes over a case that somebody holds. Then another one that only waits and locks is sent
together with it, and what begins when that has the lock sees what the winner before us wrote.
Somebody may have written between the statement's beginning and its lock, too. So it also tells whether the locked
version of the case is the one it saw when it began. If not, all the rest is read again; every step writes that row.
"""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.db import connection

from ledger import statements
from ledger.models import Event
from people import clock, roles
from people.mandates import acts_for_others
from people.models import Holding, User
from workflows.models import Case, Moment, Signing, WorkItem

UID = statements.names(Case).index("uid")


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


def read(model, pk, actor, key=None, above=True):
    """Lock a case and re-read it as its process's model; returns it and the Actor, as the database knows them.

    Without `above` a case that another one waits for is not locked: then (None, None).
    """
    used = statements.plain(Event, "key", key)
    known = [pk, used, pk, pk, actor, pk]
    vendor = statements.vendor()
    found = statements.rows(_locked(vendor, model, above), known)
    if not found and vendor == "postgresql":
        found = statements.rows_after(_wait(above), [pk], _locked(vendor, model, above), known)
    if not found and not above:
        return None, None
    if not found:
        raise model.DoesNotExist
    width = len(statements.names(Case))
    shared = found[0][1 : 1 + width]
    if found[0][0]:
        asked = _cut_all([row[1 + width :] for row in found], model)
    else:
        asked = _asked(model, pk, shared[UID], actor, key)
    case = statements.load(model, [*shared, *asked[0].own])
    if case is None:
        raise model.DoesNotExist
    return case, _actor(case, asked, key)


def at(kind, pk):
    """A case of which only number and process are known, as a work item or an address tells them."""
    return statements.made(Case, {"id": pk, "kind": kind}, adding=False)


def opened(uid, person):
    """Whether this person has opened the case with this uid."""
    table = Case._meta.db_table
    known = [statements.plain(Case, "uid", uid), person]
    return bool(statements.rows(f'SELECT 1 FROM "{table}" WHERE "uid" = %s AND "opened_by_id" = %s', known))  # noqa: S608


def person(pk):
    """A person who acts before any case is there."""
    return _whole(statements.rows(_person(), [pk]))


def _whole(found):
    if not found:
        raise User.DoesNotExist
    return statements.load(User, found[0])


@cache
def _person():
    return f'SELECT {statements.columns(User)} FROM "{User._meta.db_table}" WHERE "id" = %s'  # noqa: S608


@dataclass(frozen=True)
class Starter:
    """Who is about to open a case: the roles they hold today, and whether they have opened this one before."""

    person: User
    roles: frozenset
    repeats: bool


def starter(pk, uid):
    """Who wants to open the case with this uid, before it is there."""
    today = statements.plain(Holding, "since", clock.today())
    found = statements.rows(_starter(), [statements.plain(Case, "uid", uid), pk, today, today, pk])
    user = _whole([row[2:] for row in found])
    held = {row[1] for row in found if row[1]}
    return Starter(user, roles.played(user, held), bool(found[0][0]))


@cache
def _starter():
    case, user, held = (model._meta.db_table for model in (Case, User, Holding))
    return (
        f'SELECT EXISTS (SELECT 1 FROM "{case}" WHERE "uid" = %s AND "opened_by_id" = %s), '  # noqa: S608
        f'"{held}"."role_id", {statements.columns(User)} FROM "{user}" LEFT JOIN "{held}" '
        f'ON "{held}"."person_id" = "{user}"."id" AND "{held}"."since" <= %s '
        f'AND ("{held}"."until" IS NULL OR "{held}"."until" >= %s) WHERE "{user}"."id" = %s'
    )


def actor_in(case, pk):
    """Another person and their open work in a case that is locked already."""
    return _actor(case, _asked(type(case), case.pk, statements.plain(Case, "uid", case.uid), pk, None), None)


class Row(NamedTuple):
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
    found = statements.rows(_about(statements.vendor(), model), known)
    if not found:
        raise User.DoesNotExist
    return _cut_all(found, model)


def _cut_all(found, model):
    rows = [_cut(row, model) for row in found]
    if rows[0].person[0] is None:
        raise User.DoesNotExist
    return rows


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
        statements.know(item, process=case, owner=person, signing=statements.load(Signing, row.signing))
    return item


@cache
def _own(model):
    """The columns of the process's own table."""
    quote, meta = connection.ops.quote_name, model._meta
    fields = meta.local_concrete_fields if model is not Case else ()
    return [f"{quote(meta.db_table)}.{quote(field.column)}" for field in fields]


def _flags(event_uid, case):
    """Used this key before; a recusal or appointment is known; somebody's work waits. One placeholder each at least."""
    moment, item = Moment._meta.db_table, WorkItem._meta.db_table
    return (
        f'EXISTS (SELECT 1 FROM "ledger_event" WHERE "uid" = {event_uid} AND "key" = %s), '  # noqa: S608
        f'EXISTS (SELECT 1 FROM "{moment}" WHERE "case_id" = {case} AND "code" IN (\'recusal\', \'appointed\')), '
        f'EXISTS (SELECT 1 FROM "{item}" WHERE "process_id" = {case} AND ("status" = \'SCHEDULED\' '
        # Requests hold nothing up and are not counted as open work, yet they end with the stage.
        f"OR \"status\" = 'ASSIGNED' AND \"kind\" IN ('jump', 'extension')))"
    )


def _open_work(user, case):
    item, signing = WorkItem._meta.db_table, Signing._meta.db_table
    return (
        f'LEFT JOIN "{item}" ON "{item}"."owner_id" = "{user}"."id" '
        f'AND "{item}"."process_id" = {case} AND "{item}"."status" = \'ASSIGNED\' '
        f'LEFT JOIN "{signing}" ON "{signing}"."id" = "{item}"."signing_id" '
    )


def _wanted(model):
    return ", ".join([*_own(model), *map(statements.columns, (User, WorkItem, Signing))])


@cache
def _about(vendor, model):
    """What belongs to a case that is locked already."""
    own, item, user = (table._meta.db_table for table in (model, WorkItem, User))
    return (
        f"SELECT {_flags('%s', '%s')}, {_wanted(model)} "  # noqa: S608
        f'FROM "{user}" LEFT JOIN "{own}" ON "{own}"."{model._meta.pk.column}" = %s {_open_work(user, "%s")}'
        f'WHERE "{user}"."id" = %s ORDER BY "{item}"."id"'
    )


@cache
def _wait(above):
    """Only waits and locks; it, too, leaves alone a case that another one waits for: that one is locked first."""
    alone = "" if above else 'AND "parent_item_id" IS NULL '
    return f'SELECT 1 FROM "{Case._meta.db_table}" WHERE "id" = %s {alone}FOR UPDATE'  # noqa: S608


@cache
def _locked(vendor, model, above):
    """The same together with the case, which it locks."""
    case, own, item, user = (table._meta.db_table for table in (Case, model, WorkItem, User))
    number, uid = f'"{case}"."id"', f'"{case}"."uid"'
    join = f'JOIN "{own}" ON "{own}"."{model._meta.pk.column}" = {number} ' if model is not Case else ""
    alone = "" if above else f'AND "{case}"."parent_item_id" IS NULL '
    postgresql = vendor == "postgresql"
    # Which transaction wrote the version; on SQLite nobody writes between reading and locking.
    version = "xmin" if postgresql else "id"
    seen = f'(SELECT "seen"."{version}" FROM "{case}" AS "seen" WHERE "seen"."id" = %s) = "{case}"."{version}"'  # noqa: S608
    lock = f' FOR UPDATE OF "{case}" SKIP LOCKED' if postgresql else ""
    return (
        f"SELECT {seen}, "  # noqa: S608
        f"{statements.columns(Case)}, {_flags(uid, '%s')}, {_wanted(model)} "
        f'FROM "{case}" {join}LEFT JOIN "{user}" ON "{user}"."id" = %s {_open_work(user, number)}'
        f'WHERE {number} = %s {alone}ORDER BY "{item}"."id"{lock}'
    )
