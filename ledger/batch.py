"""Rows into the database: what a step writes is described once, and PostgreSQL takes it as one statement.

How a model's values are taken, and the text of each statement, are put together once and kept.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache, partial
from itertools import chain
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import DateField, Field, TimeField

from ledger.statements import plain, rows, vendor

ONE = "1"
MOST = 30_000  # values in one statement; both databases take a little more
NEVER = frozenset()
NOTHING = frozenset({type(None)})
KEYS = NOTHING | {int}
PLAIN = KEYS | {str, bool}
# The types of a field that go to any database as they are, and those that psycopg takes as Django would give them.
TYPES = {"JSONField": NEVER, "FlowReferenceField": NEVER, "BinaryField": NOTHING, "UUIDField": NOTHING}
# The clock gives no moment without its zone, and forms none either.
NATIVE = {"BinaryField": {bytes}, "UUIDField": {UUID}, "DateField": {date}, "DateTimeField": {datetime}}


@cache
def fields_of(model):
    """The fields of a model's own table, a generated key left out."""
    return [f for f in model._meta.local_concrete_fields if f is not model._meta.auto_field]


@cache
def _computed(field):
    """Whether saving makes the value; dates only do with auto_now."""
    if isinstance(field, DateField | TimeField):
        return field.auto_now or field.auto_now_add
    return type(field).pre_save is not Field.pre_save


def _types(field):
    """The types whose values go to the database as they are."""
    if _computed(field):
        return NEVER
    if field.is_relation:
        return KEYS
    internal = field.get_internal_type()
    found = TYPES.get(internal, PLAIN)
    return found | NATIVE.get(internal, NEVER) if vendor() == "postgresql" else found


@cache
def _plan(model, names=None):
    """Attribute, types that need no conversion, and field: of the whole table, or of these fields."""
    fields = fields_of(model) if names is None else map(model._meta.get_field, names)
    return [(field.attname, _types(field), field) for field in fields]


def _taken(plan, row, adding=False):
    """The values of a row as the database takes them."""
    known, found = row.__dict__, []
    for name, types, field in plan:
        value = known[name] if name in known else getattr(row, name)
        found.append(value if type(value) in types else _converted(field, value, row, adding))
    return found


def _converted(field, value, row, adding):
    if _computed(field):
        value = field.pre_save(row, adding)
    return field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


@cache
def _update(model, names, where):
    quote, meta = connection.ops.quote_name, model._meta
    sets = ", ".join(f"{quote(meta.get_field(n).column)} = %s" for n in names)
    tests = " AND ".join(f"{quote(meta.get_field(n).column)} = %s" for n in where)
    return f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {tests}"  # noqa: S608


@cache
def _by_table(model, names):
    """(model, its names, those and its key) for each table of a model that a row is spread over."""
    tables = {}
    for name in names:
        tables.setdefault(model._meta.get_field(name).model, []).append(name)
    return [(table, tuple(own), table._meta.pk.attname) for table, own in tables.items()]


@cache
def _insert(model, count, later=()):
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
    """One statement of a batch: what it returns, if anything, and what to do with the result."""

    sql: str
    values: list
    back: str
    then: object
    turned: str = ""  # the same where keys of earlier parts are values


class Batch:
    """Updates and inserts that belong together and do not depend on each other; `run` sends them."""

    def __init__(self):
        self._parts, self._born = [], {}  # id of a row without a key → the part that inserts it

    def update(self, row, names, found=None, **where):
        """Write the named fields of a row; `found` is told how many rows matched its key and `where`."""
        for model, own, key in _by_table(type(row), tuple(names)):
            tests = {key: row.pk} | where
            values = _taken(_plan(model, own), row) + [plain(model, name, value) for name, value in tests.items()]
            self._parts.append(Part(_update(model, own, tuple(tests)), values, ONE if found else "", found))

    def insert(self, rows):
        """Insert rows of one model; those with a generated key learn it.

        A row that stands alone may be named by rows of later calls before it has its key.
        """
        if not rows:
            return
        model = type(rows[0])
        if len(rows) * len(fields_of(model)) > MOST:
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
        plan, key, values, later = _plan(table), table._meta.auto_field, [], []
        for row in rows:
            own = _taken(plan, row, adding=True)
            if self._born:
                later += self._wait(plan, row, own, len(values))
            values += own
        if key and len(rows) == 1:
            self._born[id(rows[0])] = len(self._parts), key.attname
        sql, back = _insert(table, len(rows), tuple(later)), key.column if key else ""
        turned = _insert(table, len(rows)) if later else ""
        self._parts.append(Part(sql, values, back, partial(_born, rows, key), turned))

    def _wait(self, plan, row, values, before):
        """Put a Later where a value is the key of a row that has none yet; yields its (place, part)."""
        for n, (name, _types, field) in enumerate(plan):
            if values[n] is not None or not field.is_relation:
                continue
            named = row if field.remote_field.parent_link else field.get_cached_value(row, None)
            if named is not None and id(named) in self._born:
                part, key = self._born[id(named)]
                values[n] = Later(part, named, key, row, name)
                yield before + n, part

    def run(self):
        """Send everything; a `found` may raise."""
        if self._parts:
            (_together if vendor() == "postgresql" else _in_turn)(self._parts)
        self._parts, self._born = [], {}


def _together(parts):
    # Each part sees the rows as they were before all of them, which is why they may not depend on each other
    # but for the keys that they return.
    values = list(chain.from_iterable(part.values for part in parts))
    if len(values) > MOST:
        _in_turn(parts)
        return
    waiting = [value for value in values if type(value) is Later] if any(part.turned for part in parts) else ()
    if waiting:
        values = [value for value in values if type(value) is not Later]
    (found,) = rows(_whole(tuple((part.sql, part.back) for part in parts)), values)
    found = iter(found)
    for part in parts:
        _tell(part, next(found) or [] if part.back else [])
    _join(waiting)


@lru_cache(maxsize=512)
def _whole(parts):
    """The statement of a batch; the same acts come again and again."""
    named = ", ".join(f"s{n} AS ({sql}{back and f' RETURNING {back} AS x'})" for n, (sql, back) in enumerate(parts))
    results = ", ".join(f"(SELECT array_agg(x) FROM s{n})" for n, (_sql, back) in enumerate(parts) if back)  # noqa: S608
    return f"WITH {named} SELECT {results}"


def _in_turn(parts):
    for part in parts:
        _join(value for value in part.values if type(value) is Later)
        values = [value.value if type(value) is Later else value for value in part.values]
        # Something has to come back, so that the statement is read to its end.
        keys = [key for (key,) in rows(f"{part.turned or part.sql} RETURNING {part.back or ONE}", values)]
        _tell(part, keys)


def _tell(part, keys):
    if part.then:
        part.then(keys)


def _join(waiting):
    """Rows that named a row without its key learn it."""
    for value in waiting:
        setattr(value.row, value.attname, value.value)


def _born(rows, key, keys):
    for row, value in zip(rows, keys, strict=True) if key else ():
        setattr(row, key.attname, value)
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
