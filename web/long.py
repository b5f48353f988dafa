"""Long words on a page: each line of a value keeps its beginning in view, the rest is one press away and prints."""

import re

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import gettext as _

BREAK, NOTHING = SafeString("<br>"), SafeString("")
LINE, HEAD = 400, 160  # characters: what is folded is longer, what stays in view is about this much
END = re.compile(r"[。；？！]|[.;?!]\s")
# Numbers of cases and dates are never torn at the end of a line.
WHOLE = re.compile(r"[\u4e00-\u9fff]〔\d{4}〕[0-9A-Za-z-]+号|\b\d{4}-\d\d-\d\d\b")


def long(text):
    """The lines of a value as HTML."""
    if isinstance(text, SafeData):
        return text
    lines = [parted(line) for line in str(text).strip().splitlines()]
    return format_html_join("", "{}", ((_line(*one, last=n == len(lines)),) for n, one in enumerate(lines, start=1)))


def parted(line):
    """(what stays in view, what is folded away); the fold falls at the end of a sentence."""
    if len(line) <= LINE:
        return line, ""
    end = END.search(line, HEAD, HEAD * 2)
    at = end.end() if end else HEAD
    return line[:at], line[at:]


def _line(head, rest, last):
    if not rest:
        return whole(head) + (NOTHING if last else BREAK)
    more = _("展开余下 %d 字") % len(rest)
    return format_html(
        '<details class="long"><summary>{}<span class="fold-to"> … {}</span></summary>{}</details>',
        whole(head), more, whole(rest),
    )  # fmt: skip


def whole(text):
    """A line, escaped, in which numbers and dates stay in one piece."""
    found, parts, at = WHOLE.finditer(text), [], 0
    for one in found:
        parts += [(text[at : one.start()], format_html('<span class="nb">{}</span>', one[0]))]
        at = one.end()
    return format_html_join("", "{}{}", parts) + conditional_escape(text[at:])
