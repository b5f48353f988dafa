"""Database triggers that refuse to change what was written.

They are only ever created. No product code drops them; tests that must empty tables use `tests/support/flush.py`.
"""

REFUSAL = "the ledger is append only"
SEALED = ("ledger_event", "ledger_access", "ledger_place", "ledger_checkpoint")
# A private value may be erased by deleting its row; the salt of an event may not.
SALT = "ledger_salt"
KEYS = {
    "ledger_event": [("uid", "seq")],
    "ledger_access": [("id",), ("day", "seq")],
    "ledger_place": [("place",), ("uid", "seq")],
    SALT: [("uid", "seq", "name")],
}

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _postgresql(table, name, when):
    yield f"CREATE OR REPLACE TRIGGER {name} {when} EXECUTE FUNCTION ledger_refuse()"
    # ALWAYS: a session in replica mode does not pass it either.
    yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"


def postgresql(sealed=SEALED):
    """The statements for PostgreSQL."""
    yield _FUNCTION
    for table in sealed:
        yield from _postgresql(table, f"{table}_row", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW")
    salted = f"ON {SALT} FOR EACH ROW"
    yield from _postgresql(SALT, f"{SALT}_row", f"BEFORE UPDATE {salted}")
    yield from _postgresql(SALT, f"{SALT}_event", f"BEFORE DELETE {salted} WHEN (OLD.name = '')")
    for table in (*sealed, SALT):
        yield from _postgresql(table, f"{table}_all", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT")


def _sqlite(name, when, condition="1"):
    return f"CREATE TRIGGER IF NOT EXISTS {name} {when} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _replaced(table, *columns):
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    return f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608


def sqlite(sealed=SEALED):
    """The statements for SQLite, where INSERT OR REPLACE would pass a trigger on DELETE."""
    for table in sealed:
        yield _sqlite(f"{table}_update", f"BEFORE UPDATE ON {table}")
        yield _sqlite(f"{table}_delete", f"BEFORE DELETE ON {table}")
    yield _sqlite(f"{SALT}_update", f"BEFORE UPDATE ON {SALT}")
    yield _sqlite(f"{SALT}_event", f"BEFORE DELETE ON {SALT}", "OLD.name = ''")
    for table in (*sealed, SALT):
        same = " OR ".join(_replaced(table, *columns) for columns in KEYS.get(table, [("id",)]))
        yield _sqlite(f"{table}_replace", f"BEFORE INSERT ON {table}", f"({same})")


def create(connection) -> None:
    """Put the triggers in place, on the tables that are there; already standing ones stay."""
    there = connection.introspection.table_names()
    statements = {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements([table for table in SEALED if table in there]):
            cursor.execute(statement)
