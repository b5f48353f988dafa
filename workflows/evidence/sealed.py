"""Originals as they came: a guarded one is hashed again before a byte leaves, and what was hashed is what is sent."""

import tempfile
from hashlib import sha256

from django.utils.translation import gettext as _

from workflows.errors import Refused
from workflows.evidence import kinds, stripping

IN_MEMORY = 8 * 1024 * 1024


class Altered(Refused):
    """The file is not what was received."""


def original(row):
    """The bytes of an original whose hash still holds, as an open file. Raises Altered."""
    kept, digest = tempfile.SpooledTemporaryFile(IN_MEMORY), sha256()
    try:
        with row.file.open("rb") as file:
            for piece in iter(lambda: file.read(256 * 1024), b""):
                digest.update(piece)
                kept.write(piece)
    except FileNotFoundError:
        raise Altered(_("没有打开：原件不在存放的位置。已记入查阅记录，请告诉系统管理员核对备份。")) from None
    if digest.hexdigest() != row.sha256:
        raise Altered(_("没有打开：原件和收到时不一致，散列值对不上。已记入查阅记录，请告诉系统管理员核对备份。"))
    kept.seek(0)
    return kept


def clean(row):
    """(bytes, media type, extension) of a copy without author and device. Raises Refused where none can be made."""
    with original(row) as file:
        kind = kinds.decide(row.name, file.read(kinds.HEAD), file)
        return stripping.stripped(row.name, kind, file)


def cleanable(row):
    """Whether a clean copy of a document can be made; a picture is always shown as one."""
    return row.kind.startswith(("application/pdf", "application/vnd.openxmlformats"))
