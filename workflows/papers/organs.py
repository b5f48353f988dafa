"""Whose paper it is."""

from people.models import Unit


def organ():
    """The name of the organisation that issues papers, as it stands in the red head; "" before there is one."""
    found = Unit.objects.filter(kind=Unit.Kind.ORGANISATION).order_by("pk").values_list("name", flat=True).first()
    return found or ""
