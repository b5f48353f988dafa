"""Small helps of the desk's templates."""

from uuid import uuid4

from django import template

register = template.Library()


@register.simple_tag
def new_key():
    """A key for one press of a button."""
    return uuid4()


@register.filter
def paper_name(kind):
    """What stands in the address of an official paper of this process."""
    return kind.key.partition(".")[2]
