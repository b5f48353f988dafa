"""A PostgreSQL of our own for measurements: durable, and counting its statements."""

import signal
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

from tools import services


@contextmanager
def server(folder):
    """Yield a PostgreSQL with pg_stat_statements, fsync on; stopped at the end."""
    found = services.postgres(folder, durable=True)
    try:
        _count_statements(found)
        yield found
    finally:
        found.stop()


def _count_statements(found):
    with psycopg.connect(found.url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
        # The pages that are written whole after a checkpoint would count for whoever happens to run then.
        connection.execute("ALTER SYSTEM SET checkpoint_timeout = '1h'")
        connection.execute("ALTER SYSTEM SET max_wal_size = '16GB'")
    # The library is loaded at start only; `stop` would throw the data away.
    found.process.send_signal(signal.SIGINT)
    found.process.wait(30)
    found.start()
    with psycopg.connect(found.url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_stat_statements")


def database(url, name):
    """The address of another database of the same server."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()
