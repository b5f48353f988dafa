"""What every proposal of an administrator asks beside its own fields."""

from django import forms
from django.utils.translation import gettext_lazy


class Proposal(forms.Form):
    """What every proposal needs beside its own fields."""

    field_order = []
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=500, min_length=4,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def what(self):
        """The fields of the change as it is kept: codes and ids, no names."""
        raise NotImplementedError
