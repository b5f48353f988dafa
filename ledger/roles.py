"""PostgreSQL: who may do what with the tables of evidence, whatever the application thinks.

The owner migrates and serves nobody. The application adds and never changes. The auditor reads.
"""

from django.db import connection

from ledger.triggers import SALT, SEALED

_MADE = """
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = {name})
THEN CREATE ROLE {role} NOLOGIN; END IF; END $$
"""
# Whose rows are added and never changed. A private value may be erased: its row goes, and no other (see triggers).
FIXED = (*SEALED, "workflows_definition")
READS = ("ledger_event", "ledger_place", "ledger_tile", "ledger_log", "ledger_checkpoint", "ledger_key", "ledger_head")


def statements(application: str, auditor: str):
    """The grants, to be run by the owner after every migration; they may be repeated."""
    quote = connection.ops.quote_name
    app, reader = quote(application), quote(auditor)
    for name, role in ((application, app), (auditor, reader)):
        yield _MADE.format(name="'" + name.replace("'", "''") + "'", role=role)
        yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}"
    for table in FIXED:
        yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {app}"
    yield f"REVOKE UPDATE, TRUNCATE ON {SALT} FROM {app}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app}"
    yield f"GRANT SELECT ON {', '.join(READS)} TO {reader}"
    yield f"GRANT SELECT (uid, seq, name, salt) ON {SALT} TO {reader}"


def changeable() -> list[str]:
    """The tables of evidence that the running role could change: a server in service has none."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t FROM unnest(%s::text[]) t WHERE has_table_privilege(t, 'UPDATE') OR has_table_privilege(t, "
            "'TRUNCATE') OR pg_has_role((SELECT relowner FROM pg_class WHERE oid = t::regclass), 'MEMBER')",
            [[*SEALED, SALT]],
        )
        return [table for (table,) in cursor.fetchall()]
