"""Marks that must not be found again, and everywhere that something could be kept."""

import base64
import subprocess
import tempfile
from io import StringIO
from pathlib import Path
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection

from ledger.backup import databases, making
from tools import services


def forms(mark):
    """A mark as it may be written down."""
    raw = mark.encode()
    escaped = mark.encode("ascii", "backslashreplace")
    shifted = {base64.b64encode(b"x" * n + one)[-(-n * 8 // 6) + 1 : -4] for n in range(3) for one in (raw, escaped)}
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


READ = {
    b"string": lambda client, key: [client.get(key)],
    b"list": lambda client, key: client.lrange(key, 0, -1),
    b"set": lambda client, key: client.smembers(key),
    b"hash": lambda client, key: [part for pair in client.hgetall(key).items() for part in pair],
    b"zset": lambda client, key: client.zrange(key, 0, -1),
}


def redis(client):
    """(key, bytes) of everything that a Redis has; not as it dumps it, which is compressed."""
    for key in client.keys("*"):
        parts = READ[client.type(key)](client, key)
        yield f"redis {key.decode(errors='replace')}", b"\n".join([key, *parts])


def backup(to):
    """What `manage.py backup` writes: the copy of the database; of PostgreSQL as its own tool unpacks it."""
    call_command("backup", "--to", str(to), stdout=StringIO())
    made = making.newest(to)
    copied = made / databases.NAME
    if connection.vendor == "sqlite":
        data = copied.read_bytes()
    else:
        command = [databases.program("pg_restore"), "--file=-", str(copied)]
        data = subprocess.run(command, check=True, capture_output=True).stdout
    yield "backup", data
    yield from files(made)


def programs():
    """The folder with the programs of the PostgreSQL that is in use, for DUBAN_POSTGRES_BIN."""
    return str(services._postgres_binaries(Path(tempfile.gettempdir()), None) if connection.vendor != "sqlite" else "")


def fresh_temporary(since):
    """(path, bytes) of temporary files that were not there before."""
    for path in Path(tempfile.gettempdir()).iterdir():
        if path.is_file() and path not in since:
            yield str(path), path.read_bytes()
