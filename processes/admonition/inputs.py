"""Inputs that the forms share."""

from django import forms
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User


def area(label, rows=3, least=0, most=2000, **kwargs):
    """A text of several lines; the help says how long it must be, the error how long it is."""
    short = MinLengthValidator(least, gettext_lazy("至少 %(limit_value)d 字，现有 %(show_value)d 字。"))
    long = MaxLengthValidator(most, gettext_lazy("至多 %(limit_value)d 字，现有 %(show_value)d 字。"))
    if least:
        length = format_lazy(gettext_lazy("{least} 至 {most} 字。"), least=least, most=most)
        kwargs["help_text"] = format_lazy("{}{}", length, kwargs.get("help_text", ""))
    widget = forms.Textarea(attrs={"rows": rows, "data-count": most})
    return forms.CharField(label=label, widget=widget, validators=[short, long] if least else [long], **kwargs)


def day(label, **kwargs):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def chosen(label, choices, **kwargs):
    """One of a few, none chosen beforehand; the words in the reader's language."""
    return forms.ChoiceField(
        label=label, choices=lambda: [(code, _(word)) for code, word in choices], widget=forms.RadioSelect, **kwargs
    )


def everybody():
    """People who may be named, by name."""
    return User.objects.filter(is_active=True, kind=User.Kind.PERSON).order_by("pinyin")


class Person(forms.ModelChoiceField):
    """Somebody of the organisation."""

    def __init__(self, label, **kwargs):
        super().__init__(everybody(), label=label, empty_label=gettext_lazy("请选择"), **kwargs)

    def label_from_instance(self, person):
        return f"{person.name}（{person.unit}）" if person.unit_id else person.name


class People(forms.ModelMultipleChoiceField):
    """Several people of the organisation."""

    def __init__(self, label, **kwargs):
        super().__init__(everybody(), label=label, **kwargs)

    label_from_instance = Person.label_from_instance


class CaseForm(forms.Form):
    """A form that knows its case."""

    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by
        self.prepare()

    def prepare(self):
        """Narrow choices to the case. Forms override."""
