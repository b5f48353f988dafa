"""What people are asked, move by move and act by act."""

from decimal import Decimal

from django import forms
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people import clock, roles
from people.models import User
from processes.innovation_hearing import limits, parts, window
from processes.innovation_hearing.choices import Level
from processes.innovation_hearing.hearing_form import CallForm
from processes.innovation_hearing.rows import MilestonesField, NamesField, RisksField
from processes.innovation_hearing.terms import LONGEST_DEFERRAL, end_of_term
from workflows.acts.papers_form import AttachForm
from workflows.acts.sitting_forms import SITTING_FORMS

MOST = Decimal(limits.MOST_BUDGET)


def area(label, rows=3, least=0, most=2000, **kwargs):
    """A text of several lines; the help says how long it must be, the error how long it is."""
    short = MinLengthValidator(least, _("至少 %(limit_value)d 字，现有 %(show_value)d 字。"))
    long = MaxLengthValidator(most, _("至多 %(limit_value)d 字，现有 %(show_value)d 字。"))
    if least:
        kwargs.setdefault("help_text", format_lazy(_("{least} 至 {most} 字。"), least=least, most=most))
    widget = forms.Textarea(attrs={"rows": rows, "data-count": most})
    return forms.CharField(label=label, widget=widget, validators=[short, long] if least else [long], **kwargs)


def day(label, **kwargs):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class OpenForm(forms.Form):
    """A proposal begins with a title and the problem; the rest is written in the draft."""

    title = forms.CharField(label=_("标题"), max_length=120)
    background = area(_("背景与问题"), rows=5, most=3000, help_text=_("呈报时须为 100 至 3000 字，可先写要点。"))


class EditForm(forms.Form):
    """The whole proposal. A draft may be saved half written: the guard asks for the rest when it is handed in."""

    wants_case = True

    title = forms.CharField(label=_("标题"), max_length=120)
    plan_year = forms.TypedChoiceField(label=_("计划年度"), coerce=int)
    background = area(_("背景与问题"), 5, most=3000, required=False)
    innovation_points = area(_("创新点"), 4, most=1500, required=False)
    plan = area(_("实施方案"), 8, most=8000, required=False)
    milestones = MilestonesField(
        ("name", "due", "deliverable"), _("完成试点｜2027-03-31｜试点报告"), label=_("里程碑"), required=False,
        help_text=_("至少两项，每行一项：名称｜日期｜成果，如“完成试点｜2027-03-31｜试点报告”。"),
    )  # fmt: skip
    expected_result = area(_("预期成果"), most=2000, required=False)
    risk_list = RisksField(
        ("risk", "level", "measure"), _("个人信息泄露｜高｜权限到村，导出审批"), label=_("风险与措施"), required=False,
        help_text=_("至少一项，每行一项：风险｜高、中或低｜措施。"),
    )  # fmt: skip
    budget = forms.DecimalField(label=_("经费（元）"), min_value=0, max_value=MOST, decimal_places=2)
    coop_units = NamesField(label=_("配合单位"), max_length=500, required=False, help_text=_("多个单位用顿号分开。"))
    stakeholders = area(_("涉及的人和单位"), 2, most=1000, required=False)
    hearing_level = forms.ChoiceField(
        label=_("听证层次"), choices=[("", _("请选择")), *Level.choices], required=False,
    )  # fmt: skip
    legal_basis = area(_("依据"), 2, most=500, required=False)
    exploratory = forms.BooleanField(label=_("没有上位规定的探索性做法"), required=False)
    legal_risk_note = area(
        _("法律风险说明"), 2, most=1000, required=False, help_text=_("探索性做法必填：可能违反什么，怎样防范。")
    )

    def __init__(self, *args, case=None, by=None, **kwargs):
        known = {name: getattr(case, name) for name in self.base_fields} if case else {}
        kwargs["initial"] = known | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._years(known.get("plan_year"))
        for name, (least, most) in limits.TEXTS.items():
            said = {"least": least, "most": most, "now": len(known.get(name, ""))}
            self.fields[name].help_text = _("呈报时须为 %(least)d 至 %(most)d 字，现有 %(now)d 字。") % said
        for name in limits.REQUIRED:
            self.fields[name].help_text = _("呈报时必填。")

    def _years(self, chosen):
        """The years for which one may still propose, with the last day of each."""
        now = clock.today().year
        years = sorted({*range(now, now + window.AHEAD + 1), *([chosen] if chosen else [])})
        said = [(year, _("%(year)d 年（%(day)s 前呈报）") % _window(year)) for year in years]
        self.fields["plan_year"].choices = said


def _window(year):
    return {"year": year, "day": window.last_day(year).date.isoformat()}


class AskLateForm(forms.Form):
    reason = area(_("迟报理由"), 3, least=10, most=1000)


class SendBackForm(forms.Form):
    items = area(_("需补正的事项"), least=4, most=1000)


class ChairForm(forms.Form):
    """The chair comes from the register, not from the proposing section, and has declared no interest."""

    wants_case = True

    chair = forms.ModelChoiceField(User.objects.none(), label=_("主持人"), empty_label=_("请选择"))
    chair_declared = forms.BooleanField(label=_("主持人已书面声明与本事项没有利害关系"))

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        ids = [person.pk for person in roles.holders("chair") if not case or not parts.why_not_chair(case, person)]
        self.fields["chair"].queryset = User.objects.filter(pk__in=ids).order_by("pk")
        self.fields["chair"].label_from_instance = lambda person: person.name


class AppointChairForm(ChairForm):
    chair_declared = None
    reason = area(_("更换理由"), 2, least=4, most=500)


class RescheduleForm(forms.Form):
    starts_at = forms.DateTimeField(
        label=_("新的时间"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = forms.CharField(label=_("新的地点"), max_length=120, required=False, help_text=_("不填则地点不变。"))


class ComplianceForm(forms.Form):
    opinion = area(_("书面审核意见"), 4, least=10, most=3000)
    exploratory = forms.BooleanField(label=_("属于没有上位规定的探索性做法"), required=False)


class PassForm(forms.Form):
    publicity_scope = forms.CharField(label=_("公示范围"), max_length=200, help_text=_("如：部机关和各乡镇公示栏。"))


class DeferForm(forms.Form):
    resubmit_date = day(_("再报日期"), help_text=_("最长三个月。"))

    def clean_resubmit_date(self):
        chosen, last = self.cleaned_data["resubmit_date"], end_of_term(LONGEST_DEFERRAL, clock.today())
        if not clock.today() < chosen <= last:
            raise forms.ValidationError(_("再报日期须在今天之后、%s 之前。") % last.isoformat())
        return chosen


class ReconsiderForm(forms.Form):
    new_facts = area(_("新的事实"), 4, least=20, most=2000)


class ResubmitForm(forms.Form):
    corrections = area(_("补正情况"), 4, least=20, most=2000)


class PilotForm(forms.Form):
    pilot_scope = area(_("试点范围"), 2, least=4, most=500)
    pilot_until = day(_("试点截止日期"))


class ObjectionForm(forms.Form):
    source = forms.CharField(label=_("异议人或单位"), max_length=60)
    text = area(_("异议内容"), 4, least=10, most=2000)


class ObjectionAnswerForm(forms.Form):
    wants_case = True

    number = forms.ChoiceField(label=_("异议"))
    finding = area(_("核实情况"), 3, least=10, most=2000)
    upheld = forms.TypedChoiceField(
        label=_("核实结果"), choices=[("0", _("不成立")), ("1", _("成立"))], widget=forms.RadioSelect,
        coerce=lambda value: value == "1",
    )  # fmt: skip
    answer = area(_("对异议人的答复"), 3, least=4, most=2000)

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        rows = enumerate(case.objections if case else (), start=1)
        self.fields["number"].choices = [(n, row["text"][:40]) for n, row in rows if not row.get("answer")]


class MoreTimeForm(forms.Form):
    until = day(_("延期至"))
    reason = area(_("延期理由"), 3, least=10, most=1000)


class MoreTimeAnswerForm(forms.Form):
    granted = forms.TypedChoiceField(
        label=_("是否同意"), choices=[("1", _("同意")), ("0", _("不同意"))], widget=forms.RadioSelect,
        coerce=lambda value: value == "1",
    )  # fmt: skip
    reason = area(_("理由"), 2, least=4, most=1000)


FORMS = SITTING_FORMS | {
    "open": OpenForm, "edit": EditForm, "attach": AttachForm, "send_back": SendBackForm, "pass_precheck": ChairForm,
    "convene": CallForm, "appoint_chair": AppointChairForm, "reschedule": RescheduleForm,
    "confirm_compliance": ComplianceForm, "vote_pass": PassForm, "vote_defer": DeferForm,
    "ask_reconsideration": ReconsiderForm, "resubmit": ResubmitForm, "confirm_pilot": PilotForm,
    "record_objection": ObjectionForm, "answer_objection": ObjectionAnswerForm, "ask_more_time": MoreTimeForm,
    "answer_more_time": MoreTimeAnswerForm, "ask_late": AskLateForm, "answer_late": MoreTimeAnswerForm,
}  # fmt: skip
