"""Working a run off, fifty rows to a transaction: what is in, is in; a stop or a crash loses at most a chunk's time."""

import logging
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from people import clock
from people.roles import system_user
from processes.suggestion.importing import runs
from processes.suggestion.staging import ImportRow, ImportRun
from workflows import moves
from workflows.errors import Refused
from workflows.store.queue import turn

log = logging.getLogger(__name__)
CHUNK = 50
State, RowState = ImportRun.State, ImportRow.State


@dataclass(frozen=True)
class Progress:
    """How far a run is."""

    done: int
    total: int
    state: str

    @property
    def percent(self):
        return 100 * self.done // self.total if self.total else 100


def progress(run):
    """How many of the rows that go in are in."""
    found = runs.counts(run)
    return Progress(found["done"], found["done"] + found["ready"], run.state)


def work_some(at=None):
    """Take in one chunk of the oldest run that waits; the background calls this. Returns how many rows went in."""
    run = ImportRun.objects.filter(state__in=[State.QUEUED, State.RUNNING]).order_by("pk").first()
    return chunk(run, at or clock.now()) if run else 0


def work_off(run, tell=None):
    """Take in a whole run here and now, as the console does."""
    run.refresh_from_db()
    while run.active:
        chunk(run, clock.now())
        run.refresh_from_db()
        if tell:
            tell(progress(run))
    return runs.counts(run)


def chunk(run, at):
    """One transaction: lock the run, take the next rows in, say so."""
    with turn(), transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).select_related("by").get(pk=run.pk)
        if not run.active:
            return 0
        rows = list(run.rows.filter(state=RowState.READY)[:CHUNK])
        taken = runs.taken(row.number for row in rows)
        for row in rows:
            _take(run, row, taken)
        ImportRow.objects.bulk_update(rows, ["state", "errors", "data"])
        _keep_state(run, len(rows), at)
    return sum(row.state == RowState.DONE for row in rows)


def _keep_state(run, taken, at):
    if taken < CHUNK:
        runs.finish(run, at)
    elif run.state != State.RUNNING:
        run.state = State.RUNNING
        run.save(update_fields=["state"])


def _take(run, row, taken):
    """One row becomes a case through the one door; a row that is refused says why and stays behind."""
    if row.number in taken:
        row.state = RowState.PRESENT if taken[row.number] == row.key else RowState.LEFT
        row.errors = [] if row.state == RowState.PRESENT else [["no", runs.of_another()]]
        return
    try:
        with transaction.atomic():
            _open(run, row)
        row.state, row.data = RowState.DONE, {}
    except Refused as refused:
        row.state, row.errors = RowState.LEFT, [["", refused.why]]
    except Exception:
        log.exception("import %s line %s", run.uid, row.line)
        row.state, row.errors = RowState.LEFT, [["", _("系统出错，这一行没有导入。请把行号告诉系统管理员。")]]


def _open(run, row):
    ref = f"{run.sha256[:12]}:{row.line}"
    moves.open_case(
        "suggestion", by=run.by, key=row.key, number=row.number or None, licensed=run.by == system_user(),
        imported_ref=ref, **row.data | {"imported_on": _date(row.data["imported_on"])},
    )  # fmt: skip


def _date(text):
    return date.fromisoformat(text) if text else None
