"""migrate: the first time, on an empty database, in seconds.

After each change of a model Django renders anew every model that foreign keys join to it, and here all are joined:
that is nine tenths of the time, and only changes of rows can tell the difference. An empty database has no rows.
"""

from contextlib import contextmanager

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.state import ProjectState


class Command(migrate.Command):
    """Django's own, quicker on a database without tables."""

    def handle(self, *args, **options):
        """Migrate; what has tables is migrated as Django does it."""
        if connections[options["database"]].introspection.table_names():
            return super().handle(*args, **options)
        with alone():
            return super().handle(*args, **options)


@contextmanager
def alone():
    """Render only the model that a migration changes; at the end of all of them Django renders each one afresh."""
    joined = ProjectState._find_reload_model
    ProjectState._find_reload_model = lambda state, app, model, delay=False: {(app, model)}
    try:
        yield
    finally:
        ProjectState._find_reload_model = joined
