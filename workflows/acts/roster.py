"""What the forms of a sitting share: the sitting, its roster, choices of seats."""

from django import forms

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
        self.sitting = case.sittings.exclude(state="adjourned").order_by("-pk").first() if case else None
        self.seats = list(self.sitting.seats.order_by("pk")) if self.sitting else []
        self.prepare()

    def prepare(self):
        """Fill in what depends on the case. Forms override."""
