"""What pages do not show is counted and named; archives that are too much and viruses are refused."""

import io
import socket
import threading
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter

from tests.support import planted
from tests.unit.evidence.files import sent
from workflows.errors import Refused
from workflows.evidence import antivirus, archives, hidden, kinds, uploads

pytestmark = pytest.mark.embedded
SHEET = kinds.OFFICE + "spreadsheetml.sheet"
WORD = kinds.OFFICE + "wordprocessingml.document"


def book():
    made, out = Workbook(), io.BytesIO()
    made.active["A1"], made.active["A1"].comment = "甲", Comment("看", "某人")
    made.active.row_dimensions[3].hidden = made.active.column_dimensions["D"].hidden = True
    made.active["A3"] = "藏着"
    made.create_sheet("底稿").sheet_state = "veryHidden"
    made.save(out)
    return out


def test_hidden_rows_columns_sheets_and_remarks_of_a_workbook_are_counted():
    found = dict(hidden.found_in(SHEET, book()))
    assert (found["rows"], found["sheets"], found["remarks"]) == (2, 1, 1)


def test_remarks_changes_and_the_author_of_a_word_file_are_counted():
    found = dict(hidden.found_in(WORD, io.BytesIO(planted.word("SOMEBODY"))))
    assert (found["remarks"], found["changes"], found["author"]) == (1, 1, 1)


def test_remarks_files_and_author_of_a_pdf_are_counted():
    found = dict(hidden.found_in("application/pdf", io.BytesIO(planted.paper("SOMEBODY"))))
    assert (found["remarks"], found["files"], found["author"]) == (1, 1, 1)


def test_words_under_a_picture_are_found():
    writer, out = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(200, 200)
    from pypdf.generic import NameObject, StreamObject

    said = StreamObject()
    said._data = b"BT 3 Tr /F1 12 Tf (under) Tj ET"
    page[NameObject("/Contents")] = writer._add_object(said)
    writer.write(out)
    assert dict(hidden.found_in("application/pdf", out))["layer"] == 1


def test_earlier_versions_inside_a_pdf_are_found():
    first = planted.paper("SOMEBODY")
    writer, out = PdfWriter(io.BytesIO(first), incremental=True), io.BytesIO()
    writer.add_metadata({"/Title": "x"})
    writer.write(out)
    assert len(PdfReader(out).pages) == 1
    assert dict(hidden.found_in("application/pdf", out))["earlier"] == 1


def test_a_plain_file_hides_nothing():
    out = io.BytesIO()
    Workbook().save(out)
    assert dict(hidden.found_in(SHEET, out)).keys() <= {"author"}


def archive(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in ({"word/document.xml": b"<x/>"} | files).items():
            made.writestr(name, data)
    return out


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"word/big.xml": bytes(60_000_000)}, "展开后过大"),
        ({"word/vbaProject.bin": b"x"}, "宏或程序"),
        ({"inner.zip": b"x"}, "压缩包"),
        ({"../outside.xml": b"x"}, "内部结构不正常"),
        ({f"f{n}": b"" for n in range(2001)}, "展开后过大"),
    ],
)
def test_an_archive_beyond_its_limits_is_refused_before_it_is_unpacked(files, why):
    with pytest.raises(Refused, match=why):
        uploads.examined("a.docx", sent("a.docx", archive(**files).getvalue()))


def test_a_locked_archive_is_refused():
    data = bytearray(archive().getvalue())
    at = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[at + 8] |= 1
    with pytest.raises(Refused, match="加了密"):
        archives.check("a.docx", io.BytesIO(bytes(data)))


@pytest.fixture
def scanner(settings, tmp_path):
    """A stand-in for clamd at its socket: it answers what it is told to, and keeps what it was sent."""
    line, heard = socket.socket(socket.AF_UNIX), []
    line.bind(str(tmp_path / "clamd"))
    line.listen()
    settings.ANTIVIRUS = f"unix:{tmp_path}/clamd"

    def answers(said):
        def once():
            client, _address = line.accept()
            with client:
                data = b""
                while not data.endswith(bytes(4)):
                    data += client.recv(65536)
                heard.append(data)
                client.sendall(said)

        threading.Thread(target=once, daemon=True).start()

    yield answers, heard
    line.close()


def test_a_clean_file_passes_the_scanner(scanner):
    answers, heard = scanner
    answers(b"stream: OK\0")
    antivirus.check("a.txt", io.BytesIO(b"words"))
    assert heard == [b"zINSTREAM\0" + (5).to_bytes(4, "big") + b"words" + bytes(4)]


def test_a_find_is_refused(scanner):
    scanner[0](b"stream: Eicar-Test FOUND\0")
    with pytest.raises(Refused, match="发现了问题"):
        antivirus.check("a.txt", io.BytesIO(b"words"))


def test_a_scanner_that_is_away_lets_nothing_in(settings):
    settings.ANTIVIRUS = "unix:/nowhere/clamd"
    with pytest.raises(Refused, match="没有应答"):
        antivirus.check("a.txt", io.BytesIO(b"words"))
