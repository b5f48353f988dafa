"""Rows in and out by statements that are put together once.

A move issues the same few statements again and again, and for the ORM putting them together is most of the work.
Values pass through the same field code as the ORM's. PostgreSQL takes a whole batch as one statement.
"""

from functools import cache, partial

from django.db import connection

ONE = "1"
MOST = 30_000  # values in one statement; both databases take a little more


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


def rows(sql, params):
    """All rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def plain(model, name, value):
    """A value as the database takes it."""
    return model._meta.get_field(name).get_db_prep_save(value, connection)


@cache
def _update(vendor, model, names, where):
    quote, meta = connection.ops.quote_name, model._meta
    sets = ", ".join(f"{quote(meta.get_field(n).column)} = %s" for n in names)
    tests = " AND ".join(f"{quote(meta.get_field(n).column)} = %s" for n in where)
    return f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {tests}"  # noqa: S608


@cache
def _insert(vendor, model, count):
    quote, fields = connection.ops.quote_name, fields_of(model)
    names = ", ".join(quote(f.column) for f in fields)
    row = "(" + ", ".join(["%s"] * len(fields)) + ")"
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {', '.join([row] * count)}"  # noqa: S608


class Batch:
    """Updates and inserts that belong together and do not depend on each other; `run` sends them."""

    def __init__(self):
        self._parts = []  # (sql, values, what it returns, what to do with the result)

    def update(self, row, names, found=None, **where):
        """Write the named fields of a row; `found` is told how many rows matched its key and `where`."""
        tables = {}
        for name in names:
            tables.setdefault(row._meta.get_field(name).model, []).append(name)
        for model, own in tables.items():
            self._update(model, row, own, {model._meta.pk.attname: row.pk} | where, found)

    def _update(self, model, row, names, where, found):
        fields = map(model._meta.get_field, names)
        values = [f.get_db_prep_save(f.pre_save(row, False), connection) for f in fields]
        values += [plain(model, name, value) for name, value in where.items()]
        self._parts.append((_update(connection.vendor, model, tuple(names), tuple(where)), values, ONE, found))

    def insert(self, rows):
        """Insert rows of one model; those with a generated key learn it."""
        if not rows:
            return
        model = type(rows[0])
        fields = fields_of(model)
        if len(rows) * len(fields) > MOST:
            half = len(rows) // 2
            self.insert(rows[:half])
            self.insert(rows[half:])
            return
        values = [f.get_db_prep_save(f.pre_save(row, True), connection) for row in rows for f in fields]
        key = model._meta.auto_field
        back = connection.ops.quote_name(key.column) if key else ONE
        self._parts.append((_insert(connection.vendor, model, len(rows)), values, back, partial(_born, rows, key)))

    def run(self):
        """Send everything; a `found` may raise."""
        if self._parts:
            (_together if connection.vendor == "postgresql" else _in_turn)(self._parts)
        self._parts = []


def _together(parts):
    # Each part sees the rows as they were before all of them, which is why they may not depend on each other.
    if sum(len(values) for _, values, _, _ in parts) > MOST:
        _in_turn(parts)
        return
    named = ", ".join(f"s{n} AS ({sql} RETURNING {back} AS x)" for n, (sql, _, back, _) in enumerate(parts))
    results = ", ".join(f"(SELECT array_agg(x) FROM s{n})" for n in range(len(parts)))  # noqa: S608
    values = [value for part in parts for value in part[1]]
    (found,) = rows(f"WITH {named} SELECT {results}", values)
    for (_, _, _, then), keys in zip(parts, found, strict=True):
        if then:
            then(keys or [])


def _in_turn(parts):
    for sql, values, back, then in parts:
        keys = [key for (key,) in rows(f"{sql} RETURNING {back}", values)]
        if then:
            then(keys)


def _born(rows, key, keys):
    for row, value in zip(rows, keys, strict=True):
        if key:
            setattr(row, key.attname, value)
        row._state.adding, row._state.db = False, connection.alias
