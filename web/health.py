"""Whether acts are accepted now."""

from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse

WRITABLE = {"postgresql": "SELECT CASE WHEN current_setting('transaction_read_only') = 'off' THEN 1 END"}


def healthz(request):
    """200 once the database gives out its write lock; 503 otherwise."""
    ready = can_write()
    return HttpResponse("ok" if ready else "no write lock", content_type="text/plain", status=200 if ready else 503)


def can_write():
    """Take the write lock and let it go. SQLite's transactions are IMMEDIATE, so that beginning one is enough."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(WRITABLE.get(connection.vendor, "SELECT 1"))
            return cursor.fetchone()[0] == 1
    except DatabaseError:
        return False
