"""All rows of the test database, what a step changed in them, and putting that back."""

from django.db import connection

LAID = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}  # no test changes them


def _tables():
    with connection.cursor() as cursor:
        return sorted({*connection.introspection.table_names(cursor)} - LAID)


_names, _keys = [], {}


def names():
    if not _names:
        _names.extend(_tables())
    return _names


def dumped(before=None):
    """Table → its rows; tables that are as before are the same list."""
    found = _dumped_by_postgresql() if connection.vendor == "postgresql" else _dumped_by_sqlite()
    if before:
        found = {table: before[table] if before[table] == held else held for table, held in found.items()}
    return found


def _dumped_by_sqlite():
    found = {}
    with connection.cursor() as cursor:
        for table in names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found[table] = cursor.fetchall()
    return found


def _dumped_by_postgresql():
    each = (f"SELECT '{table}', row_to_json(t)::text FROM \"{table}\" t" for table in names())  # noqa: S608
    found = {table: [] for table in names()}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        for table, row in cursor.fetchall():
            found[table].append(row)
    return found


def difference(before, after):
    """Table → (rows that are gone, rows that are new)."""
    changed = {}
    for table, held in after.items():
        if held is not before[table]:
            old, new = {*before[table]}, {*held}
            changed[table] = ([row for row in before[table] if row not in new], [row for row in held if row not in old])
    return changed


def put_back(change):
    """Let the rows be as a step left them."""
    into = _by_postgresql if connection.vendor == "postgresql" else _by_sqlite
    with connection.cursor() as cursor:
        for table, (gone, new) in change.items():
            into(cursor, table, gone, new)


def _by_sqlite(cursor, table, gone, new):
    columns, key = _shape(cursor, table)
    if gone:
        place = columns.index(key)
        cursor.executemany(f'DELETE FROM "{table}" WHERE "{key}" = %s', [[row[place]] for row in gone])  # noqa: S608
    if new:
        cursor.executemany(f'INSERT INTO "{table}" VALUES ({", ".join(["%s"] * len(columns))})', new)  # noqa: S608


def _by_postgresql(cursor, table, gone, new):
    _columns, key = _shape(cursor, table)
    read = f'json_populate_recordset(NULL::"{table}", %s::json)'
    if gone:
        which = f'DELETE FROM "{table}" WHERE "{key}" IN (SELECT "{key}" FROM {read})'  # noqa: S608
        cursor.execute(which, [f"[{','.join(gone)}]"])
    if new:
        cursor.execute(f'INSERT INTO "{table}" SELECT * FROM {read}', [f"[{','.join(new)}]"])  # noqa: S608


def _shape(cursor, table):
    """The names of a table's columns and of its key."""
    if table not in _keys:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
        _keys[table] = columns, connection.introspection.get_primary_key_column(cursor, table)
    return _keys[table]


UNTOUCHED = """
SELECT (SELECT count(*) FROM people_user), (SELECT count(*) FROM people_unit), (SELECT count(*) FROM people_holding),
(SELECT count(*) FROM workflows_definition), (SELECT count(*) FROM workflows_case)
"""


def untouched():
    """Whether the test database is as it was laid: the system's user, and nobody and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(UNTOUCHED)
        return cursor.fetchone() == (1, 0, 0, 0, 0)
