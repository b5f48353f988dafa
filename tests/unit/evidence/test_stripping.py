"""The copy for reading has nothing of who made it; what was said stays; what cannot be cleaned is refused."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from tests.support import planted
from tests.unit.evidence.files import sent
from workflows.errors import Refused
from workflows.evidence import stripping, uploads

pytestmark = pytest.mark.embedded
MARK = "CANARY7391"


def clean(name, data):
    file = sent(name, data)
    kind, _digest = uploads.examined(name, file)
    return stripping.stripped(name, kind, file)[0]


@pytest.mark.parametrize("name", planted.KINDS)
def test_the_mark_is_in_the_original_and_nowhere_in_the_copy(name):
    data = planted.KINDS[name](MARK)
    found, left = planted.everywhere(data), planted.everywhere(clean(name, data))
    for form in (MARK.encode(), MARK.encode("utf-16-le"), MARK.encode("utf-16-be")):
        assert form not in left
    assert MARK.encode() in found


def test_a_word_file_still_opens_and_says_the_same():
    document = Document(io.BytesIO(clean("a.docx", planted.word(MARK))))
    assert planted.SAYS in [one.text for one in document.paragraphs]
    assert len(document.inline_shapes) == 1 and document.core_properties.author == ""


def test_a_workbook_still_opens_and_keeps_its_remarks():
    book = load_workbook(io.BytesIO(clean("a.xlsx", planted.sheet(MARK))))
    assert book.active["A1"].value == planted.SAYS and book.active["A1"].comment.text == "请核对"


def test_a_pdf_still_shows_its_page_and_the_remark():
    page = PdfReader(io.BytesIO(clean("a.pdf", planted.paper(MARK)))).pages[0]
    assert page.images[0].image.size == (640, 480)
    assert [one.get_object()["/Contents"] for one in page["/Annots"]] == [planted.SAYS]


def test_a_photograph_still_shows_the_same():
    assert Image.open(io.BytesIO(clean("a.jpg", planted.photo(MARK)))).size == (640, 480)


def test_a_file_in_a_file_is_refused_with_a_way_out():
    data = planted._again(io.BytesIO(planted.word(MARK)), {"word/embeddings/oleObject1.bin": b"x"})
    with pytest.raises(Refused, match="另存为 PDF"):
        clean("a.docx", data)


def test_a_kind_that_cannot_be_cleaned_is_refused():
    with pytest.raises(Refused, match="会暴露你"):
        clean("a.mp3", b"ID3" + bytes(600))


def test_a_locked_pdf_is_refused():
    from pypdf import PdfWriter

    writer, out = PdfWriter(io.BytesIO(planted.paper(MARK))), io.BytesIO()
    writer.encrypt("secret")
    writer.write(out)
    with pytest.raises(Refused, match="加了密"):
        clean("a.pdf", out.getvalue())
