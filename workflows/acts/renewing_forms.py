"""The form by which a newer version of a piece of evidence is handed in."""

from django import forms
from django.utils.translation import gettext_lazy

from workflows.acts.passing_forms import words
from workflows.acts.transferring import REASON
from workflows.evidence.forms import UploadsField, WithUploads


class RenewForm(WithUploads, forms.Form):
    """Which piece, the file that takes its place, and why."""

    own_page = True
    old = forms.IntegerField(widget=forms.HiddenInput)
    files = UploadsField(label=gettext_lazy("新版本的文件"), most=1)
    reason = words(
        gettext_lazy("为什么更新"), REASON, 500, help_text=gettext_lazy("旧版本不删除，仍可查看；理由记入留痕。")
    )
