"""What a file is. Its first bytes decide; its name is only a label, and must not claim something else."""

import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.errors import Refused

MB = 1024 * 1024
PICTURE, PAPER, SHEET, SLIDES, TEXT, SOUND, FILM = "picture", "paper", "sheet", "slides", "text", "sound", "film"
MOST = {PICTURE: 20 * MB}
MOST_OF_OTHERS = 50 * MB
HEAD = 512  # bytes that are looked at

EXTENSIONS = {
    PICTURE: ("jpg", "jpeg", "png", "webp"),
    PAPER: ("pdf", "ofd", "doc", "docx", "wps"),
    SHEET: ("xls", "xlsx", "et"),
    SLIDES: ("ppt", "pptx", "dps"),
    TEXT: ("txt", "csv"),
    SOUND: ("mp3", "m4a", "wav", "amr"),
    FILM: ("mp4", "mov"),
}
FAMILY = {extension: family for family, known in EXTENSIONS.items() for extension in known}
ACCEPT = ",".join(f".{extension}" for extension in FAMILY)
ACCEPT_PICTURES = "image/jpeg,image/png,image/webp"
HEIC = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1")
OFFICE = "application/vnd.openxmlformats-officedocument."
ZIPPED = {  # a name inside the archive → media type, family
    "word/document.xml": (OFFICE + "wordprocessingml.document", PAPER),
    "xl/workbook.xml": (OFFICE + "spreadsheetml.sheet", SHEET),
    "ppt/presentation.xml": (OFFICE + "presentationml.presentation", SLIDES),
    "OFD.xml": ("application/ofd", PAPER),
}


@dataclass(frozen=True)
class Kind:
    """A media type and the family of extensions that may stand in a name for it."""

    media: str
    family: str
    extension: str


def extension_of(name):
    """The extension that a name carries, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def decide(name, head, file):
    """The kind of a file, by its content. Raises Refused for what is not taken or claims to be something else."""
    claimed = FAMILY.get(extension_of(name))
    kind = _picture(head) or _by_head(head, extension_of(name)) or _zipped(head, file)
    if kind is None and claimed == TEXT and _is_text(file):
        kind = Kind("text/plain", TEXT, extension_of(name))
    if kind is None or claimed is None and kind.family != PICTURE:
        raise Refused(_unknown(name, head, claimed))
    if claimed and claimed != kind.family:
        raise Refused(_lying(name, kind))
    return kind


def _picture(head):
    if head.startswith(b"\xff\xd8\xff"):
        return Kind("image/jpeg", PICTURE, "jpg")
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind("image/png", PICTURE, "png")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind("image/webp", PICTURE, "webp")
    return None


def _by_head(head, extension):
    if head.startswith(b"%PDF-"):
        return Kind("application/pdf", PAPER, "pdf")
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and FAMILY.get(extension) in (PAPER, SHEET, SLIDES):
        return Kind("application/x-ole-storage", FAMILY[extension], extension)
    if head[4:8] == b"ftyp" and head[8:12] not in HEIC:
        sound = extension == "m4a"
        return Kind("audio/mp4" if sound else "video/mp4", SOUND if sound else FILM, "m4a" if sound else "mp4")
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return Kind("audio/wav", SOUND, "wav")
    if head.startswith(b"ID3") or head[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return Kind("audio/mpeg", SOUND, "mp3")
    return Kind("audio/amr", SOUND, "amr") if head.startswith(b"#!AMR") else None


def _zipped(head, file):
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    media, family = next((known for inside, known in ZIPPED.items() if inside in names), (None, None))
    known = {PAPER: "docx", SHEET: "xlsx", SLIDES: "pptx"}
    return media and Kind(media, family, "ofd" if "OFD.xml" in names else known[family])


def _is_text(file):
    """Whether everything is text in one of the two encodings that people here use."""
    file.seek(0)
    data = file.read(MOST_OF_OTHERS + 1)
    if b"\0" in data:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _unknown(name, head, claimed):
    said = {"name": name}
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        why = _("“%(name)s”是 HEIC 照片，没有收下。请在手机相机设置里选“兼容性最好”后重拍，或另存为 JPEG。")
        return why % said
    if claimed == PICTURE:
        return _("“%(name)s”不是照片：里面的内容不是 JPEG、PNG 或 WebP，没有收下。请选照片原文件重传。") % said
    if claimed:
        return _("“%(name)s”打不开：内容和扩展名对不上，或文件已损坏，没有收下。请重新导出后再传。") % said
    return _("“%(name)s”的格式不收，没有收下。请转成 PDF、Word、表格或照片后再传。") % said


def _lying(name, kind):
    said = {"name": name, "kind": kind.extension.upper()}
    return _("“%(name)s”的内容其实是 %(kind)s，和扩展名不符，没有收下。请把扩展名改对后再传。") % said


def check_size(name, size, family):
    """Raise Refused if a file is larger than its family may be, with the limit and the way out."""
    said = {"name": name, "size": round(size / MB, 1)}
    if not size:
        raise Refused(_("“%(name)s”是空文件，没有收下。请检查后重选。") % said)
    if family == PICTURE and size > MOST[PICTURE]:
        why = _("照片“%(name)s”有 %(size)s MB，超过 20 MB，没有收下。请在相机设置里调低分辨率，或压缩后再传。")
        raise Refused(why % said)
    if size > MOST_OF_OTHERS:
        raise Refused(_("“%(name)s”有 %(size)s MB，超过 50 MB，没有收下。请压缩，或分成几份再传。") % said)


ENDINGS = {"image/jpeg": ("jpg", "jpeg"), "image/png": ("png",), "image/webp": ("webp",), "application/pdf": ("pdf",)}


def ending(media):
    """Extensions that a name may end with for a media type; empty where the name's own was checked."""
    return ENDINGS.get(media, ())
