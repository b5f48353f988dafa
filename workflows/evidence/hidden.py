"""What a file holds that its pages do not show: rows, remarks, changes, files in files, text under a picture.

Each finding is (what, how many). Nothing is changed; whoever hands a file on shall know what goes with it.
"""

import re
import zipfile

from django.utils.translation import gettext as _
from pypdf import PdfReader

from workflows.evidence import kinds
from workflows.evidence.stripping.pdf import BROKEN

MOST = 40 * 1024 * 1024  # bytes of one part that are looked at
MOST_PAGES = 300
WORDS = {
    "rows": lambda: _("隐藏的行或列"), "sheets": lambda: _("隐藏的工作表"), "remarks": lambda: _("批注"),
    "changes": lambda: _("修订痕迹"), "unseen": lambda: _("隐藏的文字"), "notes": lambda: _("演讲者备注"),
    "slides": lambda: _("隐藏的幻灯片"), "pivots": lambda: _("数据透视表的源数据"), "links": lambda: _("外部链接"),
    "files": lambda: _("嵌入的文件"), "layer": lambda: _("图片下的文字层（页）"), "scripts": lambda: _("脚本"),
    "earlier": lambda: _("以前保存的版本"), "author": lambda: _("作者等文档属性"),
}  # fmt: skip
# (name of the part, what stands there, what it is); without a pattern each part is one.
BODY = r"word/(?:document|header\d*|footer\d*|footnotes)\.xml"
TALK = r"xl/(?:comments\d*|comments/[^/]+|threadedComments/[^/]+)\.xml"
OFFICE = (
    (r"xl/worksheets/[^/]+\.xml", rb'<(?:\w+:)?(?:row|col)\b[^>]*\bhidden="(?:1|true)"', "rows"),
    (r"xl/workbook\.xml", rb'<(?:\w+:)?sheet\b[^>]*\bstate="(?:hidden|veryHidden)"', "sheets"),
    (TALK, rb"<(?:\w+:)?(?:comment|threadedComment)\b", "remarks"),
    (r"xl/pivotCache/pivotCacheRecords\d*\.xml", None, "pivots"),
    (r"xl/externalLinks/[^/]+\.xml", None, "links"),
    (r"word/comments\.xml", rb"<w:comment\b", "remarks"),
    (BODY, rb"<w:(?:ins|del|moveFrom|moveTo)\b", "changes"),
    (BODY, rb'<w:(?:vanish|webHidden)(?:\s*/>|\s+w:val="(?:1|true|on)")', "unseen"),
    (r"ppt/notesSlides/[^/]+\.xml", None, "notes"),
    (r"ppt/slides/[^/]+\.xml", rb'<p:sld\b[^>]*\bshow="0"', "slides"),
    (r"ppt/comments/[^/]+\.xml", rb"<p\d*:cm\b", "remarks"),
    (r"(?:word|xl|ppt)/embeddings/.+", None, "files"),
    (r"docProps/core\.xml", rb"<dc:creator>[^<]", "author"),
)  # fmt: skip


def found_in(media, file):
    """(what, how many) of everything hidden in a file, in the order of the list; nothing for other kinds."""
    file.seek(0)
    if media == "application/pdf":
        return _pdf(file)
    return _office(file) if media.startswith(kinds.OFFICE) else []


def sentences(media, file):
    """The findings as people read them."""
    return [f"{WORDS[what]()} × {count}" for what, count in found_in(media, file)]


def _counted(pairs):
    total = {}
    for what, count in pairs:
        total[what] = total.get(what, 0) + count
    return [(what, total[what]) for what in WORDS if total.get(what)]


def _office(file):
    try:
        with zipfile.ZipFile(file) as archive:
            return _counted(_parts(archive))
    except (zipfile.BadZipFile, OSError, ValueError):
        return []


def _parts(archive):
    for entry in archive.infolist():
        rules = [(pattern, what) for path, pattern, what in OFFICE if re.fullmatch(path, entry.filename)]
        data = archive.open(entry).read(MOST) if any(pattern for pattern, _what in rules) else b""
        for pattern, what in rules:
            yield what, len(re.findall(pattern, data)) if pattern else 1


def _pdf(file):
    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return []
        return _counted(_whole(reader, file))
    except BROKEN:
        return []


def _whole(reader, file):
    file.seek(0)
    data = file.read()
    # A file made for the web ends twice, once for its first page.
    yield "earlier", max(data.count(b"%%EOF") - (2 if b"/Linearized" in data[:1024] else 1), 0)
    yield "files", len(reader.attachments)
    yield "author", int(bool(reader.metadata and (reader.metadata.author or reader.metadata.creator)))
    root = reader.trailer["/Root"]
    scripts = (root.get("/Names") or {}).get("/JavaScript")
    yield "scripts", int(bool(scripts) or "/JavaScript" in str(root.get("/OpenAction", "")))
    for page in reader.pages[:MOST_PAGES]:
        yield from _page(page)


def _page(page):
    remarks = [one.get_object().get("/Subtype") for one in (page.get("/Annots") or [])]
    yield "remarks", sum(kind in ("/Text", "/FreeText", "/Popup", "/Highlight", "/Stamp") for kind in remarks)
    yield "files", sum(kind == "/FileAttachment" for kind in remarks)
    data = page.get_contents()
    # Text mode 3 paints nothing: the words that a scanner put beneath its picture.
    yield "layer", int(data is not None and bool(re.search(rb"(?<![\d.])3\s+Tr\b", data.get_data())))
