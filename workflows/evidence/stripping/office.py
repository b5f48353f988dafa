"""Word, Excel and PowerPoint files: names of people and machines go out of every part of the archive."""

import io
import posixpath
import re
import zipfile

from django.utils.translation import gettext as _

from workflows.errors import Refused
from workflows.evidence.stripping import images

LONG_AGO = (1980, 1, 1, 0, 0, 0)
# Parts that say who and where and that no page needs.
DROPPED = re.compile(r"(?i)(^|/)(docprops/thumbnail\.|printersettings/|customxml/|docprops/custom\.xml|webextensions/)")
EMBEDDED = re.compile(r"(?i)(^|/)(embeddings|activex)/")
PROPERTIES = {
    "docprops/core.xml": b'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docprops/app.xml": b'<?xml version="1.0" encoding="UTF-8"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
}
NAMES = re.compile(
    rb"(?<=[\s:])(author|initials|userName|userId|providerId|displayName|lastModifiedBy|creator|modifiedBy"
    rb'|lastEditedBy|paraIdParent)="[^"]*"'
)
MOMENTS = re.compile(rb'(?<=[\s:])(date|dateUtc|dT|dt|created|modified)="\d{4}-[^"]*"')
AUTHORS = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</)")
CREATORS = re.compile(rb'(<(?:\w+:)?cmAuthor\b[^>]*?\bname=)"[^"]*"')
PATHS = re.compile(rb'(absPath\b[^>]*?\burl=)"[^"]*"')
LOCAL = re.compile(rb'Target="(?:file:|\\\\|[A-Za-z]:)[^"]*"')
VARIABLES = re.compile(rb"<w:docVars>.*?</w:docVars>", re.S)
SETTINGS = re.compile(rb'(<(?:\w+:)?pageSetup\b[^>]*?)\s+r:id="[^"]*"')
RELATION = re.compile(rb"<Relationship\b[^>]*?/>")
OVERRIDE = re.compile(rb"<Override\b[^>]*?/>")


def stripped(name, file):
    """The bytes of a clean copy. Raises Refused where another file is inside, which cannot be looked into."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        if any(EMBEDDED.search(part) for part in source.namelist()):
            raise Refused(_("“%s”没有收下：里面嵌着别的文件，清不掉其中的作者信息。请另存为 PDF 后再传。") % name)
        for entry in source.infolist():
            if not entry.is_dir() and not DROPPED.search(entry.filename):
                fresh = zipfile.ZipInfo(entry.filename, LONG_AGO)
                fresh.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(fresh, _part(name, entry.filename, source.read(entry)))
    return out.getvalue()


def _part(name, path, data):
    low = path.lower()
    if low in PROPERTIES:
        return PROPERTIES[low]
    if low.endswith((".xml", ".rels", ".vml")):
        return _xml(name, low, data)
    return images.stripped(data)


def _xml(name, path, data):
    if b'encoding="utf-16' in data[:100].lower() or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused(_("“%s”没有收下：它的编码清不了作者信息。请另存为 PDF 后再传。") % name)
    for pattern in (NAMES, MOMENTS):
        data = pattern.sub(_emptied, data)
    data = VARIABLES.sub(b"", SETTINGS.sub(rb"\1", PATHS.sub(rb'\1""', CREATORS.sub(rb'\1""', data))))
    data = AUTHORS.sub(rb"\1\2", data)
    if path.endswith(".rels"):
        data = RELATION.sub(lambda found: _relation(path, found[0]), data)
    return OVERRIDE.sub(_override, data) if path == "[content_types].xml" else data


def _emptied(found):
    # A moment must stay a moment, a name may be nothing.
    moment = found.re is MOMENTS
    return found[1] + (b'="2000-01-01T00:00:00Z"' if moment else b'=""')


def _relation(path, tag):
    """A relationship, unless it leads to a part that was left out; a path on somebody's disk leads nowhere."""
    inside = re.search(rb'Target="([^"]*)"', tag)
    base = posixpath.dirname(posixpath.dirname(path))
    leads = posixpath.normpath(posixpath.join(base, inside[1].decode())).lstrip("/") if inside else ""
    if b'TargetMode="External"' not in tag and DROPPED.search(leads):
        return b""
    return LOCAL.sub(b'Target="about:blank"', tag)


def _override(found):
    part = re.search(rb'PartName="/([^"]*)"', found[0])
    return b"" if part and DROPPED.search(part[1].decode()) else found[0]
