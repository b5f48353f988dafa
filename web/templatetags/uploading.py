"""What the component for files shows of a field."""

from django import template

from web import uploads, words
from workflows.evidence import places

register = template.Library()


@register.filter
def staged(field):
    """The staged files that a bound field holds, as the page's script gets them."""
    widget = field.field.widget
    return [uploads.told(row, widget.by) for row in widget.rows(field.value())]


@register.filter
def where(row):
    """The place of a piece of evidence in words."""
    return places.words(row)


@register.filter
def when(row):
    """When a file was made, as its device said; else when it was received."""
    return words.moment(row.taken_at or getattr(row, "at", None))
