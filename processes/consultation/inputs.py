"""Inputs that the forms share."""

from django import forms
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def area(label, rows=3, least=0, most=2000, **kwargs):
    """A text of several lines; the help says how long it must be, the error how long it is."""
    short = MinLengthValidator(least, _("至少 %(limit_value)d 字，现有 %(show_value)d 字。"))
    long = MaxLengthValidator(most, _("至多 %(limit_value)d 字，现有 %(show_value)d 字。"))
    if least:
        length = format_lazy(_("{least} 至 {most} 字。"), least=least, most=most)
        kwargs["help_text"] = format_lazy("{}{}", length, kwargs.get("help_text", ""))
    widget = forms.Textarea(attrs={"rows": rows, "data-count": most})
    return forms.CharField(label=label, widget=widget, validators=[short, long] if least else [long], **kwargs)


def day(label, **kwargs):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def yes_no(label, yes, no, **kwargs):
    """A choice of two, none made beforehand; it arrives as True or False."""
    return forms.TypedChoiceField(
        label=label, choices=[("1", yes), ("0", no)], widget=forms.RadioSelect, coerce=lambda said: said == "1",
        empty_value=None, **kwargs,
    )  # fmt: skip
