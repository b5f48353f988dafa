"""What people are asked once the letter is out."""

from django import forms
from django.utils.translation import gettext_lazy

from processes.admonition import limits
from processes.admonition.choices import EXPLAINED, Aim, Ruling, Signature, View
from processes.admonition.inputs import CaseForm, People, Person, area, chosen

HOW = gettext_lazy("代为登记时填写：何时、怎样交来（纸面或口述）；函询的写明单位主要负责人已在纸面签署。")


class TalkForm(CaseForm):
    """The record of a talk: who, where, what was explained, how it was signed."""

    own_page = True
    talk_at = forms.DateTimeField(
        label=gettext_lazy("谈话时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    talk_place = forms.CharField(label=gettext_lazy("谈话地点"), max_length=120)
    talkers = People(gettext_lazy("谈话人"), help_text=gettext_lazy("至少两人，包括登记的部领导。"))
    recorder = Person(gettext_lazy("记录员"), help_text=gettext_lazy("谈话人以外的一人。"))
    explanation = area(gettext_lazy("本人说明"), 4, 10, 3000, help_text=gettext_lazy("照原话记；不作说明的如实写明。"))
    minutes = area(gettext_lazy("谈话记录"), 6, *limits.RECORD)
    signature = chosen(gettext_lazy("记录的签字"), Signature.choices)
    refusal = area(gettext_lazy("拒绝签字的情况"), 2, most=500, required=False)

    def prepare(self):
        for name in ("talkers", "recorder"):
            field = self.fields[name]
            field.queryset = field.queryset.exclude(pk=self.case.respondent_id) if self.case else field.queryset


class OwnForm(CaseForm):
    """What the person concerned hands in, or somebody enters who was given it."""

    how = forms.CharField(label=gettext_lazy("来件情况"), required=False, max_length=200, help_text=HOW)

    def prepare(self):
        if self.case and self.by and self.by.pk == self.case.respondent_id:
            del self.fields["how"]


class SelfCheckForm(OwnForm):
    self_check = area(
        gettext_lazy("书面检查"), 6, most=3000, required=False,
        help_text=gettext_lazy("诫勉的写明认识和改正打算，50 字以上；提醒的可以不写。"),
    )  # fmt: skip
    field_order = ("self_check", "how")


class ReplyForm(OwnForm):
    reply = area(gettext_lazy("书面说明"), 8, *limits.REPLY)
    field_order = ("reply", "how")

    def prepare(self):
        super().prepare()
        self.initial.setdefault("reply", getattr(self.case, "reply", ""))


class WriteReplyForm(CaseForm):
    reply = area(gettext_lazy("书面说明"), 8, *limits.REPLY)

    def prepare(self):
        self.initial.setdefault("reply", getattr(self.case, "reply", ""))


class CountersignForm(forms.Form):
    opinion = area(gettext_lazy("单位主要负责人意见"), 3, 4, 1000)


class NoReplyForm(forms.Form):
    note = area(gettext_lazy("提醒和催要的情况"), 3, 10, 1000)


class AskAgainForm(forms.Form):
    question = area(gettext_lazy("还要说明的问题"), 3, 10, 1000)


class AssessForm(forms.Form):
    view = chosen(gettext_lazy("研判结论"), View.choices)
    assessment = area(gettext_lazy("研判意见"), 5, 20, 3000)


class ExplainedForm(forms.Form):
    ground = chosen(gettext_lazy("了结的理由"), [one for one in View.choices if one[0] in EXPLAINED])
    result = area(gettext_lazy("告知本人的结果"), 3, 10, 1000)


class EffectForm(forms.Form):
    result = area(gettext_lazy("告知本人的结果和改正要求"), 3, 10, 1000)


class UpgradeForm(forms.Form):
    aim = chosen(gettext_lazy("转往"), Aim.choices)
    basis = area(gettext_lazy("转办的依据"), 3, 10, 1000)


class CorrectionForm(forms.Form):
    correction = area(gettext_lazy("整改情况报告"), 6, 10, 3000)


class CorrectedForm(CaseForm):
    report = area(gettext_lazy("跟踪核实情况"), 4, 20, 3000, help_text=gettext_lazy("写明向谁了解、看到了什么改变。"))
    correction = area(
        gettext_lazy("本人整改情况报告（纸面录入）"), 3, most=3000, required=False,
        help_text=gettext_lazy("本人已在线提交的不用填。"),
    )  # fmt: skip

    def prepare(self):
        if self.case and self.case.correction:
            del self.fields["correction"]


class NotCorrectedForm(forms.Form):
    basis = area(gettext_lazy("没有改正的事实和证据"), 4, 20, 2000)


class ComplaintForm(forms.Form):
    text = area(gettext_lazy("不服的理由"), 5, 10, 3000)
    late_reason = area(
        gettext_lazy("迟到的原因"), 2, most=500, required=False,
        help_text=gettext_lazy("在一个月期限内的不用填；有正当理由迟到的照常受理。"),
    )  # fmt: skip


class RulingForm(forms.Form):
    ruling = chosen(gettext_lazy("决定"), Ruling.choices, help_text=gettext_lazy("不得因为申诉而加重。"))
    answer = area(gettext_lazy("理由"), 4, 10, 2000, help_text=gettext_lazy("理由会告知本人。"))


AFTER = {
    "talk": TalkForm, "self_check": SelfCheckForm, "reply": ReplyForm, "write_reply": WriteReplyForm,
    "countersign_reply": CountersignForm, "no_reply": NoReplyForm, "ask_again": AskAgainForm, "assess": AssessForm,
    "explained": ExplainedForm, "effect": EffectForm, "upgrade": UpgradeForm, "report_correction": CorrectionForm,
    "corrected": CorrectedForm, "not_corrected": NotCorrectedForm, "complain": ComplaintForm,
    "ask_review": ComplaintForm, "answer_complaint": RulingForm, "review_complaint": RulingForm,
}  # fmt: skip
