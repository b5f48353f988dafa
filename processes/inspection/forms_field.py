"""What is asked in the field. The page for filing a report brings these together; each also stands by itself."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from people import clock
from people.models import Unit
from processes.inspection import checklist, clauses, missing
from processes.inspection import form_fields as f
from processes.inspection.choices import Agreed, Answer, Known, Method, Severity, Speaker
from workflows.evidence.forms import UploadsField


def uploads(label):
    return UploadsField(label=label, required=False)


class FieldForm(f.CaseForm):
    """A form that chooses among the units, topics and rows of the case."""

    def prepare(self):
        if self.case and "unit" in self.fields:
            units = self.case.targets.values("unit")
            self.fields["unit"].queryset = Unit.objects.filter(pk__in=units).order_by("code")
        self._choices("topic", "topics", lambda row: row.title)
        self._choices("visit", "visits", lambda row: f"{row.no}　{row.place}")

    def _choices(self, name, rows, words):
        if self.case and name in self.fields:
            found = [(row.no, words(row)) for row in getattr(self.case, rows).all()]
            self.fields[name].choices = [("", _("请选择")), *found]


def unit():
    wrong = _("没有保存：所选单位不在本次督查的对象中。请从对象单位里选择。")
    return forms.ModelChoiceField(Unit.objects.none(), label=_("单位"), error_messages={"invalid_choice": wrong})


class TopicForm(FieldForm):
    topic = f.pick(_("课题"))
    note = f.area(_("查看情况"), 4, max_length=4000, required=False, help_text=_("写清看了什么、问了谁、结果怎样。"))

    def prepare(self):
        super().prepare()
        for place, ask in enumerate(checklist.QUESTIONS):
            self.fields[f"said_{place}"] = f.pick(_(ask), Answer.choices, required=False)

    def clean(self):
        said = super().clean()
        places = range(len(checklist.QUESTIONS))
        answers = {place: {"said": said[f"said_{place}"]} for place in places if said.get(f"said_{place}")}
        return {"topic": said.get("topic"), "note": said.get("note", ""), "answers": answers}


class VisitForm(FieldForm):
    unit = unit()
    topic = f.pick(_("课题"), required=False)
    place = forms.CharField(label=_("地点"), max_length=120)
    at = f.moment(_("时间"))
    method = f.pick(_("方式"), Method.choices)
    notes = f.area(_("记录"), 6, max_length=8000, help_text=_("看到什么、谁说了什么，照实写。不要写证件号、电话。"))
    evidence = uploads(_("证据"))

    def prepare(self):
        super().prepare()
        self.initial.setdefault("at", clock.now().strftime("%Y-%m-%dT%H:%M"))


class SignVisitForm(FieldForm):
    visit = f.pick(_("走访"))


class PersonForm(FieldForm):
    visit = f.pick(_("走访"))
    kind = f.pick(_("身份"), Speaker.choices)
    called = forms.CharField(label=_("姓名或称呼"), max_length=40, required=False, help_text=_("本人不愿具名的不填。"))
    known_by = f.pick(_("凭什么核对身份"), Known.choices, help_text=_("只记证件种类，不记号码。"))
    said = f.area(_("谈话内容"), 5, max_length=8000)
    agreed = f.radio(_("本人签字"), Agreed.choices)
    evidence = uploads(_("签字件扫描"))


class FindingForm(FieldForm):
    unit = unit()
    topic = f.pick(_("课题"), required=False)
    severity = f.radio(_("严重程度"), Severity.choices)
    clause = forms.ChoiceField(label=_("依据条款"))
    fact = f.area(_("事实"), 5, max_length=4000, help_text=_("时间、地点、数量、经过，写可以核对的情况，不写推测。"))
    systemic = forms.BooleanField(label=_("不只这一个单位有，建议会诊"), required=False)
    duty_basis = f.area(
        _("责任依据"), 2, max_length=1000, required=False,
        help_text=_("严重问题拟提请责任追究的填写：谁的职责、依据什么。只是建议，须批准后另行办理。"),
    )  # fmt: skip
    evidence = uploads(_("证据"))

    def prepare(self):
        super().prepare()
        self.fields["clause"].choices = [("", _("请选择")), *clauses.grouped()]


class WithdrawFindingForm(FieldForm):
    no = f.pick(_("问题"))
    why = f.area(_("理由"), 2, min_length=10, max_length=2000)

    def prepare(self):
        if self.case:
            rows = self.case.findings.exclude(state="withdrawn").select_related("unit")
            told = [(row.no, f"{row.no}　{row.unit.name}：{Truncator(row.fact).chars(40)}") for row in rows]
            self.fields["no"].choices = [("", _("请选择")), *told]


class PracticeForm(FieldForm):
    unit = unit()
    text = f.area(_("做法和效果"), 3, min_length=10, max_length=2000)


class DropTargetForm(FieldForm):
    unit = unit()
    why = f.area(_("理由"), 2, min_length=10, max_length=500)


class EndForm(f.CaseForm):
    on = f.day(_("实地督查结束日期"))

    def prepare(self):
        self.initial.setdefault("on", clock.today())


class ReportForm(f.CaseForm):
    known = missing.PARTS

    situation = f.area(_("现状"), 8, max_length=20000, required=False)
    problems = f.area(_("问题"), 8, max_length=20000, required=False)
    causes = f.area(_("原因"), 6, max_length=20000, required=False)
    suggestions = f.area(_("建议"), 6, max_length=20000, required=False)


class DissentForm(forms.Form):
    text = f.area(_("不同意见"), 4, min_length=10, max_length=4000, help_text=_("照原文附在报告后面，不能修改或删除。"))


FIELD_FORMS = {
    "fill_topic": TopicForm, "add_visit": VisitForm, "sign_visit": SignVisitForm, "record_person": PersonForm,
    "save_finding": FindingForm, "withdraw_finding": WithdrawFindingForm, "save_practice": PracticeForm,
    "drop_target": DropTargetForm, "end_fieldwork": EndForm, "save_report": ReportForm, "dissent": DissentForm,
}  # fmt: skip
