"""What people are asked up to the defence, move by move and act by act."""

from django import forms
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people import clock, roles
from people.models import Unit, User
from policy import rules as policy
from processes.accountability import brackets, checking, limits, parts
from processes.accountability.choices import Form, Object, Trigger
from processes.accountability.opening import WORKS
from workflows.models import Case

NOTHING = ("", _("请选择"))


def area(label, span=(0, 2000), rows=3, **kwargs):
    """A text of several lines; the help says how long it must be, the error how long it is."""
    least, most = span
    checks = [MaxLengthValidator(most, _("至多 %(limit_value)d 字，现有 %(show_value)d 字。"))]
    if least:
        checks.append(MinLengthValidator(least, _("至少 %(limit_value)d 字，现有 %(show_value)d 字。")))
        kwargs.setdefault("help_text", format_lazy(_("{least} 至 {most} 字。"), least=least, most=most))
    widget = forms.Textarea(attrs={"rows": rows, "data-count": most})
    return forms.CharField(label=label, widget=widget, validators=checks, **kwargs)


def day(label, **kwargs):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def chosen(label, options, **kwargs):
    return forms.ChoiceField(label=label, choices=[NOTHING, *options], **kwargs)


def people(queryset=None, **kwargs):
    found = forms.ModelMultipleChoiceField(
        User.objects.none() if queryset is None else queryset, widget=forms.CheckboxSelectMultiple, **kwargs
    )
    found.label_from_instance = name
    return found


def name(person):
    return f"{person.name}（{person.unit}）" if person.unit_id else person.name


class CaseForm(forms.Form):
    """A form that knows its case."""

    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        self.case, self.by = case, by
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self):
        """Fill in what depends on the case. Forms override."""


class CaseNumber(forms.CharField):
    """A case by its number, as far as the person may see it."""

    by = None

    def clean(self, value):
        number = super().clean(value).strip()
        if not number:
            return None
        seen = policy.visible(self.by) if self.by else Case.objects.none()
        found = seen.filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("没有这个编号的事项，或你不能查看它。请核对编号。"))
        return found


class ProposalForm(CaseForm):
    """The clue, the duty, where it came from, whom it is about. No number of identity, no family, no health (F20)."""

    title = forms.CharField(label=_("标题"), max_length=120, help_text=_("写事情，不写姓名。"))
    object_kind = forms.ChoiceField(label=_("涉及对象"), choices=Object.choices, widget=forms.RadioSelect)
    respondent = forms.ModelChoiceField(
        User.objects.none(), label=_("被反映人或单位的代表"), required=False, empty_label=_("请选择")
    )
    respondent_unit = forms.ModelChoiceField(
        Unit.objects.order_by("code"), label=_("被反映的单位"), required=False, empty_label=_("请选择"),
        help_text=_("对象是组织时填写。"),
    )  # fmt: skip
    committee_managed = forms.BooleanField(label=_("县委管理的干部或领导班子"), required=False)
    trigger = chosen(_("线索来源"), Trigger.choices)
    trigger_case = CaseNumber(label=_("来源事项编号"), required=False, max_length=40)
    trigger_note = forms.CharField(
        label=_("来源说明"), required=False, max_length=200, help_text=_("上级交办的写明文号。")
    )
    work_ref = CaseNumber(
        label=_("涉及的创新工作或项目编号"), required=False, max_length=40,
        help_text=_("填写后，决定前必须核对承诺书和保留意见。"),
    )  # fmt: skip
    clue = area(_("书面线索"), limits.CLUE, 5)
    duty_basis = area(_("职责依据"), limits.DUTY)
    anonymous = forms.BooleanField(label=_("线索为匿名反映"), required=False)
    corroboration = area(
        _("独立佐证"), (0, 2000), required=False, help_text=_("匿名反映必填：不依赖反映人的材料，至少 20 字。")
    )

    def prepare(self):
        self.fields["trigger_case"].by = self.fields["work_ref"].by = self.by
        there = User.objects.filter(kind=User.Kind.PERSON, is_active=True).select_related("unit")
        self.fields["respondent"].queryset = there.order_by("unit__code", "pk")
        self.fields["respondent"].label_from_instance = name

    def clean_work_ref(self):
        found = self.cleaned_data["work_ref"]
        if found and found.kind not in WORKS:
            raise forms.ValidationError(_("这不是创新工作或立项任务。请核对编号。"))
        return found


class EditForm(ProposalForm):
    """The same, starting from what is there."""

    def __init__(self, *args, case=None, by=None, **kwargs):
        known = {n: getattr(case, n) for n in self.base_fields} if case else {}
        for one in ("trigger_case", "work_ref"):
            known[one] = known.get(one) and known[one].number
        kwargs["initial"] = known | (kwargs.get("initial") or {})
        super().__init__(*args, case=case, by=by, **kwargs)

    def clean(self):
        said = super().clean()
        # What it came from was joined by another case; whoever edits need not see that one.
        for one in ("trigger_case", "work_ref"):
            there = self.case and getattr(self.case, one)
            if there and self.data.get(self.add_prefix(one), "").strip() == (there.number or ""):
                self._errors.pop(one, None)
                said[one] = there
        return said


class ApproveForm(CaseForm):
    """Who keeps the case and who investigates: at least two, none with a tie (F01)."""

    officer = forms.ModelChoiceField(User.objects.none(), label=_("承办人"), empty_label=_("请选择"))
    investigators = people(label=_("调查人员"), help_text=_("至少两人。"))

    def prepare(self):
        out = parts.concerned(self.case) | parts.tied(self.case) | {self.case.opened_by_id} if self.case else set()
        for field, role in (("officer", "case_officer"), ("investigators", "investigator")):
            ids = [one.pk for one in roles.holders(role) if one.pk not in out]
            self.fields[field].queryset = User.objects.filter(pk__in=ids).select_related("unit").order_by("pk")
        self.fields["officer"].label_from_instance = name


class PlanForm(forms.Form):
    scope = area(_("调查范围"), limits.SCOPE, help_text=_("写明查什么、不查什么，不超出线索。"))
    plan_text = area(_("调查方案"), limits.PLAN, 5)


class InquiryForm(CaseForm):
    """One step of the inquiry, by two at least."""

    held_on = day(_("日期"))
    way = forms.CharField(label=_("方式和地点"), max_length=100)
    people = people(label=_("调查人员"), help_text=_("至少两人。"))
    who = forms.CharField(
        label=_("谈话对象"), required=False, max_length=40, help_text=_("只存卷，不出现在见面材料里。")
    )
    text = area(_("调查情况"), limits.REASON, 5)

    def prepare(self):
        ids = [self.case.officer_id, *self.case.investigators] if self.case else []
        self.fields["people"].queryset = User.objects.filter(pk__in=ids).select_related("unit").order_by("pk")
        self.fields["held_on"].initial = clock.today()


class FactsForm(CaseForm):
    """What will be shown. No witness and no reporter is named here (F06)."""

    fact_text = area(_("认定的事实"), limits.FACTS, 8)
    evidence_list = area(_("证据目录"), limits.EVIDENCE, 4, help_text=_("每行一项，不写谈话对象的姓名。"))
    basis = area(_("拟适用的依据"), limits.BASIS)
    intended_form = chosen(
        _("拟采用的方式（最重）"), (), help_text=_("以后的决定不得重于此；纪律处分不由本部门决定，须移送。")
    )

    def prepare(self):
        kind = self.case.object_kind if self.case else Object.PERSON
        own = [form for form in brackets.forms(kind) if form != Form.SANCTION]
        self.fields["intended_form"].choices = [NOTHING, *((form, form.label) for form in own)]
        for one in self.fields if self.case else ():
            self.initial.setdefault(one, getattr(self.case, one))
        if self.case and not self.case.fact_text:
            self.initial["fact_text"] = checking.source_facts(self.case)


class SuspicionForm(forms.Form):
    text = area(_("涉嫌违纪违法的情况"), limits.REASON, 4)


class AskHearingForm(forms.Form):
    text = area(_("申请理由"), limits.REASON)


class HearingForm(forms.Form):
    held_on = day(_("听证日期"))
    text = area(_("听证笔录"), limits.REASON, 6)
