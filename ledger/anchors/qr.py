"""A checkpoint as a code that a telephone reads from paper."""

from xml.etree import ElementTree

import qrcode
from qrcode.image.svg import SvgPathImage


def svg(note: str) -> str:
    """The signed text as one SVG image, without styles or scripts."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(note.encode())
    image = code.make_image(image_factory=SvgPathImage).get_image()
    return ElementTree.tostring(image, encoding="unicode")
