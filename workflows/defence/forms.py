"""Forms of what belongs to the right to be heard."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import clock
from people.models import User
from policy import rooms
from workflows.defence import readers
from workflows.models import Evidence

LINES = gettext_lazy("一行一条。每条都会得到采纳或者不采纳的答复和理由。")


class _CaseForm(forms.Form):
    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        if case is not None:
            self.prepare(case, by)

    def prepare(self, case, by):
        """Fill in what depends on the case."""


class Points(forms.CharField):
    """One point on each line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value):
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


def _area(label, least=2, most=5000, rows=4, **more):
    return forms.CharField(
        label=label, min_length=least, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def _late():
    return _area(
        gettext_lazy("逾期的正当理由"), least=10, most=500, rows=2, required=False,
        help_text=gettext_lazy("在期限内提交的不用填写。"),
    )  # fmt: skip


class StateForm(_CaseForm):
    """The defence, point by point."""

    points = Points(label=gettext_lazy("申辩意见"), required=False, max_length=20000, help_text=LINES)
    text = _area(gettext_lazy("总的陈述"), rows=6, required=False)
    late_reason = _late()

    def prepare(self, case, by):
        one = by and readers.of(case, by)
        if one is None or one.open:
            del self.fields["late_reason"]

    def clean(self):
        said = super().clean()
        if not self.errors and not said.get("points") and not said.get("text"):
            raise forms.ValidationError(_("请至少写一条申辩意见，或者写总的陈述。"))
        return said


class WaiveForm(forms.Form):
    """That one will not state or defend."""

    statement = _area(
        gettext_lazy("放弃的声明"), rows=3,
        help_text=gettext_lazy("放弃是你的权利，不会因此加重处理；期限届满前还可以改为陈述申辩。"),
    )  # fmt: skip


class RecordForm(_CaseForm):
    """What came on paper or was said."""

    person = forms.TypedChoiceField(label=gettext_lazy("当事人"), coerce=int, empty_value=None)
    way = forms.ChoiceField(
        label=gettext_lazy("提出方式"), choices=[("paper", gettext_lazy("书面")), ("oral", gettext_lazy("口头"))]
    )
    received_on = forms.DateField(
        label=gettext_lazy("收到日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    waived = forms.BooleanField(label=gettext_lazy("书面声明放弃陈述申辩"), required=False)
    points = Points(label=gettext_lazy("申辩意见"), required=False, max_length=20000, help_text=LINES)
    text = _area(gettext_lazy("陈述或者放弃的原文"), rows=6, required=False)
    signed = forms.ChoiceField(
        label=gettext_lazy("笔录签字"), required=False,
        choices=[("", gettext_lazy("没有笔录")), ("signed", gettext_lazy("已核对签字")),
                 ("refused", gettext_lazy("拒绝签字，已注明"))],
    )  # fmt: skip
    note = _area(
        gettext_lazy("登记说明"), most=300, rows=2,
        help_text=gettext_lazy("写明谁提交、谁记录、凭什么证明；代理人提交的写明姓名和委托。"),
    )  # fmt: skip
    late_reason = _late()

    def prepare(self, case, by):
        people = [(row.person_id, row.person.name) for row in readers.rounds(case)]
        self.fields["person"].choices = [("", _("请选择")), *people]
        self.fields["received_on"].initial = clock.today()


class AnswerForm(_CaseForm):
    """Adopted or declined, and why."""

    n = forms.TypedChoiceField(label=gettext_lazy("申辩意见"), coerce=int, empty_value=None)
    answer = forms.ChoiceField(
        label=gettext_lazy("答复"), widget=forms.RadioSelect,
        choices=[(readers.ADOPT, gettext_lazy("采纳")), (readers.DECLINE, gettext_lazy("不采纳"))],
    )  # fmt: skip
    reason = _area(gettext_lazy("理由"), least=10)

    def prepare(self, case, by):
        open_first = sorted(readers.points(case), key=lambda one: (bool(one.answer), one.n))
        self.fields["n"].choices = [("", _("请选择")), *((one.n, f"{one.n}. {one.text[:60]}") for one in open_first)]
        if open_first and not open_first[0].answer:
            self.fields["n"].initial = open_first[0].n


class ReleaseForm(_CaseForm):
    """Which evidence the person may read, and why."""

    evidence = forms.TypedChoiceField(label=gettext_lazy("证据"), coerce=int, empty_value=None)
    person = forms.TypedChoiceField(label=gettext_lazy("向谁出示"), coerce=int, empty_value=None, required=False)
    reason = _area(gettext_lazy("理由"), least=10, most=500, rows=3)

    def prepare(self, case, by):
        rows = [row for row in Evidence.objects.filter(case=case.pk).order_by("pk") if not case.withheld(row)]
        self.fields["evidence"].choices = [("", _("请选择")), *((row.pk, row.name) for row in rows)]
        names = _names(rooms.people(case))
        self.fields["person"].choices = [("", _("全部当事人")), *names]


class AskForm(forms.Form):
    """What should be made clear, and whether it may be announced."""

    text = _area(gettext_lazy("请求澄清的内容"), least=10, most=3000)
    consent = forms.BooleanField(
        label=gettext_lazy("同意在造成影响的范围内公开澄清"), required=False,
        help_text=gettext_lazy("没有你的同意，不会公开任何内容。"),
    )  # fmt: skip


class AnswerClarificationForm(_CaseForm):
    """What is answered."""

    n = forms.TypedChoiceField(label=gettext_lazy("澄清申请"), coerce=int, empty_value=None)
    text = _area(gettext_lazy("答复"), least=10, most=3000)

    def prepare(self, case, by):
        rows = [row for row in readers.clarifications(case) if not row.answered_at]
        self.fields["n"].choices = [(row.n, f"{row.n}. {row.person.name}") for row in rows]


def _names(ids):
    return list(User.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "name"))


class OnPaperForm(_CaseForm):
    """Somebody has not opened what was served within three working days: it was handed over on paper."""

    service = forms.TypedChoiceField(label=gettext_lazy("未签收的送达"), coerce=int, empty_value=None)
    receipt = forms.CharField(
        label=gettext_lazy("送达回证"), max_length=200, help_text=gettext_lazy("写明签收人和日期。期限自签收起算。")
    )

    def prepare(self, case, by):
        rows = case.services.filter(read_at=None).order_by("pk")
        self.fields["service"].choices = [("", _("请选择")), *((row.pk, row.name) for row in rows)]


class AcknowledgeForm(forms.Form):
    """Which service was received; all of them if none is named."""

    service = forms.IntegerField(required=False, widget=forms.HiddenInput)


FORMS = {
    "state_defence": StateForm, "waive_defence": WaiveForm, "record_defence": RecordForm, "answer_defence": AnswerForm,
    "release_evidence": ReleaseForm, "ask_clarification": AskForm, "answer_clarification": AnswerClarificationForm,
}  # fmt: skip
# Where a process confines nobody its own page serves on paper.
CONFINED = {"serve_on_paper": OnPaperForm, "acknowledge": AcknowledgeForm}
