"""Refusals. Each carries a sentence fit to show the person who acted."""

from django.utils.translation import gettext as _

from people.errors import NotDone


class Refused(NotDone):
    """The act was not taken, and nothing changed."""

    def __init__(self, why, field=""):
        super().__init__(str(why))
        self.field = field


class TooLate(Refused):
    """Somebody else was first, or the case has moved on."""


class NotFound(Refused):
    """There is no such case for this person; unknown and forbidden sound the same."""

    def __init__(self):
        super().__init__(_("没有找到这件事，请核对编号。"))
