"""What the forms of a sitting share: choices of seats, a date and time. Its reads stand in `workflows.rosters`."""

from django import forms

from workflows.rosters import newest, roster, services, sittings

__all__ = ["SittingForm", "clock_input", "newest", "roster", "seat_choice", "services", "sittings"]

LOCAL = "%Y-%m-%dT%H:%M"


def clock_input(label, **kwargs):
    """A date and time, typed with the browser's picker."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[LOCAL, "%Y-%m-%d %H:%M"], **kwargs)


def seat_choice(seats, groups=False):
    """(id, name) of seats for a choice field, with the group if asked."""
    return [(seat.pk, f"{seat.name}（{seat.group}）" if groups and seat.group else seat.name) for seat in seats]


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
