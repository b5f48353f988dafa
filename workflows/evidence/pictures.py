"""What pages show of a picture: made anew, upright, small, without anything that the camera wrote into it."""

import io
import struct

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from workflows.errors import Refused

WIDE, SMALL = 2000, 320  # pixels of the longer side
# A JPEG is decoded at a fraction of its size, others whole.
MOST_PIXELS = {"image/jpeg": 88_000_000, "image/png": 40_000_000, "image/webp": 40_000_000}
FORMATS = ("JPEG", "PNG", "WEBP")
BROKEN = (
    OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, struct.error, OverflowError,
    MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip


def views(file, name, media):
    """(shown, thumb) as JPEG bytes. Raises Refused if the picture is damaged or has too many points."""
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as picture:
            _check_points(picture, name, media)
            picture.draft("RGB", (WIDE * 2, WIDE * 2))
            picture.load()
            clean = _clean(picture)
    except BROKEN as fault:
        if isinstance(fault, Image.DecompressionBombError | Image.DecompressionBombWarning):
            raise Refused(_too_many(name)) from None
        raise Refused(_("照片“%s”已损坏或没有传完整，没有收下。请重新拍照，或重新导出后再传。") % name) from None
    return _jpeg(clean, WIDE), _jpeg(clean, SMALL)


def _check_points(picture, name, media):
    if picture.width * picture.height > MOST_PIXELS.get(media, 0):
        raise Image.DecompressionBombError(name)


def _too_many(name):
    return _("照片“%s”的像素太多，展开后会占满内存，没有收下。请在相机设置里调低分辨率后重拍。") % name


def _clean(picture):
    """An upright copy that has nothing but its points; what was transparent becomes white."""
    upright = _upright(picture)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        paper = Image.new("RGB", upright.size, "white")
        paper.paste(upright, mask=upright.getchannel("A"))
        return paper
    copy = upright.convert("RGB")
    copy.info.clear()
    return copy


def _upright(picture):
    try:
        return ImageOps.exif_transpose(picture)
    except BROKEN:  # what the camera wrote beside the picture is damaged, the picture is not
        return picture


def _jpeg(picture, most):
    small = picture.copy()
    small.thumbnail((most, most))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85, optimize=False)
    return out.getvalue()
