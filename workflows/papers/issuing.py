"""Issuing a paper: what it says at that moment is kept, with its hash in the history."""

import base64
import hashlib
import json

from django.core.files.base import ContentFile
from django.utils import timezone, translation

from workflows.models import Paper
from workflows.papers.blocks import as_data, chinese_date
from workflows.papers.kinds import PAPERS

LANGUAGE = "zh-hans"  # papers are official, and official papers are in simplified Chinese


def draw_up(case, key, part=""):
    """What the paper says now, as (data, pictures)."""
    kind = PAPERS[key]
    with translation.override(LANGUAGE):
        return as_data(kind.make(case, part) if kind.part else kind.make(case))


def issue(case, step, key, part=""):
    """Keep what the paper says now as issued by this step; its SHA-256 stands in the event."""
    data, pictures = draw_up(case, key, part)
    if data["signer"]:  # under a signature stands the day on which it was given
        data["date"] = data["date"] or chinese_date(timezone.localdate(step.at))
    text = json.dumps({"sheet": data, "pictures": _packed(pictures)}, ensure_ascii=False, sort_keys=True).encode()
    digest, name = hashlib.sha256(text).hexdigest(), str(PAPERS[key].label)
    row = Paper(kind=_kept_as(key, part), name=name, size=len(text), sha256=digest, by=step.actor, at=step.at)

    def keep(written=None):
        row.case = case
        row.file.save(f"{digest[:16]}.json", ContentFile(text), save=True)

    if case.pk:
        keep()
    else:  # the paper by which a case begins
        step.after.append(keep)
    step.fields.setdefault("issued", []).append({"paper": key, "sha256": digest})
    case.__dict__.pop("papers_issued", None)
    return row


def issue_after(case, step, name):
    """Issue what the process says is issued by the act `name`."""
    for kind in list(PAPERS.values()):
        if name in kind.after and kind.process == case.kind:
            issue(case, step, kind.key)


def _kept_as(key, part):
    return f"sheet:{key}/{part}" if part else f"sheet:{key}"


def issued(case, key, part=""):
    """(data, pictures, row) of the paper as it was last issued, or None."""
    row = rows(case, key, part).last()
    return None if row is None else (*read(row), row)


def rows(case, key, part=""):
    """Everything that was kept of one paper of a case, the first issue first."""
    return case.papers.filter(kind=_kept_as(key, part)).order_by("pk")


def read(row):
    """(data, pictures) of one issue, as it said then."""
    with row.file.open("rb") as stored:
        kept = json.loads(stored.read())
    return kept["sheet"], {name: ContentFile(base64.b64decode(data)) for name, data in kept["pictures"].items()}


def _packed(pictures):
    return {name: base64.b64encode(_bytes(file)).decode() for name, file in pictures.items()}


def _bytes(file):
    with file.open("rb") as stored:
        return stored.read()
