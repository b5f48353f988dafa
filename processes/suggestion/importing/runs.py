"""A run: the staged rows of one file, and what its owner decides about it."""

import uuid
from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import append
from people import clock, roles
from processes.suggestion.importing import checking, reading
from processes.suggestion.staging import ImportRow, ImportRun
from workflows.errors import Refused
from workflows.models import Case, Outbox
from workflows.store.queue import turn

SPACE = uuid.UUID("6f0c7a52-6d0f-5f5e-9b53-3f4a9f3c2f11")
State = ImportRun.State


def may_import(person):
    """Whether somebody may bring in a file: the office, or the system at the console."""
    return bool({"office", "system"} & roles.roles_of(person))


def stage(name, data, *, by):
    """Read and check a file and keep its rows apart; the same file again is the same run. Raises Refused."""
    if not may_import(by):
        raise Refused(_("没有导入：只有办公室可以导入建议。请联系办公室。"))
    table = reading.read(name, data)
    with turn(), transaction.atomic():
        run, new = ImportRun.objects.get_or_create(
            sha256=table.sha256,
            defaults={
                "name": name[:200], "by": by, "at": clock.now(), "ignored": table.ignored, "encoding": table.encoding,
            },
        )  # fmt: skip
        if new:
            ImportRow.objects.bulk_create(_rows(run, table), batch_size=500)
    return run


def _rows(run, table):
    held = taken(row.get("no") for _line, row, _formulas in table.rows)
    seen = {}
    for line, row, formulas in table.rows:
        fields, errors, notes = checking.check(row, formulas)
        number = row.get("no", "")
        key = key_of(run, line, number)
        errors += _number_faults(number, key, seen, held)
        seen.setdefault(number, line)
        state = ImportRow.State.PRESENT if number in held else ImportRow.State.READY
        yield ImportRow(
            run=run, line=line, key=key, number=number[:40], data=fields, errors=errors, notes=notes,
            state=ImportRow.State.BAD if errors else state,
        )  # fmt: skip


def _number_faults(number, key, seen, held):
    if number and number in seen:
        yield ["no", _("与第 %d 行的编号相同。请改正其中一个。") % seen[number]]
    if number in held and held[number] != key:
        yield ["no", of_another()]


def of_another():
    """What is said of a number that a case registered here already has."""
    return _("编号已属于系统里的另一件建议。请改正编号，或留空由系统编号。")


def taken(given):
    """Number → uid of the cases that already have one of these numbers."""
    wanted, found = sorted({number for number in given if number}), {}
    for start in range(0, len(wanted), 500):
        found |= dict(Case.objects.filter(number__in=wanted[start : start + 500]).values_list("number", "uid"))
    return found


def key_of(run, line, number):
    """The idempotency key of a row: its number, which no other file changes; without one, its place in this file."""
    return uuid.uuid5(SPACE, number or f"{run.sha256}:{line}")


def counts(run):
    """How many rows are in each state."""
    found = Counter(run.rows.values_list("state", flat=True))
    return {state: found.get(state, 0) for state in ImportRow.State.values} | {"all": found.total()}


def queue(run, *, by, leave_out=False):
    """Let the background take it in. Rows with errors are left out only if the owner says so. Raises Refused."""
    if not may_import(by):
        raise Refused(_("没有导入：只有办公室可以导入建议。请联系办公室。"))
    with turn(), transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.active or run.state == State.DONE:
            return run
        bad = run.rows.filter(state=ImportRow.State.BAD).count()
        if bad and not leave_out:
            raise Refused(_("没有导入：有 %d 行要改。请改好文件后重新上传，或勾选“略过有错误的行”。") % bad)
        if not run.rows.filter(state=ImportRow.State.READY).exists():
            raise Refused(_("没有导入：文件里没有可以导入的行。请核对后重新上传。"))
        run.state, run.by = State.QUEUED, by
        run.save(update_fields=["state", "by"])
    return run


def cancel(run):
    """Stop after the chunk that is being written. Returns how many rows are in."""
    ImportRun.objects.filter(pk=run.pk, state__in=[State.QUEUED, State.RUNNING]).update(state=State.CANCELLED)
    run.refresh_from_db()
    return counts(run)["done"]


def discard(run):
    """Forget a file of which nothing was taken in; returns whether it was."""
    if run.active or run.rows.filter(state=ImportRow.State.DONE).exists():
        return False
    run.delete()
    return True


def finish(run, at):
    """Close a run: what people wrote leaves the staging rows, and the system chain says what was taken in."""
    run.state, run.finished_at = State.DONE, at
    run.save(update_fields=["state", "finished_at"])
    run.rows.filter(state=ImportRow.State.BAD).update(state=ImportRow.State.LEFT)
    run.rows.update(data={})
    done = counts(run)
    fields = {
        "file": run.name,
        "sha256": run.sha256,
        "in": done["done"],
        "left": done["left"],
        "present": done["present"],
    }
    append.system("import.suggestion", by=run.by, at=at, fields=fields)
    _tell(run, done["done"], at)


def _tell(run, count, at):
    """One notice to the office for the whole file; it leads to the first case."""
    first = run.rows.filter(state=ImportRow.State.DONE).first()
    people = sorted({person.pk for person in roles.holders("office")} - {run.by_id})
    if first and people:
        Outbox.objects.create(uid=first.key, topic="import.done", recipients=people, data={"count": count}, at=at)
