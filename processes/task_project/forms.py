"""What people are asked, move by move."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people import clock
from people.models import Unit, User
from processes.task_project import tree

LINES = forms.Textarea(attrs={"rows": 4})
SOURCES = ("年度要点", "听证通过", "会诊对策", "会议议定", "建议采纳", "领导批示")


class Day(forms.DateField):
    """A date with the browser's picker."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class Lead(forms.ModelChoiceField):
    """The lead unit."""

    def __init__(self, **kwargs):
        super().__init__(Unit.objects.order_by("code"), label=_("牵头单位"), **kwargs)


def sources():
    return [("", _("请选择"))] + [(word, _(word)) for word in SOURCES]


class OpenForm(forms.Form):
    """A project from the catalogue; registration asks for what is still missing."""

    title = forms.CharField(label=_("任务名称"), max_length=120)
    source = forms.ChoiceField(label=_("来源"), choices=sources)
    metric = forms.CharField(label=_("指标"), widget=LINES, help_text=_("办结时按指标验收，请写得可以核对。"))
    due_on = Day(label=_("完成期限"))
    unit = Lead()
    coop = forms.CharField(label=_("配合单位"), max_length=200, required=False)


class CaseForm(forms.Form):
    """A form that starts from what the case already says."""

    wants_case = True
    known = ()

    def __init__(self, *args, case=None, by=None, **kwargs):
        said = {name: getattr(case, name) for name in self.known if case}
        kwargs["initial"] = said | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.case = case


class RegisterForm(CaseForm):
    known = ("source", "metric", "due_on")

    source = forms.ChoiceField(label=_("来源"), choices=sources)
    lead = Lead()
    metric = forms.CharField(label=_("指标"), widget=LINES)
    due_on = Day(label=_("完成期限"))

    def __init__(self, *args, case=None, **kwargs):
        super().__init__(*args, case=case, **kwargs)
        if case:
            self.initial.setdefault("lead", case.owner_unit_id)


class EditForm(CaseForm):
    known = ("title", "source", "metric", "due_on", "coop")

    title = forms.CharField(label=_("任务名称"), max_length=120)
    source = forms.ChoiceField(label=_("来源"), choices=sources, required=False)
    metric = forms.CharField(label=_("指标"), widget=LINES, required=False)
    due_on = Day(label=_("完成期限"), required=False)
    coop = forms.CharField(label=_("配合单位"), max_length=200, required=False)


class ContestForm(forms.Form):
    text = forms.CharField(label=_("异议理由"), widget=LINES, min_length=10, max_length=2000)


class ArbitrateForm(forms.Form):
    ruling = forms.ChoiceField(
        label=_("裁定"), choices=(("upheld", _("异议成立，可以退办")), ("rejected", _("不予退办"))),
        widget=forms.RadioSelect,
    )  # fmt: skip
    text = forms.CharField(label=_("裁定理由"), widget=LINES, min_length=10, max_length=2000)


class Breakdown(forms.CharField):
    """The breakdown as lines of text; a bare line is a heading."""

    def __init__(self, **kwargs):
        help_text = _(
            "每行一项：编号 名称 | 权重 | 账号 | 日期。例：1.1 字段设计 | 20 | zz_clk | 2026-11-30。权重合计 100。"
        )
        super().__init__(widget=forms.Textarea(attrs={"rows": 8}), help_text=help_text, **kwargs)

    def clean(self, value):
        people = dict(User.objects.filter(is_active=True).values_list("username", "pk"))
        try:
            return tree.parse(super().clean(value), people)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from None


class PlanForm(forms.Form):
    wbs = Breakdown(label=_("任务分解"))


class MonthForm(forms.Form):
    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", label=_("月份"), widget=forms.TextInput({"type": "month"}))
    progress = forms.IntegerField(label=_("进度（%）"), min_value=0, max_value=100)
    done = forms.CharField(label=_("完成情况"), widget=LINES, max_length=1500)
    problem = forms.CharField(label=_("问题"), widget=LINES, max_length=1500, required=False)
    next = forms.CharField(label=_("下步打算"), widget=LINES, max_length=1500, required=False)
    evidence = forms.CharField(label=_("佐证"), max_length=400, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("month", clock.today().strftime("%Y-%m"))


class FinishForm(CaseForm):
    code = forms.ChoiceField(label=_("任务"))
    note = forms.CharField(label=_("完成情况"), widget=LINES, min_length=4, max_length=1500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        left = [leaf for leaf in tree.leaves(self.case.wbs if self.case else []) if not leaf.get("done")]
        self.fields["code"].choices = [(leaf["code"], f"{leaf['code']} {leaf['title']}") for leaf in left]


class ChangeForm(forms.Form):
    due_on = Day(label=_("新的完成期限"), required=False)
    metric = forms.CharField(label=_("新的指标"), widget=LINES, required=False)
    lead = Lead(required=False)
    wbs = Breakdown(label=_("新的任务分解"), required=False)


class SuspendForm(forms.Form):
    resume_on = Day(label=_("恢复日期"), help_text=_("最长 6 个月。"))


class TerminateForm(forms.Form):
    lessons = forms.CharField(label=_("经验教训"), widget=LINES, min_length=10)
    immunity = forms.CharField(label=_("容错审核结论"), widget=LINES, help_text=_("没有涉及追责的，写“不涉及”。"))


class AcceptanceForm(forms.Form):
    group = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True, kind="person").order_by("pinyin"), label=_("验收组成员"),
        help_text=_("至少 3 人，责任人和牵头单位人员不得参加。"),
    )  # fmt: skip


class GapsForm(forms.Form):
    gaps = forms.CharField(label=_("差距清单"), widget=LINES, help_text=_("每行一条。"))

    def clean_gaps(self):
        return self.cleaned_data["gaps"].splitlines()


class ResultForm(forms.Form):
    reached = forms.BooleanField(label=_("指标已达到"), required=False)
    deviation = forms.CharField(label=_("偏差说明"), widget=LINES, required=False)
    report = forms.CharField(label=_("办结报告"), widget=LINES, min_length=10)


FORMS = {
    "open": OpenForm, "register": RegisterForm, "edit": EditForm, "contest": ContestForm, "arbitrate": ArbitrateForm,
    "plan": PlanForm, "month": MonthForm, "finish_leaf": FinishForm, "change": ChangeForm, "suspend": SuspendForm,
    "terminate": TerminateForm, "acceptance": AcceptanceForm, "gaps": GapsForm, "result": ResultForm,
}  # fmt: skip
