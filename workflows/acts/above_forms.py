"""Forms for going one level up, and for entering what was decided there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people import clock
from workflows.acts import above
from workflows.acts.roster import SittingForm
from workflows.acts.sitting_forms import outcome_labels

SAID = {"pass": _("同意"), "defer": _("缓议"), "reject": _("不同意"), "agree": _("同意"), "oppose": _("不同意")}


class EscalateForm(SittingForm):
    """Why the meeting cannot decide."""

    reason = forms.CharField(
        label=_("理由"), min_length=10, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明哪些成员回避、为什么只剩这些人。报送后本次会议取消，由县委决定。"),
    )  # fmt: skip


class DecisionForm(forms.Form):
    """A decision written elsewhere, entered as it stands there."""

    wants_case = True

    outcome = forms.ChoiceField(label=_("决定"), widget=forms.RadioSelect)
    organ = forms.CharField(label=_("作出决定的机关"), min_length=2, max_length=58, help_text=_("如：县委常委会。"))
    number = forms.CharField(
        label=_("文号或批示编号"), min_length=2, max_length=60, help_text=_("没有编号的，写明批示人和日期。")
    )
    decided_on = forms.DateField(label=_("决定日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    words = forms.CharField(
        label=_("决定原文"), min_length=4, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("照原件录入，不要概括。"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("原件扫描件"), required=False, help_text=_("不超过 50 MB；原件保存，摘要值记入留痕。")
    )

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        row = above.pending(case) if case else None
        codes = above.outcomes(case, row) if row else ()
        named = outcome_labels(case, case.stage) if case else {}
        self.fields["outcome"].choices = [(code, SAID.get(code) or named.get(code, code)) for code in codes]

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("决定日期在今天以后。请核对原件。"))
        return day
