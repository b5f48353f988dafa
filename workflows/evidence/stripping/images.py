"""Pictures inside documents: the points stay, what stands beside them goes."""

import struct

# What a decoder needs of the application segments: JFIF, colour profile, Adobe's colour transform.
KEPT = {0xE0, 0xE2, 0xEE}
COMMENT, SCAN = 0xFE, 0xDA
PNG = b"\x89PNG\r\n\x1a\n"
TOLD = {b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"}


def stripped(data):
    """The same picture without notes, for JPEG and PNG; anything else as it is."""
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return _png(data) if data.startswith(PNG) else data


def _jpeg(data):
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != SCAN:
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if not (0xE0 <= marker <= 0xEF and marker not in KEPT or marker == COMMENT):
            kept.append(data[at:end])
        at = end
    # After the last picture nothing is a picture.
    last = data.rfind(b"\xff\xd9")
    return b"".join(kept) + data[at : last + 2 if last > at else len(data)]


def _png(data):
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(data):
        (size,), name = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        if name not in TOLD:
            kept.append(data[at : at + 12 + size])
        at += 12 + size
        if name == b"IEND":
            break
    return b"".join(kept)
