"""Files of reporters: held in memory, cleaned into a copy, and the original kept for the vault alone."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from workflows.errors import Refused
from workflows.evidence import stripping, uploads

MOST = 5
MB = 1024 * 1024
MOST_BYTES = 20 * MB


class Received(NamedTuple):
    """A file in both forms."""

    name: str
    original: bytes
    copy: bytes
    media: str
    extension: str


def received(files):
    """Every file of a form in both forms. Raises Refused; then nothing is kept."""
    files = list(files)
    if len(files) > MOST:
        raise Refused(_("没有提交：一次最多 %d 个文件。其余的请在提交后用回执码补充。") % MOST)
    return [_one(file) for file in files]


def _one(file):
    name = uploads.label(file.name)
    if file.size > MOST_BYTES:
        raise Refused(_("没有提交：“%s”超过 20 MB。请压缩或分成几份。") % name)
    kind, _digest = uploads.examined(name, file)
    copy, media, extension = stripping.stripped(name, kind, file)
    file.seek(0)
    return Received(name, file.read(), copy, media, extension)
