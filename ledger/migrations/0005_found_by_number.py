from django.db import migrations

from ledger import triggers

# The number of the transaction that wrote an event. It costs the writer nothing, and whoever gives places asks by it.
# Ranges of pages are indexed, not rows: what is new is always at the end of the table.
BORN = (
    "ALTER TABLE ledger_event ADD COLUMN born bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)",
    "CREATE INDEX ledger_event_born ON ledger_event USING brin (born) WITH (pages_per_range = 16, autosummarize = on)",
)


def number(apps, editor):
    if editor.connection.vendor == "postgresql":
        for statement in BORN:
            editor.execute(statement)
    triggers.create(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_log")]
    operations = [migrations.RunPython(number)]
