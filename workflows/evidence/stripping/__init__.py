"""A copy of a file without what its makers did not mean to tell: author, place, device, programs' notes.

What a person wrote stays. The copy is for reading; the original is evidence and stays as it came, under seal.
"""

from django.utils.translation import gettext as _

from workflows.errors import Refused
from workflows.evidence import archives, kinds, pictures
from workflows.evidence.stripping import office, pdf

JPEG = ("image/jpeg", "jpg")
CLEAN = "jpg、jpeg、png、webp、pdf、docx、xlsx、pptx、txt、csv"
ACCEPT = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx,.txt,.csv"


def stripped(name, kind, file):
    """(data, media type, extension) of a clean copy. Raises Refused for a kind that cannot be cleaned."""
    if kind.family == kinds.PICTURE:
        return pictures.views(file, name, kind.media)[0], *JPEG
    file.seek(0)
    if kind.media == "application/pdf":
        return pdf.stripped(name, file), kind.media, "pdf"
    if kind.media.startswith(kinds.OFFICE):
        archives.check(name, file)
        return office.stripped(name, file), kind.media, kind.extension
    if kind.family == kinds.TEXT:
        return file.read(), "text/plain", "txt"
    raise Refused(
        _("“%(name)s”没有收下：这种文件里的作者信息清不掉，会暴露你。请改用 %(kinds)s。")
        % {"name": name, "kinds": CLEAN}
    )
