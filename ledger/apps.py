from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def guard(using, **kwargs):
    """Set the triggers again: SQLite rebuilds a table that is altered and forgets them."""
    from ledger import triggers

    if "ledger_access" in connections[using].introspection.table_names():
        triggers.create(connections[using])


class LedgerConfig(AppConfig):
    name = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(guard, sender=self)
