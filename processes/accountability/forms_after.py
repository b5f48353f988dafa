"""What people are asked from weighing to the end, and the table of all forms."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people import clock
from people.models import User
from processes.accountability import brackets, choices, comparables, limits, panels
from processes.accountability.forms import (
    NOTHING,
    ApproveForm,
    AskHearingForm,
    CaseForm,
    EditForm,
    FactsForm,
    HearingForm,
    InquiryForm,
    PlanForm,
    ProposalForm,
    SuspicionForm,
    area,
    chosen,
    day,
    people,
)
from workflows.acts.papers_form import AttachForm
from workflows.acts.roster import clock_input
from workflows.acts.sitting_forms import SITTING_FORMS

HOW = (("decide", _("予以问责")), ("exempt", _("不予问责")))
FOUND = (("uphold", _("维持")), ("revoke", _("撤销或变更")))


def several(label, options):
    return forms.MultipleChoiceField(
        label=label, choices=options, required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip


class WeighForm(CaseForm):
    """How grave, whose, what speaks for and against."""

    severity = chosen(_("情节"), choices.Severity.choices)
    responsibility = chosen(_("责任"), choices.Responsibility.choices)
    loss = area(_("损失和影响"), limits.REASON)
    mitigation = several(_("从轻、减轻情形"), choices.Mitigation.choices)
    aggravation = several(_("从重情形"), choices.Aggravation.choices)
    selfish = forms.BooleanField(label=_("存在谋取私利等底线问题"), required=False)

    def prepare(self):
        for one in self.fields if self.case else ():
            self.initial.setdefault(one, getattr(self.case, one))


class ImmunityForm(forms.Form):
    applies = forms.ChoiceField(label=_("核对结果"), choices=choices.Applies.choices, widget=forms.RadioSelect)
    reasons = area(_("理由"), limits.REASON)


class DissentForm(forms.Form):
    reasons = area(_("核对情况"), limits.REASON, help_text=_("写明查了哪次会议；没有集体决定的，写明没有。"))


class ComparablesForm(CaseForm):
    """The nearest past outcomes stand on the form itself: who hands it in has seen them (F27)."""

    none_why = area(_("没有足够可比事项的说明"), (0, 2000), required=False)

    def prepare(self):
        rows = comparables.nearest(self.case) if self.case else []
        lines = [f"{n}. {comparables.told(row)}" for n, row in enumerate(rows, start=1)]
        if len(rows) < comparables.LEAST:
            lines.append(_now("可比事项不足三件，须写明情况，至少 10 字。"))
        self.fields["none_why"].help_text = "\n".join(lines)


class DecisionForm(CaseForm):
    """What the meeting will vote on. What belongs to the other way is left empty."""

    outcome = forms.ChoiceField(label=_("意见"), choices=HOW, widget=forms.RadioSelect)
    form = chosen(_("处理方式"), (), required=False)
    publicity = chosen(_("告知范围"), choices.Scope.choices, required=False, help_text=_("按最小必要选择。"))
    ground = chosen(_("不予问责的情形"), choices.Ground.choices, required=False)
    reasons = area(_("理由"), limits.REASON, 4)
    outside = area(
        _("超出参照档次的理由"), (0, 2000), 2, required=False, help_text=_("超出的须三分之二以上赞成。")
    )  # fmt: skip
    deviation = area(_("与同类事项不同的理由"), (0, 2000), 2, required=False)

    def prepare(self):
        if not self.case:
            return
        kind, least = self.case.object_kind, bool(self.case.severity and self.case.responsibility)
        self.fields["form"].choices = [NOTHING, *((form, form.label) for form in brackets.forms(kind))]
        if least:
            listed = "、".join(str(choices.Form(form).label) for form in brackets.listed(self.case))
            self.fields["form"].help_text = _now("对应档次：%s。") % listed

    def clean_outside(self):
        said = self.cleaned_data["outside"].strip()
        if said and len(said) < limits.REASON[0]:
            raise forms.ValidationError(_now("至少 10 字。"))
        return said


class AskCommitteeForm(forms.Form):
    reason = area(_("报送理由"), limits.REASON)


class ApprovalForm(forms.Form):
    organ = forms.CharField(label=_("作出批准或决定的机关"), max_length=60)
    number = forms.CharField(label=_("文号或批示编号"), max_length=60)
    decided_on = day(_("日期"))
    words = area(_("原文"), (2, 2000), 4)
    effect_months = forms.IntegerField(
        label=_("影响期（月）"), required=False, min_value=0, max_value=60, help_text=_("由县委决定的方式填写。")
    )


class BeginForm(forms.Form):
    """What is to be done, by when the self-criticism is due, what is to be put right."""

    criticism_due = day(_("书面检讨截止日期"))
    tasks = area(_("执行事项"), (4, 1000))
    rectify = area(_("需要整改的问题"), (0, 1000), required=False, help_text=_("填写后另开整改事项。"))


class AppealForm(CaseForm):
    """What is asked and why; late with a reason. No fee, no form to keep, an agent may write it."""

    text = area(_("申诉理由"), limits.APPEAL, 6)
    late_reason = area(_("逾期的正当理由"), (0, 500), 2, required=False, help_text=_("在期限内申诉的不用填写。"))
    note = area(
        _("登记说明"), (0, 300), 2, required=False, help_text=_("承办人代为登记纸质申诉时，写明何人何日提交。")
    )  # fmt: skip

    def prepare(self):
        if self.by and self.case and self.by.pk == self.case.respondent_id:
            del self.fields["note"]


class PanelForm(CaseForm):
    """Only who has touched nothing of the matter is offered (F08)."""

    people = people(label=_("复核人员"), help_text=_("至少三人；参与过本事项的不在名单里。"))
    starts_at = clock_input(_("会议时间"))
    place = forms.CharField(label=_("地点"), max_length=120)

    def prepare(self):
        free = [one.pk for one in panels.free(self.case)] if self.case else []
        kept = [*free, *(self.case.panel if self.case else ())]
        self.fields["people"].queryset = User.objects.filter(pk__in=kept).select_related("unit").order_by("pk")


class ReasonForm(forms.Form):
    reason = area(_("理由"), limits.REASON)


class FindingForm(CaseForm):
    outcome = forms.ChoiceField(label=_("意见"), choices=FOUND, widget=forms.RadioSelect)
    fault = chosen(_("原决定的问题"), choices.Fault.choices, required=False)
    form = chosen(_("变更为"), (), required=False, help_text=_("只能轻于原决定；全部撤销的不选。"))
    reasons = area(_("理由"), limits.REASON, 4)

    def prepare(self):
        if not self.case:
            return
        kind, now = self.case.object_kind, brackets.severity(self.case.form, self.case.object_kind)
        lighter = [(form, form.label) for form in brackets.forms(kind) if brackets.severity(form, kind) < now]
        self.fields["form"].choices = [("", _now("全部撤销")), *lighter]


class CriticismForm(forms.Form):
    text = area(_("书面检讨"), limits.CRITICISM, 8)


class PaperCriticismForm(CriticismForm):
    note = area(_("登记说明"), limits.REASON, 2, help_text=_("写明何人何日提交。"))


class TalkForm(forms.Form):
    held_on = day(_("谈话日期"), initial=clock.today)
    people = forms.CharField(label=_("谈话人"), max_length=100, help_text=_("两人以上。"))
    text = area(_("谈话情况"), limits.REASON, 4)


class OpinionForm(forms.Form):
    text = area(_("合规审核意见"), limits.REASON, 4)


class OwnMotionForm(forms.Form):
    fault = chosen(_("原决定的问题"), choices.Fault.choices)
    error = area(_("错在哪里"), limits.REASON, 4)


class ServeDecisionForm(forms.Form):
    """Nothing is asked but the press."""


# Whom the case is about receives papers one by one in their room: the engine has the forms for that.
IN_ROOM = ("acknowledge", "serve_on_paper")
FORMS = {name: form for name, form in SITTING_FORMS.items() if name not in IN_ROOM} | {
    "open": ProposalForm, "edit": EditForm, "attach": AttachForm, "approve_open": ApproveForm, "make_plan": PlanForm,
    "log_inquiry": InquiryForm, "settle_facts": FactsForm, "report_suspicion": SuspicionForm,
    "ask_hearing": AskHearingForm, "log_hearing": HearingForm, "weigh_up": WeighForm,
    "look_up_immunity": ImmunityForm, "look_up_dissent": DissentForm, "view_comparables": ComparablesForm,
    "propose_decision": DecisionForm, "ask_committee": AskCommitteeForm, "enter_approval": ApprovalForm,
    "begin_execution": BeginForm, "file_appeal": AppealForm, "form_panel": PanelForm, "stay_execution": ReasonForm,
    "propose_finding": FindingForm, "hand_in_criticism": CriticismForm, "record_criticism": PaperCriticismForm,
    "log_effect_talk": TalkForm, "ask_correction_opinion": ReasonForm, "give_correction_opinion": OpinionForm,
    "own_motion": OwnMotionForm, "serve_decision": ServeDecisionForm,
}  # fmt: skip
