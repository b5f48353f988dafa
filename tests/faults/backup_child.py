"""Started by test_backup_commands on a house of its own: writes, backs up, loses, brings back; prints what was said."""

import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import connection  # noqa: E402

from ledger import append  # noqa: E402
from ledger.log.sequence import Sequencer  # noqa: E402
from ledger.models import Log, Rollback  # noqa: E402
from people import clock  # noqa: E402
from web.management import folder  # noqa: E402

PHOTO = Path(settings.MEDIA_ROOT) / "one"
CLERK = SimpleNamespace(pk=1, name="经办人")


def written(count):
    """Write so many events; returns how long the log is then."""
    for number in range(count):
        append.system("noted", by=CLERK, at=clock.now(), fields={"number": str(number)})
    Sequencer().run()
    return size()


def size():
    return Log.objects.get().size


def said(*words):
    """What a command says, and whether it was done."""
    out = StringIO()
    try:
        call_command(*words, stdout=out, stderr=out)
    except CommandError as error:
        return {"done": False, "text": str(error)}
    return {"done": True, "text": out.getvalue()}


def meanwhile(kept):
    """A backup, tried out, while somebody else writes; how long the log was before and after."""
    over, before = Event(), written(1)
    with ThreadPoolExecutor(1) as others:
        writing = others.submit(_go_on, over)
        answer = said("backup", "--to", kept, "--check")
        over.set()
        assert writing.result() > 1
    return before, answer, written(0)


def _go_on(over):
    count = 0
    while not over.is_set() or count < 2:
        count += bool(written(1))
        over.wait(0.01)
    connection.close()
    return count


def main(kept):
    PHOTO.parent.mkdir()
    PHOTO.write_bytes(b"photo")
    found = {"meanwhile": meanwhile(f"{kept}-meanwhile")}
    found |= {"first": written(3), "backup": said("backup", "--to", kept, "--check"), "second": written(2)}
    (made,) = Path(kept).iterdir()
    shutil.rmtree(PHOTO.parent)
    held = folder.hold(settings.DATA)
    found["served"] = said("restore", str(made)), size()
    held.close()
    found["restore"] = said("restore", str(made))
    found |= {"photo": PHOTO.read_bytes().decode(), "verify": said("verify")}
    found["rollback"] = list(Rollback.objects.values_list("was", "now", "found_by"))
    found["third"], found["same"] = written(1), said("backup", "--to", f"{kept}-again")
    copy = made / "database"
    copy.write_bytes(copy.read_bytes()[:-10])
    found["damaged"] = said("restore", str(made)), size()
    print(json.dumps(found))


main(sys.argv[1])
