"""The form for the last rung of the ladder: is a case that is very late to be inspected?"""

from django import forms
from django.utils.translation import gettext_lazy


class WeighForm(forms.Form):
    """Nothing is opened by it; the supervision office is told and opens what follows."""

    decision = forms.ChoiceField(
        label=gettext_lazy("决定"), widget=forms.RadioSelect,
        choices=[("approve", gettext_lazy("立项督查")), ("decline", gettext_lazy("不立项，继续催办"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("理由"), min_length=4, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("同意立项的，督查室收到通知后办理；理由记入留痕。"),
    )  # fmt: skip
