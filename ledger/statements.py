"""Rows in and out by statements that are put together once.

A move issues the same few statements again and again, and for the ORM putting them together is most of the work.
Values pass through the same field code as the ORM's. PostgreSQL takes a whole batch as one statement.
"""

from dataclasses import dataclass
from functools import cache, lru_cache, partial

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field

try:
    from psycopg import RawCursor
    from psycopg.pq import Format
except ImportError:  # without PostgreSQL
    RawCursor = Format = None

ONE = "1"
MOST = 30_000  # values in one statement; both databases take a little more
TIMESTAMPTZ = 1184  # PostgreSQL's number for the type
PLAIN = frozenset({str, int, bool, type(None)})
WRAPPED = frozenset({"JSONField", "BinaryField", "UUIDField", "FlowReferenceField"})


@cache
def fields_of(model):
    """The fields of a model's own table, a generated key left out."""
    return [f for f in model._meta.local_concrete_fields if f is not model._meta.auto_field]


@cache
def _columns(vendor, model):
    quote = connection.ops.quote_name
    return [f"{quote(f.model._meta.db_table)}.{quote(f.column)}" for f in model._meta.concrete_fields]


def columns(model):
    """The columns of a model, those of its parents included, as SQL."""
    return ", ".join(_columns(connection.vendor, model))


@cache
def _converters(vendor, model):
    found = []
    for place, field in enumerate(model._meta.concrete_fields):
        column = field.cached_col
        steps = connection.ops.get_db_converters(column) + field.get_db_converters(connection)
        found += [(place, partial(_convert, steps, column))] if steps else []
    return found


def _convert(steps, column, value):
    for step in steps:
        value = step(value, column, connection)
    return value


def load(model, values):
    """An instance from the values of `columns(model)`; None if an outer join found no row."""
    values = list(values)
    names = [f.attname for f in model._meta.concrete_fields]
    if values[names.index(model._meta.pk.attname)] is None:
        return None
    for place, convert in _converters(connection.vendor, model):
        values[place] = convert(values[place])
    return model.from_db(connection.alias, names, values)


def some(model, names, values):
    """An instance of which only some columns were read; the others are read when they are asked for."""
    values = list(values)
    for place, name in enumerate(names):
        for step in _steps(connection.vendor, model, name):
            values[place] = step(values[place])
    return model.from_db(connection.alias, names, values)


@cache
def _steps(vendor, model, name):
    places = {place: convert for place, convert in _converters(vendor, model)}
    at = [f.attname for f in model._meta.concrete_fields].index(name)
    return [places[at]] if at in places else []


def rows(sql, params):
    """All rows of a statement."""
    real = connections[DEFAULT_DB_ALIAS]
    if real.vendor == "postgresql" and (cursor := _raw(real)):
        with cursor, real.wrap_database_errors:
            return cursor.execute(_numbered(sql), params).fetchall()
    with real.cursor() as cursor:
        cursor.execute(sql, params)
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
    return RawCursor(raw)


@lru_cache(maxsize=1024)
def _numbered(sql):
    """The statement with $1, $2 … for its placeholders."""
    head, *rest = sql.split("%s")
    return head + "".join(f"${n}{part}" for n, part in enumerate(rest, 1))


def plain(model, name, value):
    """A value as the database takes it."""
    return _given(model._meta.get_field(name), value, connections[DEFAULT_DB_ALIAS])


def _given(field, value, real):
    """A value as the database takes it; what needs no conversion goes as it is.

    `real` is the connection itself: each look through Django's stand-in for it costs as much as the conversion.
    """
    if type(value) in PLAIN and field.get_internal_type() not in WRAPPED and (value != "" or not field.is_relation):
        return value
    return field.get_db_prep_save(value, real)


def _saved(field, row, adding, real):
    if type(field).pre_save is Field.pre_save:
        return _given(field, getattr(row, field.attname), real)
    return field.get_db_prep_save(field.pre_save(row, adding), real)


@cache
def _update(vendor, model, names, where):
    quote, meta = connection.ops.quote_name, model._meta
    sets = ", ".join(f"{quote(meta.get_field(n).column)} = %s" for n in names)
    tests = " AND ".join(f"{quote(meta.get_field(n).column)} = %s" for n in where)
    return f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {tests}"  # noqa: S608


@cache
def _insert(vendor, model, count, later=()):
    """An INSERT of `count` rows; `later` are (place, part) whose value is the key that another part returns."""
    quote, named, fields = connection.ops.quote_name, dict(later), fields_of(model)
    places = [f"(SELECT x FROM s{named[n]})" if n in named else "%s" for n in range(len(fields) * count)]  # noqa: S608
    width = len(fields)
    rows = ", ".join("(" + ", ".join(places[n * width : (n + 1) * width]) + ")" for n in range(count))
    names = ", ".join(quote(f.column) for f in fields)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {rows}"  # noqa: S608


@dataclass(frozen=True)
class Later:
    """The key that an earlier part of the batch gives to a row: where to find it, and who is to learn it."""

    part: int
    named: object
    key: str
    row: object
    attname: str

    @property
    def value(self):
        return getattr(self.named, self.key)


@dataclass
class Part:
    """One statement of a batch: what it returns, and what to do with the result."""

    sql: str
    values: list
    back: str
    then: object = None
    turned: str = ""  # the same where keys of earlier parts are values


class Batch:
    """Updates and inserts that belong together and do not depend on each other; `run` sends them."""

    def __init__(self):
        self._parts, self._born = [], {}  # id of a row without a key → the part that inserts it

    def update(self, row, names, found=None, **where):
        """Write the named fields of a row; `found` is told how many rows matched its key and `where`."""
        tables = {}
        for name in names:
            tables.setdefault(row._meta.get_field(name).model, []).append(name)
        for model, own in tables.items():
            self._update(model, row, own, {model._meta.pk.attname: row.pk} | where, found)

    def _update(self, model, row, names, where, found):
        real = connections[DEFAULT_DB_ALIAS]
        values = [_saved(field, row, False, real) for field in map(model._meta.get_field, names)]
        values += [plain(model, name, value) for name, value in where.items()]
        self._parts.append(Part(_update(connection.vendor, model, tuple(names), tuple(where)), values, ONE, found))

    def insert(self, rows):
        """Insert rows of one model; those with a generated key learn it.

        A row that stands alone may be named by rows of later calls before it has its key.
        """
        if not rows:
            return
        model = type(rows[0])
        fields = fields_of(model)
        if len(rows) * len(fields) > MOST:
            half = len(rows) // 2
            self.insert(rows[:half])
            self.insert(rows[half:])
            return
        self._insert(model, rows)

    def insert_whole(self, row):
        """Insert a row of a model that extends another one: both tables, joined by the key of the first."""
        model = type(row)
        (parent,) = model._meta.parents or (None,)
        if parent is None:
            self.insert([row])
            return
        self._insert(parent, [row])
        self._insert(model, [row])

    def _insert(self, table, rows):
        part, fields, real = len(self._parts), fields_of(table), connections[DEFAULT_DB_ALIAS]
        values = [self._value(row, field, real) for row in rows for field in fields]
        later = tuple((n, value.part) for n, value in enumerate(values) if isinstance(value, Later))
        key = table._meta.auto_field
        if key and len(rows) == 1:
            self._born[id(rows[0])] = part, key.attname
        back = real.ops.quote_name(key.column) if key else ONE
        sql = partial(_insert, real.vendor, table, len(rows))
        self._parts.append(Part(sql(later), values, back, partial(_born, rows, key), sql() if later else ""))

    def _value(self, row, field, real):
        if self._born and field.is_relation and getattr(row, field.attname) is None:
            named = row if field.remote_field.parent_link else field.get_cached_value(row, None)
            if named is not None and id(named) in self._born:
                part, key = self._born[id(named)]
                return Later(part, named, key, row, field.attname)
        return _saved(field, row, True, real)

    def run(self):
        """Send everything; a `found` may raise."""
        if self._parts:
            (_together if connection.vendor == "postgresql" else _in_turn)(self._parts)
        self._parts, self._born = [], {}


def _together(parts):
    # Each part sees the rows as they were before all of them, which is why they may not depend on each other
    # but for the keys that they return.
    if sum(len(part.values) for part in parts) > MOST:
        _in_turn(parts)
        return
    named = ", ".join(f"s{n} AS ({part.sql} RETURNING {part.back} AS x)" for n, part in enumerate(parts))
    results = ", ".join(f"(SELECT array_agg(x) FROM s{n})" for n in range(len(parts)))  # noqa: S608
    values = [value for part in parts for value in part.values if not isinstance(value, Later)]
    (found,) = rows(f"WITH {named} SELECT {results}", values)
    for part, keys in zip(parts, found, strict=True):
        if part.then:
            part.then(keys or [])
    _join(value for part in parts for value in part.values)


def _in_turn(parts):
    for part in parts:
        _join(part.values)
        values = [value.value if isinstance(value, Later) else value for value in part.values]
        keys = [key for (key,) in rows(f"{part.turned or part.sql} RETURNING {part.back}", values)]
        if part.then:
            part.then(keys)


def _join(values):
    """Rows that named a row without its key learn it."""
    for value in values:
        if isinstance(value, Later):
            setattr(value.row, value.attname, value.value)


def _born(rows, key, keys):
    for row, value in zip(rows, keys, strict=True):
        if key:
            setattr(row, key.attname, value)
        row._state.adding, row._state.db = False, connection.alias
