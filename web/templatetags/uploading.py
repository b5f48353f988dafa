"""What the component for files shows of a field."""

from django import template

from web import uploads, words
from workflows.evidence import cite, places, reading

register = template.Library()


@register.filter
def staged(field):
    """The staged files that a bound field holds, as the page's script gets them."""
    widget = field.field.widget
    return [uploads.told(row, widget.by) for row in widget.rows(field.value())]


@register.filter
def cited(field):
    """(value, row) of the evidence of the case that the field names again."""
    return [(cite(row), row) for row in field.field.widget.cited(field.value())]


@register.filter
def flags(rows, user):
    """(row, sentence) of each piece of evidence; the sentence says where else the same file was used.

    `row.renewed`: a newer version of it stands among the others.
    """
    rows = list(rows)
    older = {row.replaces_id for row in rows if hasattr(row, "replaces_id")}
    for row in rows:
        row.renewed = row.pk in older
    asked = [row for row in rows if not hasattr(row, "flag")]  # others were read with their flags
    said = reading.flagged(asked, user) if asked else {}
    return [(row, getattr(row, "flag", said.get(row.pk, ""))) for row in rows]


@register.filter
def where(row):
    """The place of a piece of evidence in words."""
    return places.words(row)


@register.filter
def when(row):
    """When a file was made, as its device said; else when it was received."""
    return words.moment(row.taken_at or getattr(row, "at", None))
