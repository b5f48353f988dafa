"""Attaching a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AttachForm(forms.Form):
    kind = forms.CharField(label=_("材料名称"), max_length=40, help_text=_("如：实施方案、听证通知、合规审核意见。"))
    file = forms.FileField(label=_("文件"), help_text=_("不超过 50 MB；原件保留，散列值记入留痕。"))
