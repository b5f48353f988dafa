"""What the case page of accountability says beside the usual."""

from django import template

from processes.accountability import pages

register = template.Library()


@register.filter
def counts_accountability(user):
    """Whether the page of figures is there for this person."""
    return pages.keeps(user)
