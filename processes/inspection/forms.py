"""What people are asked for the plan and for the moves. Names of fields are the names of answers."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from people import clock, roles
from people.models import Unit, User
from processes.inspection import form_fields as f
from processes.inspection import limits, parts
from processes.inspection.choices import Method, Mode
from processes.inspection.form_objection import OBJECTION_FORMS
from processes.inspection.form_sign import SignReportForm
from processes.inspection.forms_field import FIELD_FORMS
from workflows.evidence.forms import UploadsField

INSPECTORS = ("inspector", "inspector_lead", "ext_supervisor", "expert")


def holders(*codes):
    """People who hold one of these posts, by name."""
    found = {person.pk for code in codes for person in roles.holders(code)}
    return User.objects.filter(pk__in=found).order_by("pinyin", "pk")


def inspectable():
    """Units that can be inspected: sections, institutions, townships."""
    return Unit.objects.filter(kind__in=("section", "institution", "township")).order_by("code")


class OpenForm(f.CaseForm):
    """A special inspection; that of the quarter opens by itself."""

    title = forms.CharField(
        label=_("标题"), max_length=120, help_text=_("暗访的标题不要写出被督查单位，标题会出现在列表和通知里。")
    )
    mode = f.radio(_("督查方式"), Mode.choices, initial=Mode.OPEN)
    lead = forms.ModelChoiceField(User.objects.none(), label=_("督查组长"))

    def prepare(self):
        self.fields["lead"].queryset = holders("inspector_lead")


class PlanForm(f.CaseForm):
    """The plan; what is typed and not complete yet is kept as a draft."""

    title = forms.CharField(label=_("标题"), max_length=120)
    mode = f.radio(_("督查方式"), Mode.choices)
    content = f.area(_("内容"), 3, max_length=2000, help_text=_("查什么、依据什么。"))
    targets = f.many(_("对象单位"), Unit.objects.none())
    covert_targets = f.many(_("其中暗访的单位"), Unit.objects.none(), required=False, help_text=_("不选的按明查通知。"))
    topics = f.Lines(label=_("课题"), help_text=_("每行一个。已通过的创新工作由系统列入，不能删去。"))
    scope = f.area(_("范围"), 2, max_length=1000)
    methods = f.ticks(_("方式"), Method.choices)
    starts_on = f.day(_("实地督查开始"))
    ends_on = f.day(_("实地督查结束"))
    days_per_unit = forms.IntegerField(label=_("每个单位最多几个工作日"), min_value=1, initial=3)
    county_wide = forms.BooleanField(label=_("全县范围（由部长批准）"), required=False)
    overlap_reason = f.area(
        _("再次督查的理由"), 2, max_length=500, required=False, help_text=_("不久前督查过同一单位的必须填写。")
    )

    known = (
        "title", "mode", "content", "scope", "methods", "starts_on", "ends_on", "days_per_unit", "county_wide",
        "overlap_reason",
    )  # fmt: skip

    def prepare(self):
        for name in ("targets", "covert_targets"):
            self.fields[name].queryset = inspectable()
        if self.case:
            per_unit, apart = limits.of(self.case, "per_unit"), limits.of(self.case, "apart")
            self.fields["days_per_unit"].validators.append(MaxValueValidator(per_unit))
            self.fields["overlap_reason"].help_text = _("%d 日内督查过同一单位的必须填写。") % apart
            rows = list(self.case.targets.all())
            self.initial.setdefault("targets", [row.unit_id for row in rows])
            hidden = [row.unit_id for row in rows if row.mode == Mode.COVERT]
            self.initial.setdefault("covert_targets", hidden)
            if self.case.mode != Mode.MIXED:  # asked once the plan says that it is both
                del self.fields["covert_targets"]
            self.initial.setdefault("topics", "\n".join(self.case.topics.values_list("title", flat=True)))

    def clean(self):
        said = super().clean()
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("结束日期早于开始日期，请核对。"))
        return said


class TeamForm(f.CaseForm):
    lead = forms.ModelChoiceField(User.objects.none(), label=_("督查组长"))
    members = f.many(_("成员"), User.objects.none(), help_text=_("至少 2 人；对象单位人员不得参加。"))
    outside = f.many(_("其中机关以外的成员"), User.objects.none(), required=False)

    def prepare(self):
        self.fields["lead"].queryset = holders("inspector_lead")
        self.fields["members"].queryset = self.fields["outside"].queryset = holders(*INSPECTORS)
        if self.case:
            self.initial.setdefault("lead", self.case.lead_id)
            rows = list(self.case.members.all())
            self.initial.setdefault("members", [row.person_id for row in rows if not row.lead])
            self.initial.setdefault("outside", [row.person_id for row in rows if row.outside])


class TrainingForm(f.CaseForm):
    people = f.many(_("参加培训的人员"), User.objects.none())
    on = f.day(_("培训日期"))

    def prepare(self):
        if self.case:
            self.fields["people"].queryset = User.objects.filter(pk__in=self.case.members.values("person"))
        self.initial.setdefault("on", clock.today())


class TiesForm(forms.Form):
    conflict = forms.CharField(
        label=_("与对象单位的利害关系"), max_length=200, required=False,
        help_text=_("没有的不填，按“无”记入；有的写明关系，由批准人决定回避。"),
    )  # fmt: skip


class SubmitPlanForm(f.CaseForm):
    approver = forms.ModelChoiceField(User.objects.none(), label=_("分管副部长"))

    def prepare(self):
        self.fields["approver"].queryset = holders("deputy_minister")


class RespondForm(f.AnswersForm):
    """The unit's own findings, each with room for an answer."""

    prefix_of = "answers"
    at_the_end = ("overall",)
    overall = f.area(
        _("总体意见"), 3, max_length=4000, required=False,
        help_text=_("没有逐条回应的问题，以总体意见为准。回应照原文附入报告；没有回应的按程序继续，不视为认可。"),
    )  # fmt: skip

    def rows(self):
        units = parts.units_of(self.case, self.by)
        return [(r, _("本单位对问题 %d 的回应") % r.no) for r in parts.standing(self.case) if r.unit_id in units]


class RecordAnswerForm(RespondForm):
    """What a unit said on paper or by word of mouth."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("单位"))
    way = f.radio(_("回应方式"), (("paper", _("纸面")), ("oral", _("口头"))))
    responder = forms.CharField(label=_("回应人"), max_length=80, help_text=_("职务或姓名，不写证件号码。"))
    evidence = UploadsField(label=_("回应件扫描"), required=False)
    field_order = ("unit", "way", "responder", "evidence")

    def rows(self):
        return [(r, _("对问题 %d 的回应") % r.no) for r in parts.standing(self.case)]

    def prepare(self):
        super().prepare()
        if self.case:
            waiting = self.case.targets.filter(answered_at=None).values("unit")
            self.fields["unit"].queryset = Unit.objects.filter(pk__in=waiting)

    def clean(self):
        said = super().clean()
        own = {r.no for r in self.case.findings.all() if r.unit_id == getattr(said.get("unit"), "pk", None)}
        said["answers"] = {no: text for no, text in said.get("answers", {}).items() if no in own}
        return said


class ServedOnPaperForm(f.CaseForm):
    """Somebody has not opened what was served within three working days."""

    service = forms.TypedChoiceField(label=_("未签收的人"), coerce=int)
    receipt = forms.CharField(label=_("送达回证"), max_length=200, help_text=_("写明签收人和日期。"))

    def prepare(self):
        rows = self.case.services.filter(read_at=None) if self.case else ()
        self.fields["service"].choices = [(row.pk, f"{row.name}（{row.paper}）") for row in rows]


class ClearForm(forms.Form):
    opinion = f.area(_("审核意见"), 2, max_length=1000, required=False)


class CountersignForm(forms.Form):
    """Nothing is asked but the press; a dissent is written beside."""


FORMS = {
    "open": OpenForm, "save_plan": PlanForm, "save_team": TeamForm, "confirm_training": TrainingForm,
    "declare_ties": TiesForm, "submit_plan": SubmitPlanForm, "respond": RespondForm, "answer_findings": RespondForm,
    "record_answer": RecordAnswerForm, "serve_on_paper": ServedOnPaperForm,
    "sign_report": SignReportForm, "clear_report": ClearForm, "countersign_report": CountersignForm,
    **FIELD_FORMS, **OBJECTION_FORMS,
}  # fmt: skip
