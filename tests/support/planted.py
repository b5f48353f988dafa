"""Files with a mark planted wherever a program writes down who made them; what they say stays."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

SAYS = "第二笔款项没有入账"


def photo(mark, size=(640, 480)):
    """A JPEG whose camera, place, artist and comment carry the mark."""
    out, picture, exif = io.BytesIO(), Image.new("RGB", size, "#7a5"), Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x9C9D] = mark, mark, mark.encode("utf-16-le")
    exif.get_ifd(0x8825)[0x001D] = mark
    picture.save(out, "JPEG", exif=exif, comment=mark.encode())
    return out.getvalue() + mark.encode()


def drawing(mark):
    """A PNG with a text chunk."""
    out, notes = io.BytesIO(), PngImagePlugin.PngInfo()
    notes.add_text("Author", mark)
    Image.new("RGB", (20, 20)).save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def word(mark):
    """A Word file: properties, remark, tracked change, picture inside, machine path."""
    document = Document()
    paragraph = document.add_paragraph(SAYS)
    document.add_picture(io.BytesIO(photo(mark)))
    remark = document.add_comment(paragraph.runs, text="请核对", author=mark, initials=mark)
    remark._comment_elm.date = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.title = mark
    out = io.BytesIO()
    document.save(out)
    change = f'<w:ins w:id="9" w:author="{mark}" w:date="2026-01-02T03:04:05Z"/></w:body>'
    path = f'<Relationship Id="rId99" Type="http://x/attachedTemplate" Target="file:///C:/Users/{mark}/a.dotx" TargetMode="External"/></Relationships>'  # noqa: E501
    more = {"customXml/item1.xml": f"<x>{mark}</x>".encode(), "docProps/thumbnail.jpeg": photo(mark)}
    return _again(
        out,
        more,
        ("word/document.xml", "</w:body>", change),
        ("word/_rels/document.xml.rels", "</Relationships>", path),
    )


def sheet(mark):
    """A workbook: properties, remark, printer, path of the machine."""
    book = Workbook()
    book.active["A1"] = SAYS
    book.active["A1"].comment = Comment("请核对", mark)
    book.properties.creator = book.properties.lastModifiedBy = book.properties.description = mark
    out = io.BytesIO()
    book.save(out)
    path = f'<mc:x xmlns:mc="m"><x15ac:absPath xmlns:x15ac="a" url="C:\\Users\\{mark}\\"/></mc:x></workbook>'
    return _again(
        out, {"xl/printerSettings/printerSettings1.bin": mark.encode()}, ("xl/workbook.xml", "</workbook>", path)
    )


def slides(mark):
    """The least that is a presentation, with an author of remarks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("ppt/presentation.xml", f"<p:x xmlns:p='p'>{SAYS}</p:x>")
        archive.writestr(
            "ppt/commentAuthors.xml", f'<p:l xmlns:p="p"><p:cmAuthor id="0" name="{mark}" initials="{mark}"/></p:l>'
        )
        archive.writestr("docProps/app.xml", f"<Properties><Manager>{mark}</Manager></Properties>")
        archive.comment = mark.encode()
    return out.getvalue()


def paper(mark):
    """A PDF: its properties, XMP, a remark's author, a file hanging on it, a photograph inside."""
    out, picture = io.BytesIO(), io.BytesIO(photo(mark))
    Image.open(picture).save(out, "PDF")
    writer = PdfWriter(io.BytesIO(out.getvalue()))
    writer.add_metadata({"/Author": mark, "/Producer": mark})
    writer.add_attachment(f"{mark}.txt", mark.encode())
    page = writer.pages[0]
    remark = {"/Type": "/Annot", "/Subtype": "/Text"}
    note = DictionaryObject({NameObject(key): NameObject(value) for key, value in remark.items()})
    note[NameObject("/T")], note[NameObject("/Contents")] = TextStringObject(mark), TextStringObject(SAYS)
    writer.add_annotation(0, note)
    told = StreamObject()
    told._data = f"<x:xmpmeta>{mark}</x:xmpmeta>".encode()
    page[NameObject("/Metadata")] = writer._add_object(told)
    for name in page["/Resources"]["/XObject"].values():
        name.get_object()._data = photo(mark)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


KINDS = {"photo.jpg": photo, "drawing.png": drawing, "a.docx": word, "a.xlsx": sheet, "a.pptx": slides, "a.pdf": paper}


def everywhere(data):
    """The bytes of a file and of everything packed in it."""
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [archive.read(name) for name in archive.namelist()] + [archive.comment]
            found += [name.encode() for name in archive.namelist()]
    if data.startswith(b"%PDF"):
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(data))
        every = [reader.get_object(n) for n in range(1, reader.trailer["/Size"])]
        found += [repr(one).encode() for one in every]
        found += [one.get_data() for one in every if isinstance(one, StreamObject)]
        found += [page.extract_text().encode() for page in reader.pages]
    return b"\n".join(found)


def _again(out, more, *changes):
    """The same archive with further parts and changed ones."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(fresh, "w") as new:
        for name in (
            one for one in old.namelist() if one not in more
        ):  # a bare ZipInfo says no hour: same words, same file
            data = old.read(name)
            for path, end, text in changes:
                data = data.replace(end.encode(), text.encode()) if name == path else data
            new.writestr(zipfile.ZipInfo(name), data)
        for name, data in more.items():
            new.writestr(zipfile.ZipInfo(name), data)
    return fresh.getvalue()
