"""Marks that must not be found again, and everywhere that something could be kept."""

import base64
import tempfile
from pathlib import Path
from urllib.parse import quote

from django.db import connection


def forms(mark):
    """A mark as it may be written down."""
    raw = mark.encode()
    shifted = {base64.b64encode(b"x" * n + raw)[-(-n * 8 // 6) + 1 : -4] for n in range(3)}
    escaped = mark.encode("ascii", "backslashreplace")
    wide = {mark.encode("utf-16-le"), mark.encode("utf-16-be")}
    return {raw, escaped, quote(mark).encode(), raw.hex().encode(), raw[::-1]} | shifted | wide


def hits(marks, places):
    """(name of the mark, place) for each mark that is found."""
    places = list(places)
    return sorted({(name, place) for name, mark in marks.items() for place, data in places if _in(mark, data)})


def _in(mark, data):
    return any(form in data for form in forms(mark) if len(form) > 5)


def files(*folders):
    """(path, bytes) of every file below the folders."""
    for folder in folders:
        for path in Path(folder).rglob("*"):
            if path.is_file():
                yield str(path), path.name.encode() + b"\n" + path.read_bytes()


def database():
    """(place, bytes) of the database as it lies on the disk; on PostgreSQL every row of every table."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        for path in (Path(f"{name}{end}") for end in ("", "-wal", "-shm", "-journal")):
            if path.exists():
                yield path.name, path.read_bytes()
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            text = "\n".join(row[0] for row in cursor)
            # A bytes column is written as hexadecimal digits.
            yield table, text.encode()


def redis(client):
    """(key, bytes) of everything that a Redis has."""
    for key in client.keys("*"):
        yield key.decode(errors="replace"), key + b"\n" + client.dump(key)


def fresh_temporary(since):
    """(path, bytes) of temporary files that were not there before."""
    for path in Path(tempfile.gettempdir()).iterdir():
        if path.is_file() and path not in since:
            yield str(path), path.read_bytes()
