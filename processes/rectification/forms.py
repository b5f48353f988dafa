"""What people are asked, move by move."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from people.models import User
from processes.rectification.choices import Severity, Way
from processes.rectification.measures_form import MeasuresField, typed
from processes.rectification.stages import INSPECTOR
from workflows.evidence.forms import UploadsField, WithUploads


def lines(rows=4):
    return forms.Textarea(attrs={"rows": rows})


def worded(choices):
    """Choices of the model in the reader's language."""
    return [(code, _(label)) for code, label in choices]


class Day(forms.DateField):
    """A date with the browser's picker."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class Person(forms.ModelChoiceField):
    """Somebody of the unit; the page narrows it."""

    def __init__(self, **kwargs):
        super().__init__(User.objects.none(), **kwargs)


class CaseForm(forms.Form):
    """A form that knows its case."""

    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by
        self.prepare()

    def prepare(self):
        """Narrow choices to the case. Forms override."""


class ProofForm(WithUploads, forms.Form):
    """A form with files."""


class PlanForm(CaseForm):
    """Each measure with its owner and its date; a plan that came back is shown as it was."""

    own_page = True
    responsible = Person(label=gettext_lazy("整改责任人"), help_text=gettext_lazy("对整件整改负责，须是整改单位人员。"))
    measures = MeasuresField(label=gettext_lazy("整改措施"))

    def prepare(self):
        unit = self.case and self.case.owner_unit_id
        people = User.objects.filter(unit=unit, is_active=True, kind="person").order_by("pinyin")
        self.fields["responsible"].queryset = people
        self.fields["measures"].of_unit(people)
        if self.case:
            self.initial.setdefault("responsible", self.case.responsible_id)
            self.initial["measures"] = typed(self.initial, "measures") or self.case.measures
            last = {"day": self.case.due_on}
            self.fields["measures"].help_text = _("一行一项，空行不保存；期限不晚于 %(day)s。") % last


class FinishForm(ProofForm):
    """One measure is done."""

    n = forms.TypedChoiceField(label=gettext_lazy("措施"), coerce=int)
    note = forms.CharField(label=gettext_lazy("完成情况"), widget=lines(), min_length=4, max_length=1500)
    evidence = UploadsField(label=gettext_lazy("佐证"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.case.measures if self.case else []
        left = [(n, f"{n}. {row['text']}") for n, row in enumerate(rows, start=1) if not row["done"]]
        self.fields["n"].choices = left


class ProveForm(ProofForm):
    evidence = UploadsField(label=gettext_lazy("佐证"))


class ApplyForm(ProofForm):
    """The unit asks for its number to be struck off."""

    root_cause = forms.CharField(
        label=gettext_lazy("问题原因"), widget=lines(), min_length=10, max_length=2000,
        help_text=gettext_lazy("写清为什么会发生，不只写表现。"),
    )  # fmt: skip
    outcome = forms.CharField(label=gettext_lazy("整改情况"), widget=lines(), min_length=10, max_length=4000)
    evidence = UploadsField(
        label=gettext_lazy("佐证"), required=False, help_text=gettext_lazy("至少一份；整改中已经上传的不用再传。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("root_cause", "outcome"):
            self.initial.setdefault(name, getattr(self.case, name, ""))


class CheckForm(CaseForm):
    way = forms.ChoiceField(label=gettext_lazy("核查方式"), widget=forms.RadioSelect)
    checked_what = forms.CharField(
        label=gettext_lazy("地点或抽查范围"), max_length=200,
        help_text=gettext_lazy("例：到镇党群服务中心查看；抽查 10 份登记表。"),
    )  # fmt: skip

    def prepare(self):
        self.fields["way"].choices = worded(Way.choices)


class RecommendForm(ProofForm):
    record = forms.CharField(label=gettext_lazy("核查情况"), widget=lines(6), min_length=20, max_length=4000)
    evidence = UploadsField(label=gettext_lazy("核查照片、资料"), required=False)


class AppointForm(CaseForm):
    """Another checker, if the first cannot go on."""

    verifier = Person(label=gettext_lazy("另派核查人"))
    text = forms.CharField(label=gettext_lazy("理由"), widget=lines(2), min_length=10, max_length=500)

    def prepare(self):
        barred = self.case.barred() if self.case else ()
        able = [one.pk for one in roles.holders(INSPECTOR) if one.pk not in barred]
        self.fields["verifier"].queryset = User.objects.filter(pk__in=able).order_by("pinyin")


class GapsForm(forms.Form):
    gaps = forms.CharField(
        label=gettext_lazy("差距清单"), widget=lines(), help_text=gettext_lazy("每行一条，每条至少 4 个字。")
    )
    record = forms.CharField(label=gettext_lazy("核查情况"), widget=lines(), required=False, max_length=4000)
    again_by = Day(
        label=gettext_lazy("补正期限"), required=False, help_text=gettext_lazy("不填的，为 30 日；最长 60 日。")
    )

    def clean_gaps(self):
        return self.cleaned_data["gaps"].splitlines()


class StrikeForm(forms.Form):
    opinion = forms.CharField(label=gettext_lazy("批准意见"), widget=lines(2), required=False, max_length=1000)


class RecheckForm(ProofForm):
    record = forms.CharField(
        label=gettext_lazy("回头看情况"), widget=lines(), min_length=20, max_length=4000,
        help_text=gettext_lazy("写明看了哪里、现在怎样。"),
    )  # fmt: skip
    evidence = UploadsField(label=gettext_lazy("照片、资料"), required=False)


class ExtendForm(forms.Form):
    due_on = Day(label=gettext_lazy("新的整改期限"))
    text = forms.CharField(label=gettext_lazy("延期理由"), widget=lines(2), min_length=10, max_length=1000)


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=gettext_lazy("复核决定"),
        max_length=200,
        help_text=gettext_lazy("文号或摘要，例：督复〔2026〕0002号，问题撤销。"),
    )


class AmendForm(DecisionForm, CaseForm):
    fact = forms.CharField(label=gettext_lazy("问题事实"), widget=lines(), min_length=4, max_length=2000)
    severity = forms.ChoiceField(label=gettext_lazy("严重程度"))

    def prepare(self):
        self.fields["severity"].choices = worded(Severity.choices)
        if self.case:
            self.initial.setdefault("fact", self.case.finding.get("fact", ""))
            self.initial.setdefault("severity", self.case.severity)


FORMS = {
    "plan": PlanForm, "finish_remedy": FinishForm, "add_proof": ProveForm, "apply": ApplyForm, "check": CheckForm,
    "recommend_strike_off": RecommendForm, "appoint_verifier": AppointForm, "gaps": GapsForm, "strike": StrikeForm,
    "recheck": RecheckForm, "extend_rectification": ExtendForm, "withdraw": DecisionForm, "amend_finding": AmendForm,
}  # fmt: skip
