"""The fields in which a form asks whom the person chooses for a stage still to come."""

from django import forms
from django.utils.translation import gettext as _

from people.memo import once
from workflows import choosing


@once
def _people():
    return [(one.pk, f"{one.name} · {one.unit}" if one.unit else one.name) for one in choosing.candidates()]


def add(form, case, move):
    """Ask for the people of every stage that this move chooses for."""
    for stage in choosing.wanted(case.rules, case.stage, move):
        label = _("“%s”由谁办理") % _(case.rules.label(stage))
        form.fields[choosing.PREFIX + stage] = forms.TypedMultipleChoiceField(
            label=label, coerce=int, choices=_people(), help_text=_("可以选几个人；按会签方式一起或依次办理。")
        )
    return form
