"""Times as an auditor reads them: with the year, to the minute, in the organisation's own time."""

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def exact(at):
    """2026-04-14 09:30"""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


@register.filter
def brief(digest):
    """The first and the last two bytes of a digest."""
    full = bytes(digest).hex()
    return f"{full[:4]}…{full[-4:]}"
