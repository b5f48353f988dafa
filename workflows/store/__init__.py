"""Reading under the lock and writing a step. One store for now: the ORM."""

from workflows.store import orm


def current():
    """Return the store for the database in use."""
    return orm
