"""What the forms of an investigation share."""

from django import forms


def area(label, rows=4, least=0, most=4000, **more):
    return forms.CharField(
        label=label, min_length=least or None, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def pick(label, choices, **more):
    return forms.ChoiceField(label=label, choices=choices, **more)


def radio(label, choices, **more):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


def many(label, **more):
    more.setdefault("choices", ())
    return forms.TypedMultipleChoiceField(label=label, coerce=int, widget=forms.CheckboxSelectMultiple, **more)


def day(label, **more):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class CaseForm(forms.Form):
    """A form that knows its case."""

    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by
        if case is not None:
            self.prepare()

    def prepare(self):
        """Narrow choices to the case. Forms override."""
