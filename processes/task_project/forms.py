"""What people are asked, move by move."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people import clock
from people.models import Unit, User
from processes.task_project import months, parts, tree
from processes.task_project.breakdown import Breakdown
from processes.task_project.stages import CLERK
from workflows.acts.roster import clock_input
from workflows.acts.sitting_forms import SITTING_FORMS
from workflows.evidence.forms import UploadsField

SITTING = (
    "convene", "attend", "start_vote", "ballot", "declare_interest", "recuse", "record", "sign_record", "amend_record",
    "note_signature",
)  # fmt: skip
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
        for field in self.fields.values():
            if isinstance(field, UploadsField):
                field.stage_for(case, by)


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
    known = ("title", "source", "metric", "target", "due_on", "responsible", "coop")

    title = forms.CharField(label=_("任务名称"), max_length=120)
    source = forms.ChoiceField(label=_("来源"), choices=sources, required=False)
    metric = forms.CharField(label=_("指标"), widget=LINES, required=False)
    target = forms.CharField(label=_("目标值"), max_length=200, required=False)
    due_on = Day(label=_("完成期限"), required=False)
    responsible = forms.CharField(label=_("责任人"), max_length=200, required=False)
    coop = forms.CharField(label=_("配合单位"), max_length=200, required=False)


class ContestForm(forms.Form):
    text = forms.CharField(label=_("异议理由"), widget=LINES, min_length=10, max_length=2000)


class ArbitrateForm(forms.Form):
    ruling = forms.ChoiceField(
        label=_("裁定"), choices=(("upheld", _("异议成立，可以退办")), ("rejected", _("不予退办"))),
        widget=forms.RadioSelect,
    )  # fmt: skip
    text = forms.CharField(label=_("裁定理由"), widget=LINES, min_length=10, max_length=2000)


class PlanForm(CaseForm):
    own_page = True
    wbs = Breakdown(label=_("任务分解"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.case:
            self.fields["wbs"].about(self.case, tree.seeded(self.case.milestones))


class MonthField(forms.RegexField):
    """A month such as 2026-10."""

    def __init__(self, **kwargs):
        super().__init__(
            r"^\d{4}-(0[1-9]|1[0-2])$", label=_("月份"), widget=forms.TextInput({"type": "month"}),
            error_messages={"invalid": _("月份看不懂，请写成 2026-10 的样子。")}, **kwargs,
        )  # fmt: skip


class MonthForm(CaseForm):
    own_page = True
    month = MonthField()
    progress = forms.IntegerField(label=_("进度（%）"), min_value=0, max_value=100)
    done = forms.CharField(label=_("完成情况"), widget=LINES, max_length=1500)
    problem = forms.CharField(label=_("问题"), widget=LINES, max_length=1500, required=False)
    next = forms.CharField(label=_("下步打算"), widget=LINES, max_length=1500, required=False)
    evidence = forms.CharField(
        label=_("佐证"), max_length=400, required=False, help_text=_("进度达到 90% 的，须写明佐证或上传材料。")
    )
    uploads = UploadsField(label=_("佐证材料"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.case:
            self.initial.setdefault("month", self._wanted())

    def _wanted(self):
        """The oldest month that was asked for and is still open, else this one."""
        reported = set(self.case.entries.values_list("month", flat=True))
        asked = self.case.task_set.filter(status="ASSIGNED", role=CLERK).order_by("due")
        waiting = [months.key(item.due.astimezone(clock.CHINA)) for item in asked if item.due]
        return next((month for month in waiting if month not in reported), months.key(clock.today()))


class FinishForm(CaseForm):
    code = forms.ChoiceField(label=_("任务"))
    note = forms.CharField(label=_("完成情况"), widget=LINES, min_length=4, max_length=1500)
    uploads = UploadsField(label=_("佐证材料"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        left = [leaf for leaf in tree.leaves(self.case.wbs if self.case else []) if not leaf.get("done")]
        self.fields["code"].choices = [(leaf["code"], f"{leaf['code']} {leaf['title']}") for leaf in left]


class ChangeForm(CaseForm):
    own_page = True
    due_on = Day(label=_("新的完成期限"), required=False)
    metric = forms.CharField(label=_("新的指标"), widget=LINES, required=False)
    lead = Lead(required=False, empty_label=_("不变"))
    wbs = Breakdown(label=_("新的任务分解"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].label = _("新的牵头单位")
        if self.case:
            for name, now in (("due_on", self.case.due_on), ("metric", self.case.metric)):
                self.fields[name].help_text = format_lazy("{}{}", _("不填就不变。现在："), str(now or ""))
            self.fields["lead"].help_text = format_lazy("{}{}", _("现在："), str(self.case.owner_unit or ""))
            self.was = self.fields["wbs"].about(self.case, self.case.wbs).initial

    def clean_wbs(self):
        """A breakdown that was left as it stands is no change."""
        found = self.cleaned_data["wbs"]
        before = [{k: v for k, v in leaf.items() if k not in ("done", "note")} for leaf in tree.leaves(self.case.wbs)]
        now = [{k: v for k, v in leaf.items() if k != "done"} for leaf in tree.leaves(found)]
        return None if now == before else found


class SuspendForm(forms.Form):
    resume_on = Day(label=_("恢复日期"), help_text=_("最长 6 个月。"))


class TerminateForm(forms.Form):
    lessons = forms.CharField(label=_("经验教训"), widget=LINES, min_length=10)
    immunity = forms.CharField(label=_("容错审核结论"), widget=LINES, help_text=_("没有涉及追责的，写“不涉及”。"))


class AcceptanceForm(CaseForm):
    group = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True, kind="person").order_by("pinyin"), label=_("验收组成员"),
        help_text=_("至少 3 人，责任人和牵头单位人员不得参加。"),
    )  # fmt: skip
    starts_at = clock_input(_("验收时间"))
    place = forms.CharField(label=_("地点"), max_length=120)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.case:
            field = self.fields["group"]
            field.queryset = field.queryset.exclude(pk__in=parts.interested(self.case))


class RegroupForm(AcceptanceForm):
    reason = forms.CharField(label=_("调整理由"), widget=LINES, min_length=10, max_length=500)


class GapsForm(forms.Form):
    gaps = forms.CharField(label=_("差距清单"), widget=LINES, help_text=_("每行一条。"))

    def clean_gaps(self):
        return self.cleaned_data["gaps"].splitlines()


class ResultForm(forms.Form):
    reached = forms.BooleanField(label=_("指标已达到"), required=False)
    deviation = forms.CharField(label=_("偏差说明"), widget=LINES, required=False)
    report = forms.CharField(label=_("办结报告"), widget=LINES, min_length=10)


class ProposalForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("决定"), widget=forms.RadioSelect,
        choices=(("consult", _("提请会诊")), ("inspect", _("列入下次督查课题")), ("decline", _("暂不会诊"))),
    )  # fmt: skip
    text = forms.CharField(
        label=_("理由"), widget=LINES, min_length=10, max_length=2000,
        help_text=_("提请会诊的，写明症状和希望解决的问题；列入督查的，写明请督查组看什么；暂不会诊的，写明另外的办法。"),
    )  # fmt: skip


class ReviewForm(forms.Form):
    conclusion = forms.ChoiceField(
        label=_("复核结论"), widget=forms.RadioSelect,
        choices=(("holds", _("计划仍可行")), ("replan", _("需要重新分解")), ("stop", _("建议暂缓或终止"))),
    )  # fmt: skip
    text = forms.CharField(label=_("理由"), widget=LINES, min_length=10, max_length=2000)


class AskVoteForm(forms.Form):
    text = forms.CharField(label=_("终止的理由"), widget=LINES, min_length=10, max_length=2000)


class ReportVoteForm(forms.Form):
    """A click: the result is known."""


class CloseMonthForm(forms.Form):
    month = MonthField(help_text=_("关账以后不能再反馈，只能作更正记录。"))


class CorrectMonthForm(forms.Form):
    month = MonthField()
    progress = forms.IntegerField(label=_("更正后的进度（%）"), min_value=0, max_value=100, required=False)
    text = forms.CharField(label=_("更正内容"), widget=LINES, min_length=10, max_length=1500)
    reason = forms.CharField(label=_("更正理由"), widget=LINES, min_length=10, max_length=1500)


FORMS = {
    "open": OpenForm, "register": RegisterForm, "edit": EditForm, "contest": ContestForm, "arbitrate": ArbitrateForm,
    "plan": PlanForm, "month": MonthForm, "finish_leaf": FinishForm, "change": ChangeForm, "suspend": SuspendForm,
    "terminate": TerminateForm, "acceptance": AcceptanceForm, "gaps": GapsForm, "result": ResultForm,
    "weigh_consultation": ProposalForm, "review_changes": ReviewForm, "ask_vote": AskVoteForm,
    "report_vote": ReportVoteForm, "regroup": RegroupForm, "close_month": CloseMonthForm,
    "correct_month": CorrectMonthForm,
} | {name: SITTING_FORMS[name] for name in SITTING}  # fmt: skip
