"""What the page of an admonition shows beside its facts."""

from django import template

from processes.admonition import pages

register = template.Library()


@register.filter
def keeps(user):
    """Whether the figures are theirs to see."""
    return pages.keeps(user)
