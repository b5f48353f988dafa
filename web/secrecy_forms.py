"""Forms of 知悉范围."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Unit, User
from policy import secrecy
from web import words
from web.three_forms import Day


class Reasoned(forms.Form):
    """What each of them needs: why."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=200, min_length=4,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args, case, **kwargs):
        self.case = case
        super().__init__(*args, auto_id=f"{type(self).__name__}_%s", **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])

    def answers(self):
        """What the act takes."""
        return dict(self.cleaned_data)


class Level(Reasoned):
    level = forms.ChoiceField(label=gettext_lazy("密级"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(code, words.secrecy(code)) for code in secrecy.LEVELS]
        self.initial.setdefault("level", self.case.classification)


class Admit(Reasoned):
    account = forms.CharField(label=gettext_lazy("准予知悉的账号"), max_length=150, required=False)
    unit = forms.ModelChoiceField(Unit.objects.all(), label=gettext_lazy("或者单位"), required=False)
    until = forms.DateField(label=gettext_lazy("截止日期"), widget=Day)

    def clean_account(self):
        return _found(self.cleaned_data["account"])

    def answers(self):
        data = self.cleaned_data
        return {"person": data["account"], "unit": data["unit"], "until": data["until"], "reason": data["reason"]}


class Exclude(Reasoned):
    account = forms.CharField(
        label=gettext_lazy("被限制的账号"), max_length=150,
        help_text=gettext_lazy("本人、其领导的单位人员和代理人都看不到本事项；密级至少为限知悉人员。"),
    )  # fmt: skip

    def clean_account(self):
        return _found(self.cleaned_data["account"])

    def answers(self):
        return {"person": self.cleaned_data["account"], "reason": self.cleaned_data["reason"]}


class EndExclusion(Exclude):
    account = forms.CharField(label=gettext_lazy("解除限制的账号"), max_length=150)


FORMS = {"set_secrecy": Level, "admit": Admit, "exclude": Exclude, "end_exclusion": EndExclusion}


def _found(username):
    if not username.strip():
        return None
    found = User.objects.filter(username=username.strip(), kind=User.Kind.PERSON).first()
    if found is None:
        raise forms.ValidationError(_("没有这个账号。请核对。"))
    return found
