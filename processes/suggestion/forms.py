"""What each way of acting asks for. Names of fields are the names of answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from processes.suggestion import form_choices, taxonomy
from processes.suggestion.choices import ONWARD, REPLIES, Channel, Disposition, Ground, Signed


def area(label, rows=4, **more):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def pick(label, choices, **more):
    return forms.ChoiceField(label=label, choices=[("", _("请选择")), *choices], **more)


def radio(label, choices, **more):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


class CaseForm(forms.Form):
    """A form that is told the case and the person."""

    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by
        self.prepare()

    def prepare(self):
        """Fill in what depends on the case."""


class OpenForm(CaseForm):
    """Registering a suggestion. Nothing is asked that the answer does not need (F20)."""

    title = forms.CharField(label=_("标题"), max_length=120, help_text=_("一句话写清建议什么，不写人名。"))
    channel = pick(_("来源"), Channel.choices)
    content = area(
        _("建议内容"), 6, min_length=10, max_length=2000,
        help_text=_("10 至 2000 字。不要填写证件号、住址、电话等个人信息。"),
    )  # fmt: skip
    expected_effect = area(_("预期效果"), 2, required=False, max_length=500)
    submitter_kind = radio(_("署名方式"), Signed.choices)
    submitter_name = forms.CharField(
        label=_("建议人姓名"), required=False, max_length=40, help_text=_("只有办公室和经办人能看到。匿名的不填。")
    )
    contact = forms.CharField(label=_("联系方式"), required=False, max_length=60, help_text=_("用于答复，同样保密。"))
    unit_text = forms.CharField(label=_("地区或单位"), required=False, max_length=60)
    publish_consent = forms.BooleanField(label=_("同意公开答复（不公开姓名）"), required=False)
    solicitation = pick(_("征集轮次"), (), required=False, help_text=_("应征集而提的，请选择；随时提的不选。"))

    def prepare(self):
        found = form_choices.rounds_for(self.by)
        self.fields["solicitation"].choices = [("", _("不属于征集")), *found]
        if not found:
            del self.fields["solicitation"]
        elif len(found) == 1:
            self.fields["solicitation"].initial = found[0][0]

    def clean(self):
        return form_choices.checked_open(self, super().clean())


class ClassifyForm(CaseForm):
    aspect = forms.ChoiceField(label=_("类别和方面"), choices=[("", _("请选择")), *taxonomy.GROUPED])
    similar_to = pick(
        _("相似建议"), (), required=False, help_text=_("系统按内容比对列出，请人工确认；没有相同的可不选。")
    )

    def prepare(self):
        if self.case:
            self.fields["aspect"].initial = self.case.aspect
            self.fields["similar_to"].choices = [("", _("没有相同的")), *form_choices.alike(self.case)]

    def clean(self):
        given = super().clean()
        given["category"] = taxonomy.CATEGORY_OF.get(given.get("aspect"), "")
        given["similar_to"] = int(given["similar_to"]) if given.get("similar_to") else None
        return given


class RouteReportForm(forms.Form):
    confirmed = forms.BooleanField(
        label=_("确认内容是反映具体人员的问题"),
        help_text=_("转出后，标题、内容和建议人信息从本系统删除，不能撤回，也不能找回。"),
    )
    handed_to = forms.CharField(
        label=_("移交情况"), min_length=4, max_length=120,
        help_text=_("内容已经交给哪个部门、怎样移交，如“县纪委监委信访室，密件袋当面移交”。不写反映的内容。"),
    )  # fmt: skip


class RefuseIntakeForm(forms.Form):
    ground = radio(_("不予受理的情形"), Ground.choices)


class AssignForm(CaseForm):
    unit = pick(_("承办科室"), ())

    def prepare(self):
        self.fields["unit"].choices = [("", _("请选择")), *form_choices.sections()]

    def clean_unit(self):
        return int(self.cleaned_data["unit"])


class MergeForm(CaseForm):
    master = forms.CharField(label=_("主件编号"), max_length=40, help_text=_("例如：建〔2026〕0012号"))

    def prepare(self):
        if self.case and self.case.similar_group_id:
            self.fields["master"].initial = self.case.similar_group.number

    def clean_master(self):
        return form_choices.numbered(self.cleaned_data["master"])


class DraftReplyForm(CaseForm):
    disposition = radio(_("处理意见"), [(code, Disposition(code).label) for code in REPLIES])
    disposition_reason = area(_("处理理由"), 3, min_length=10, max_length=1000, help_text=_("不采纳的，至少 30 个字。"))
    reply_text = area(_("答复"), 6, min_length=50, max_length=1500, help_text=_("50 至 1500 字，直接给建议人看。"))

    def prepare(self):
        for name in ("disposition", "disposition_reason", "reply_text"):
            self.fields[name].initial = getattr(self.case, name, "")


class ApproveReplyForm(CaseForm):
    reply_text = area(_("答复"), 6, min_length=50, max_length=1500, help_text=_("可以直接修改；发出的就是这里的文字。"))

    def prepare(self):
        self.fields["reply_text"].initial = getattr(self.case, "reply_text", "")


class AdoptTrackForm(forms.Form):
    onward = radio(_("怎样落实"), ONWARD)


class RebutForm(forms.Form):
    facts = area(
        _("补充的新情况"), 4, min_length=10, max_length=2000, help_text=_("只能补充一次；将由另一名经办人重新研究。")
    )


class VerifyAdoptionForm(forms.Form):
    effect = area(_("采纳效果"), 4, min_length=10, max_length=1000, help_text=_("没有落实的，写明原因；会告知建议人。"))
    dropped = forms.BooleanField(label=_("没有落实"), required=False)


class RateForm(forms.Form):
    satisfaction = forms.TypedChoiceField(
        label=_("满意度"), coerce=int, choices=[(n, str(n)) for n in range(5, 0, -1)], widget=forms.RadioSelect,
        help_text=_("5 分为非常满意，1 分为很不满意。"),
    )  # fmt: skip


class NothingForm(forms.Form):
    """An act that asks for nothing but the click."""


FORMS = {
    "open": OpenForm, "classify": ClassifyForm, "route_report": RouteReportForm, "refuse_intake": RefuseIntakeForm,
    "assign": AssignForm, "merge": MergeForm, "draft_reply": DraftReplyForm, "approve_reply": ApproveReplyForm,
    "adopt_track": AdoptTrackForm, "rebut": RebutForm, "verify_adoption": VerifyAdoptionForm, "rate_reply": RateForm,
    "mask_personal": NothingForm, "concur_decline": NothingForm,
}  # fmt: skip
