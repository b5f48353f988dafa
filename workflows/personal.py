"""Finding identity numbers, telephone and bank numbers in free text (F20)."""

import re

from django.utils.translation import gettext as _

PATTERNS = (
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), lambda: _("身份证号")),
    (re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d){8}(?!\d)"), lambda: _("手机号")),
    (re.compile(r"(?<!\d)\d{16}(?:\d{3})?(?!\d)"), lambda: _("银行卡号")),
)


def kinds(text):
    """Names of what was found, for a warning."""
    return [name() for pattern, name in PATTERNS if pattern.search(text)]


def mask(text):
    """The same text with the middle of each number starred."""
    for pattern, _name in PATTERNS:
        text = pattern.sub(lambda found: _starred(found[0]), text)
    return text


def _starred(number):
    return number[:3] + "*" * (len(number) - 5) + number[-2:]
