"""What the case page of a certificate asks."""

from django import template

from processes.immunity.choices import BOTTOM_LINES, FAVOURS, LOOKS, word
from processes.immunity.pages import keeps as _keeps
from workflows import evidence

register = template.Library()


@register.filter
def keeps(user):
    """Whether the figures of certificates are theirs to read."""
    return _keeps(user)


@register.simple_tag
def looks(case):
    """(label, what was found, word for the opinion, line that was crossed, files) of each look that is answered."""
    return [
        (label, row, word(FAVOURS, row["favours"]), word(BOTTOM_LINES, row["line"]), evidence.of(case, f"look:{code}"))
        for code, label in LOOKS if (row := case.looks.get(code))
    ]  # fmt: skip
