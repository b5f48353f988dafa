"""PDF: the pages are written anew; what stood beside them, and earlier versions of them, stays behind."""

import io

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from workflows.errors import Refused
from workflows.evidence.stripping import images

MOST_PAGES = 2000
TOLD = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/A", "/JS", "/ID", "/AF", "/EF", "/Thumb", "/Names")
# Of a remark on a page: who, when, and its own number; the words stay.
SAID_BY = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Subj")
CARRIERS = ("/FileAttachment", "/Sound", "/Movie", "/RichMedia", "/Screen", "/3D")
BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)


def stripped(name, file):
    """The bytes of a clean copy. Raises Refused for one that is locked or damaged."""
    try:
        reader = PdfReader(file, strict=False)
        _check(name, reader)
        return _written(reader)
    except BROKEN:
        raise Refused(_("“%s”没有收下：文件已损坏，清不掉作者信息。请重新导出后再传。") % name) from None


def _check(name, reader):
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(_("“%s”没有收下：文件加了密。请去掉密码后再传。") % name)
    if len(reader.pages) > MOST_PAGES:
        raise Refused(_("“%s”没有收下：页数太多。请分成几份再传。") % name)


def _written(reader):
    writer, out = PdfWriter(), io.BytesIO()
    for page in reader.pages:
        writer.add_page(page)
    for page in writer.pages:
        _remarks(page)
    for number in range(len(writer._objects)):
        _cleaned(writer._objects[number])
    writer.metadata = None
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    writer.write(out)
    return out.getvalue()


def _remarks(page):
    """Files, sounds and films that hang on a page go; remarks stay without their author."""
    found = page.get("/Annots")
    if not found:
        return
    kept = [one for one in found.get_object() if one.get_object().get("/Subtype") not in CARRIERS]
    for one in kept:
        _without(one.get_object(), SAID_BY)
    page[NameObject("/Annots")] = ArrayObject(kept)


def _cleaned(thing):
    if not isinstance(thing, DictionaryObject):
        return
    is_link = thing.get("/Subtype") == "/Link"
    _without(thing, [key for key in TOLD if not (is_link and key == "/A")])
    if isinstance(thing, StreamObject) and thing.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        thing._data = images.stripped(thing._data)


def _without(thing, keys):
    for key in keys:
        thing.pop(key, None)
