"""Database triggers that let nobody hold two of the three administrators' functions at the same time (三员分立).

A constraint cannot compare rows; the administration pages, the ORM and a console all pass here. Only ever created.
"""

THREE = "('system_admin', 'security_admin', 'audit_admin')"
REFUSAL = "one person holds one administrator function"
TABLE = "people_holding"
CLASH = (
    f"NEW.role_id IN {THREE} AND EXISTS (SELECT 1 FROM {TABLE} held WHERE held.person_id = NEW.person_id"  # noqa: S608
    f" AND held.role_id IN {THREE} AND held.role_id <> NEW.role_id"
    " AND held.since <= COALESCE(NEW.until, '9999-12-31') AND COALESCE(held.until, '9999-12-31') >= NEW.since)"
)


def postgresql():
    """The statements for PostgreSQL."""
    yield f"""
CREATE OR REPLACE FUNCTION people_one_function() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {CLASH} THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$
"""
    when = f"BEFORE INSERT OR UPDATE ON {TABLE} FOR EACH ROW"
    yield f"CREATE OR REPLACE TRIGGER people_one_function {when} EXECUTE FUNCTION people_one_function()"


def sqlite():
    """The statements for SQLite."""
    for when in ("INSERT", "UPDATE"):
        yield (
            f"CREATE TRIGGER IF NOT EXISTS people_one_function_{when.lower()} BEFORE {when} ON {TABLE} WHEN {CLASH}"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def create(connection) -> None:
    """Put the triggers in place; already standing ones stay."""
    statements = {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
