"""What is received, and what is refused with nothing kept."""

import hashlib
import io

import pytest
from PIL import Image

from tests.unit.evidence.files import bomb, image, jpeg, sent, word
from workflows.errors import NotFound, Refused
from workflows.evidence import kinds, uploads
from workflows.models import Upload, new_uid

BIG = 40 * kinds.MB


def opened(field):
    return Image.open(io.BytesIO(field.open("rb").read()))


def test_the_hash_is_that_of_the_file_and_the_original_stays_byte_for_byte(put):
    data = jpeg(make="某牌相机", place=True)
    row = put(data=data)
    assert row.sha256 == hashlib.sha256(data).hexdigest()
    assert row.file.open("rb").read() == data
    assert (row.size, row.kind, row.name) == (len(data), "image/jpeg", "现场.jpg")


def test_what_is_shown_is_upright_small_and_without_metadata(put):
    row = put(data=jpeg((3000, 1500), orientation=6, make="某牌相机", place=True))
    shown, thumb = opened(row.shown), opened(row.thumb)
    assert shown.size == (1000, 2000) and max(thumb.size) == 320
    for picture in (shown, thumb):
        assert not picture.getexif() and "comment" not in picture.info and b"Exif" not in row.shown.open("rb").read()
    assert shown.getpixel((990, 10))[2] > 60  # the dark stripe was at the top left and is now at the top right


PICTURES = [("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("JPEG", "CMYK"), ("PNG", "I;16")]


@pytest.mark.parametrize("kind,mode", PICTURES)
def test_other_pictures_are_shown_too(put, kind, mode):
    row = put(f"图.{kind.lower()}", image(kind, mode=mode))
    assert opened(row.shown).mode == "RGB"


def test_the_content_decides_the_kind_of_a_picture_not_its_name(put):
    assert put("现场.png", jpeg()).kind == "image/jpeg"
    assert put("没有扩展名", jpeg()).kind == "image/jpeg"


@pytest.mark.parametrize(
    "name,data,kind",
    [
        ("说明.docx", word(), kinds.OFFICE + "wordprocessingml.document"),
        ("决定.pdf", b"%PDF-1.7 x", "application/pdf"),
        ("名单.txt", "北塘镇".encode("gb18030"), "text/plain"),
        ("谈话.mp3", b"ID3" + bytes(100), "audio/mpeg"),
        ("台账.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "application/x-ole-storage"),
    ],
)
def test_papers_tables_and_recordings_are_taken(put, name, data, kind):
    row = put(name, data)
    assert row.kind == kind and not row.shown


@pytest.mark.parametrize(
    "name,data,why",
    [
        ("现场.jpg", jpeg() + bytes(BIG), "超过 20 MB"),
        ("改名.png", b"\xff\xd8\xff" + bytes(BIG), "超过 20 MB"),
        ("大.pdf", b"%PDF-" + bytes(51 * kinds.MB), "超过 50 MB"),
        ("现场.jpg", "这是文字".encode(), "不是照片"),
        ("现场.jpg", jpeg()[:3000], "已损坏或没有传完整"),
        ("现场.png", bomb(), "像素太多"),
        ("空.jpg", b"", "空文件"),
        ("程序.exe", b"MZ" + bytes(100), "格式不收"),
        ("网页.html", b"<script>", "格式不收"),
        ("压缩.zip", b"PK\x03\x04" + bytes(100), "格式不收"),
        ("坏.docx", b"PK\x03\x04" + bytes(100), "打不开"),
        ("说明.pdf", word(), None),
        ("名册.xlsx", word(), "和扩展名不符"),
        ("改名.txt", b"%PDF-1.7", "和扩展名不符"),
        ("二进制.txt", b"a\0b", "打不开"),
        ("苹果.heic", b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        ("苹果.jpg", b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
    ],
)
def test_what_is_not_taken_is_refused_with_the_way_out_and_nothing_is_kept(put, kept, name, data, why):
    if why is None:
        assert put(name, data).kind.startswith(kinds.OFFICE)  # the same family: a paper
        return
    with pytest.raises(Refused) as refused:
        put(name, data)
    assert why in refused.value.why and "没有收下。" in refused.value.why
    assert not refused.value.why.endswith("没有收下。"), "the way out is missing"
    assert kept() == [] and not Upload.objects.exists()


def test_the_same_id_by_the_same_person_is_the_same_upload(put, kept):
    first = new_uid()
    row, again = put(client_id=first), put("别的.jpg", jpeg(colour="red"), client_id=first)
    assert row.pk == again.pk and again.name == "现场.jpg"
    assert len(kept()) == 3


def test_an_id_that_is_none_is_refused(put):
    with pytest.raises(Refused, match="刷新"):
        put(client_id="../../etc")


@pytest.mark.parametrize(
    "given,said",
    [
        ("C:\\照片\\现场.jpg", "现场.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("a\u202egpj.exe.jpg", "agpj.exe.jpg"),
        ("长" * 300 + ".jpg", None),
    ],
)
def test_a_name_is_only_a_label(put, kept, given, said):
    row = uploads.label(given)
    assert row == said if said else len(row) <= 200 and row.endswith(".jpg")
    put("现场.jpg")
    assert not any("现场" in name for name in kept())


def test_a_stranger_finds_no_case_and_a_reader_has_nothing_to_add(put, case, people, kept):
    with pytest.raises(NotFound):
        put(by=people[3])
    from workflows import moves

    moves.move(case, "submit", by=people[0], signers=[people[1].pk], decider=people[2].pk)
    with pytest.raises(Refused, match="没有要你办的"):
        uploads.receive(case.own.__class__.objects.get(), people[0], sent("a.jpg", jpeg()), client_id=new_uid())
    assert kept() == []


def test_there_is_a_limit_to_what_is_staged(put, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_STAGED", 1)
    put()
    with pytest.raises(Refused, match="先提交"):
        put()
