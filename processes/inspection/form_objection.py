"""What is asked after the report: objections, their answers, proposals."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from processes.inspection import form_fields as f
from processes.inspection import parts
from processes.inspection.choices import Ruling, Severity


def chosen(rows, words):
    return [("", _("请选择")), *((row.no, f"{row.no}　{Truncator(words(row)).chars(50)}") for row in rows)]


class ObjectionForm(f.AnswersForm):
    """The unit's own findings, each with room for reasons."""

    prefix_of = "points"

    def rows(self):
        units = parts.units_of(self.case, self.by)
        mine = [row for row in parts.standing(self.case) if row.unit_id in units]
        return [(row, _("对问题 %d 申请复核的理由") % row.no) for row in mine]


class LateObjectionForm(ObjectionForm):
    """The same after the term, with why it comes late."""

    at_the_end = ("why",)
    why = f.area(
        _("迟到的原因"), 3, min_length=10, max_length=2000,
        help_text=_("写明何时收到、什么事由耽误、何时消除。由没有参加督查的复核人员决定是否受理；整改照常进行。"),
    )  # fmt: skip


class LateDecisionForm(f.CaseForm):
    """Which of the late objections; what it says stands beside it."""

    asked = f.pick(_("逾期申请"))

    def prepare(self):
        if self.case:
            rows = self.case.late.filter(decision="").select_related("unit")
            said = [(row.no, f"{row.unit.name}：{row.why[:60]}") for row in rows]
            self.fields["asked"].choices = said if len(said) == 1 else [("", _("请选择")), *said]
            if len(said) == 1:
                self.initial.setdefault("asked", said[0][0])


class AnswerPointForm(f.CaseForm):
    point = f.pick(_("异议"))
    ruling = f.radio(_("复核意见"), Ruling.choices)
    answer = f.area(_("答复"), 4, min_length=10, max_length=4000, help_text=_("针对这一点的理由逐一说明。"))
    severity = f.pick(_("修改后的程度"), Severity.choices, required=False, help_text=_("只在修改时填写，不得加重。"))
    fact = f.area(_("修改后的事实"), 3, max_length=4000, required=False, help_text=_("只在修改时填写。"))

    def prepare(self):
        if self.case:
            self.fields["point"].choices = chosen(self.case.objections.filter(decided_at=None), lambda row: row.text)


class DecideObjectionForm(forms.Form):
    summary = f.area(_("复核决定"), 4, min_length=10, max_length=4000)


class PauseForm(f.CaseForm):
    finding = f.pick(_("问题"))
    why = f.area(_("理由"), 2, min_length=10, max_length=200)

    def prepare(self):
        if self.case:
            rows = self.case.findings.filter(objections__decided_at=None, objections__isnull=False).distinct()
            self.fields["finding"].choices = chosen(rows, lambda row: row.fact)


class ProposalForm(f.CaseForm):
    proposal = f.pick(_("建议"))
    decision = f.radio(_("决定"), (("approved", _("同意")), ("declined", _("不同意"))))
    reason = f.area(_("理由"), 2, min_length=10, max_length=2000)

    def prepare(self):
        if self.case:
            rows = self.case.proposed.filter(decision="")
            self.fields["proposal"].choices = chosen(rows, lambda row: f"{row.get_kind_display()} {row.text}")


OBJECTION_FORMS = {
    "file_objection": ObjectionForm, "add_objection": ObjectionForm, "object_late": LateObjectionForm,
    "admit_late": LateDecisionForm, "refuse_late": LateDecisionForm, "answer_point": AnswerPointForm,
    "decide_objection": DecideObjectionForm, "pause_rectification": PauseForm, "settle_proposal": ProposalForm,
}  # fmt: skip
