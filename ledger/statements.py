"""Rows out of the database by statements that are put together once.

A move issues the same few statements again and again, and for the ORM putting them together is most of the work.
Values pass through the same field code as the ORM's. What goes in is in `ledger.batch`.
"""

from datetime import UTC
from functools import cache, lru_cache, partial

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models.base import ModelState

try:
    from psycopg import RawCursor, adapters
    from psycopg.pq import Format
except ImportError:  # without PostgreSQL
    RawCursor = Format = adapters = None

TIMESTAMPTZ = 1184  # PostgreSQL's number for the type
MANY = 100  # rows


@cache
def vendor():
    """The kind of database; it is asked some hundred times in a move, and Django's stand-in takes its time."""
    return connection.vendor


@cache
def columns(model):
    """The columns of a model, those of its parents included, as SQL."""
    quote = connection.ops.quote_name
    return ", ".join(f"{quote(f.model._meta.db_table)}.{quote(f.column)}" for f in model._meta.concrete_fields)


@cache
def names(model):
    """The attributes that `columns(model)` fill."""
    return [f.attname for f in model._meta.concrete_fields]


@cache
def _converters(model):
    found = []
    for place, field in enumerate(model._meta.concrete_fields):
        column = field.cached_col
        steps = connection.ops.get_db_converters(column) + field.get_db_converters(connection)
        found += [(place, field.attname, partial(_convert, steps, column))] if steps else []
    return found


def _convert(steps, column, value):
    for step in steps:
        value = step(value, column, connection)
    return value


@cache
def _key(model):
    return names(model).index(model._meta.pk.attname)


def made(model, values, adding=True):
    """A row with these values and no others: no defaults, no signals, nothing converted."""
    row = model.__new__(model)
    row._state = ModelState()
    if not adding:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    row.__dict__.update(values)
    return row


def new(model, **said):
    """An unsaved row, as calling the model makes it, for models of which a step makes many. No signals."""
    row, named = made(model, _defaults(model)), _relations(model)
    for name, make in _making(model):
        row.__dict__[name] = make()
    for name, value in said.items():
        if field := named.get(name):
            field.set_cached_value(row, value)
            name, value = field.attname, value and value.pk
        row.__dict__[name] = value
    return row


@cache
def _defaults(model):
    making = dict(_making(model))
    return {f.attname: None if f.attname in making else f.get_default() for f in model._meta.concrete_fields}


@cache
def _making(model):
    """(attribute, function) of the defaults that are made anew for each row."""
    return [(f.attname, f.default) for f in model._meta.concrete_fields if f.has_default() and callable(f.default)]


@cache
def _relations(model):
    return {f.name: f for f in model._meta.concrete_fields if f.is_relation}


def load(model, values):
    """An instance from the values of `columns(model)`; None if an outer join found no row."""
    if values[_key(model)] is None:
        return None
    found = dict(zip(names(model), values, strict=True))
    for _place, name, convert in _converters(model):
        found[name] = convert(found[name])
    return made(model, found, adding=False)


def know(row, **related):
    """Rows that stand in relations of a row just read, as its keys say: what its descriptors would check is known."""
    row._state.fields_cache.update(related)


def some(model, wanted, values):
    """An instance of which only some columns were read; the others are read when they are asked for."""
    values = [convert(value) for convert, value in zip(_some(model, wanted), values, strict=True)]
    return made(model, zip(wanted, values, strict=True), adding=False)


@cache
def _some(model, wanted):
    places = {place: convert for place, _name, convert in _converters(model)}
    return [places.get(names(model).index(name), _same) for name in wanted]


def _same(value):
    return value


def rows(sql, params):
    """All rows of a statement."""
    real = connections[DEFAULT_DB_ALIAS]
    if real.vendor == "postgresql" and (cursor := _raw(real)):
        with real.wrap_database_errors:
            found = cursor.execute(_numbered(sql), params).fetchall()
        if len(found) > MANY:
            real._duban_cursor = None  # or it would hold what it brought
        return found
    with real.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def rows_after(first, given, sql, params):
    """All rows of a statement that begins when `first` is done; on PostgreSQL both are sent together."""
    real = connections[DEFAULT_DB_ALIAS]
    if real.vendor != "postgresql" or not (cursor := _raw(real)):
        rows(first, given)
        return rows(sql, params)
    with RawCursor(real.connection) as before, real.wrap_database_errors:
        with real.connection.pipeline():
            before.execute(_numbered(first), given)
            cursor.execute(_numbered(sql), params)
        return cursor.fetchall()


def _raw(real):
    """A cursor that takes PostgreSQL's own placeholders, or None while somebody counts or wraps statements.

    psycopg would look through a text for its placeholders at each execution, and through a long one without a cache.
    """
    if real.force_debug_cursor or real.execute_wrappers:
        return None
    real.ensure_connection()
    real.validate_no_broken_transaction()
    raw = real.connection
    if raw.adapters.get_loader(TIMESTAMPTZ, Format.TEXT).timezone != real.timezone:
        return None
    cursor = real.__dict__.get("_duban_cursor")
    if cursor is None or cursor.connection is not raw:
        cursor = real._duban_cursor = _made(real)
    return cursor


def _made(real):
    """A cursor to be kept: a new one would look for the loader of each column again."""
    cursor = RawCursor(real.connection)
    if real.timezone is UTC:  # psycopg's own loader tells the same, and is written in C
        cursor.adapters.register_loader(TIMESTAMPTZ, adapters.get_loader(TIMESTAMPTZ, Format.TEXT))
    return cursor


@lru_cache(maxsize=1024)
def _numbered(sql):
    """The statement with $1, $2 … for its placeholders, as the bytes that are sent."""
    head, *rest = sql.split("%s")
    return (head + "".join(f"${n}{part}" for n, part in enumerate(rest, 1))).encode()


def plain(model, name, value):
    """A value as the database takes it."""
    if type(value) is int:  # keys, which no database takes otherwise
        return value
    return model._meta.get_field(name).get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])
