"""What is asked when a round is opened or ended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people import clock
from people.roles import role_names
from processes.suggestion import rounds
from processes.suggestion.choices import Channel

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
TICKS = {"widget": forms.CheckboxSelectMultiple, "required": False}


class RoundForm(forms.Form):
    """What is asked for, from when to when, of whom."""

    name = forms.CharField(label=_("名称"), min_length=4, max_length=80, help_text=_("如：2027年度建言献策。"))
    theme = forms.CharField(label=_("主题"), max_length=200, required=False, help_text=_("一句话写清想听什么意见。"))
    first = forms.DateField(label=_("开始日期"), **DAY)
    last = forms.DateField(
        label=_("截止日期"), required=False, help_text=_("不填则为 30 日，最后一日是休息日的顺延到工作日。"), **DAY
    )
    channels = forms.MultipleChoiceField(label=_("来源"), choices=Channel.choices, **TICKS)
    audience = forms.MultipleChoiceField(
        label=_("征集对象"), help_text=_("都不选，就是面向所有能提建议的人。"), **TICKS
    )
    quota = forms.IntegerField(
        label=_("每人条数"),
        min_value=1,
        max_value=20,
        required=False,
        help_text=_("有要求时填写，如每名干部至少 1 条。"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = role_names()
        self.fields["audience"].choices = [(code, names.get(code, code)) for code in rounds.ASKED]
        self.fields["first"].initial = clock.today()
        self.fields["last"].initial = rounds.last_day(clock.today())

    def clean(self):
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", _("截止日期早于开始日期。"))
        if first and (last or rounds.last_day(first)) < clock.today():
            self.add_error("first", _("这一轮的截止日期已经过去。请重新选择。"))
        return said


class EndForm(forms.Form):
    """Why a round ends before its last day."""

    reason = forms.CharField(
        label=_("提前结束的原因"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
