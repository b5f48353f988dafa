"""Files as people really send them."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def jpeg(size=(640, 480), colour="#7a5", orientation=None, make="", place=False):
    """The bytes of a photo, with what cameras write into it."""
    picture = Image.new("RGB", size, colour)
    picture.paste("#246", (0, 0, size[0] // 2, size[1] // 4))
    exif = Image.Exif()
    if orientation:
        exif[ORIENTATION] = orientation
    if make:
        exif[MAKE] = make
    if place:
        exif.get_ifd(GPS).update({1: "N", 2: (29.0, 30.0, 1.0), 3: "E", 4: (118.0, 20.0, 5.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"taken by somebody")
    return out.getvalue()


def image(kind="PNG", size=(300, 200), mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def bomb():
    """A PNG of a few kilobytes that says it has 2.5 thousand million points."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    points = chunk(b"IDAT", zlib.compress(bytes(9999)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + points + chunk(b"IEND", b"")


def word():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return out.getvalue()


def sent(name, data):
    """As Django hands it to a view."""
    return SimpleUploadedFile(name, data)
