"""What the forms of a sitting share: the sitting, its roster, choices of seats."""

from django import forms

from people.memo import once
from workflows.models import Service

LOCAL = "%Y-%m-%dT%H:%M"


def clock_input(label, **kwargs):
    """A date and time, typed with the browser's picker."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[LOCAL, "%Y-%m-%d %H:%M"], **kwargs)


def seat_choice(seats, groups=False):
    """(id, name) of seats for a choice field, with the group if asked."""
    return [(seat.pk, f"{seat.name}（{seat.group}）" if groups and seat.group else seat.name) for seat in seats]


@once
def sittings(case):
    """The sittings of a case, the newest first."""
    return list(case.sittings.select_related("signing").order_by("-pk"))


@once
def newest(case):
    """The sitting of a case that counts, and its roster; a page with ten forms reads it once."""
    sitting = next((one for one in sittings(case) if one.state != "adjourned"), None)
    return sitting, roster(sitting) if sitting else []


@once
def roster(sitting):
    """Who sits there, in the order of the list."""
    return list(sitting.seats.select_related("person").order_by("pk"))


@once
def services(case):
    """What was served on whom, the first first."""
    return list(Service.objects.filter(case=case).order_by("pk"))


class SittingForm(forms.Form):
    """A form about the newest sitting of a case."""

    wants_case, on_sitting = True, True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by
        self.sitting, self.seats = newest(case) if case else (None, [])
        self.prepare()

    def prepare(self):
        """Fill in what depends on the case. Forms override."""
