"""案卷包: one ZIP with the contents, the story, papers, attachments, events, proofs and the kit that verifies it."""

import hashlib
import json
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from audit import contents, lines, redaction
from ledger import pack, read
from people import clock
from policy import fields
from workflows import history
from workflows.evidence import sealed
from workflows.models import Evidence
from workflows.papers import PAPERS, issuing, typeset

CHUNK = 1 << 16
SHEET = "sheet:"


@dataclass(frozen=True)
class Piece:
    """One paper or attachment of the pack: its files, and what the table of contents says of it."""

    name: str
    day: str
    size: int
    digest: str
    files: tuple


def write(out, case, variant, maker=None):
    """Write the pack of a case; returns its manifest. `ledger.pack.NotYet` while the last events have no proof.

    What `maker` may not read on the page of the case is not in his pack either.
    """
    at, entries = clock.now(), [line.entry for line in history.of(case)]
    closed = _closed(case, variant, maker)
    places = _places(entries, closed)
    pieces = list(_pieces(case, variant, places))
    pieces += _proofs(case, maker, places, len(pieces) + 2) if redaction.attached(variant) else []
    rows = [(piece.name, piece.day, piece.size, piece.digest) for piece in pieces]
    told = contents.story(case, variant, lines.of_case(case, entries), at)
    files = [
        pack.File("00-卷宗目录.pdf", contents.contents(case, variant, rows, at), derived=True),
        pack.File("01-办理经过.pdf", told, derived=True),
        *(file for piece in pieces for file in piece.files),
    ]
    return pack.write(out, case.uid, files, variant=variant, withhold=closed, at=at)


def _closed(case, variant, maker):
    unread = fields.hidden(maker, case) if maker else fields.guarded(case)
    return redaction.withheld(variant, case.rules.private, unread, frozenset(case.unnamed_for(maker)))


def _places(entries, closed):
    """SHA-256 → (event, field) that names it, among the fields that stay open."""
    found = {}
    for entry in entries:
        private = read.private_names(entry.event)
        for name, value in entry.fields.items():
            text = json.dumps(value, ensure_ascii=False)
            if "sha256" not in name and "sha256" not in text:
                continue
            if closed(entry.event, f"*{name}" if name in private else name, text):
                continue
            for digest in re.findall(r"\b[0-9a-f]{64}\b", text):
                found.setdefault(digest, (entry.event.seq, name))
    return found


def _pieces(case, variant, places):
    for n, row in enumerate(case.papers.order_by("pk"), start=2):
        issued = row.kind.startswith(SHEET)
        kind = PAPERS.get(row.kind.removeprefix(SHEET).partition("/")[0]) if issued else None
        if redaction.reads(variant, kind) if issued else redaction.attached(variant):
            yield _issued(row, n, places) if issued else _attachment(row, n, places)


def _proofs(case, maker, places, first):
    """The originals of the evidence that `maker` may see, each once. A file tells who made it: one of somebody whom
    the case keeps unnamed before `maker` is left out; that it was handed in, and its hash, stand in the history.
    """
    veiled, found = case.unnamed_for(maker), {}
    for row in Evidence.objects.filter(case_id=case.pk).order_by("pk"):
        if row.by_id not in veiled and (maker is None or case.shows(maker, row.about)):
            found.setdefault(row.sha256, row)
    return [_attachment(row, n, places, _whole(row)) for n, row in enumerate(found.values(), start=first)]


def _issued(row, n, places):
    """A paper: what was kept of it, which the history names, and the same as PDF."""
    data, pictures = issuing.read(row)
    marks = ["演示数据，不具效力"] if settings.DEMO else []
    stem = f"文书/{n:02d}-{_safe(row.name)}"
    kept = pack.File(f"{stem}.json", _stream(row.file), *places.get(row.sha256, (None, None)))
    printed = pack.File(f"{stem}.pdf", typeset.pdf(data, pictures, marks), derived=True)
    return Piece(row.name, _day(row), row.size, row.sha256, (printed, kept))


def _attachment(row, n, places, stream=None):
    path, named = f"附件/{n:02d}-{_safe(row.name)}", places.get(row.sha256, (None, None))
    file = pack.File(path, stream or _stream(row.file), *named)
    return Piece(row.name, _day(row), row.size, row.sha256, (file,))


def _stream(file):
    def chunks():
        with file.open("rb") as stored:
            while chunk := stored.read(CHUNK):
                yield chunk

    return chunks


def _whole(row):
    """The same of an original, which is hashed first: `workflows.evidence.sealed.Altered` where it is not what came."""

    def chunks():
        with sealed.original(row) as kept:
            while chunk := kept.read(CHUNK):
                yield chunk

    return chunks


def _day(row):
    return timezone.localtime(row.at).strftime("%Y-%m-%d")


def _safe(name):
    """A file name that every system takes."""
    return re.sub(r"[^\w.\-（）〔〕]", "_", name)[:80] or hashlib.sha256(name.encode()).hexdigest()[:8]
