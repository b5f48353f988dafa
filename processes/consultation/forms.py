"""What people are asked, move by move and act by act."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Unit, User
from policy import rules as policy
from processes.consultation import limits, parts
from processes.consultation.choices import URGENCY, WORK_KINDS, Trigger
from processes.consultation.forms_after import (
    ConcludeForm,
    ConfirmForm,
    CureForm,
    DecideForm,
    EscalateForm,
    FollowupForm,
    OutcomeForm,
    TableForm,
)
from processes.consultation.inputs import area, yes_no
from processes.consultation.session_form import CallForm, MeetingForm, StartForm
from workflows.acts.papers_form import AttachForm
from workflows.acts.roster import SittingForm
from workflows.acts.sitting_forms import SITTING_FORMS
from workflows.evidence.forms import UploadsField
from workflows.models import Case

LEAST, MOST = limits.SYMPTOMS


class WorkField(forms.CharField):
    """The number of the work; only what the person may see is found."""

    user = None

    def prepare_value(self, value):
        if isinstance(value, int):
            return Case.objects.filter(pk=value).values_list("number", flat=True).first() or ""
        return getattr(value, "number", value) or ""

    def clean(self, value):
        number = "".join((super().clean(value) or "").split())
        if not number:
            return None
        found = policy.visible(self.user).filter(number=number, kind__in=WORK_KINDS).first() if self.user else None
        if found is None:
            raise forms.ValidationError(
                gettext("没有找到编号为“%s”的立项、创新、督查或整改事项。请核对编号。") % number
            )
        return found


class RequestForm(forms.Form):
    """A request: which work, what is wrong with it, how one knows."""

    wants_case = True

    title = forms.CharField(label=_("标题"), max_length=120, help_text=_("写明会诊什么，如“部分站点利用率低会诊”。"))
    work_ref = WorkField(
        label=_("会诊的工作编号"),
        max_length=40,
        help_text=_("在办或办过的立项、创新、督查、整改，如“立〔2026〕0015号”。"),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.order_by("code"), label=_("承办单位"), help_text=_("这项工作由谁承办；由其自述病情。")
    )
    trigger = forms.ChoiceField(label=_("起因"), choices=[("", _("请选择")), *Trigger.choices])
    symptoms = area(_("症状"), 5, LEAST, MOST)
    evidence_note = area(
        _("依据和材料"), 3, most=2000, required=False, help_text=_("数据、台账、走访所见；文件在建立后添加。")
    )
    urgency = forms.ChoiceField(
        label=_("紧急程度"), choices=URGENCY, initial="normal", help_text=_("加急的，五个工作日内召集。")
    )
    persons_discussed = forms.BooleanField(
        label=_("会诊涉及具体个人"), required=False, help_text=_("勾选后限知：只有参加办理的人能看到。")
    )

    def __init__(self, *args, case=None, by=None, **kwargs):
        kwargs["initial"] = self._known(case) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["work_ref"].user = by

    def _known(self, case):
        if case is None:
            return {}
        same = ("title", "trigger", "symptoms", "evidence_note", "urgency", "persons_discussed")
        return {name: getattr(case, name) for name in same} | {"unit": case.owner_unit_id, "work_ref": case.work_ref_id}


class ProveForm(forms.Form):
    """Files that show what is wrong."""

    evidence = UploadsField(label=_("依据材料"))


class EditForm(RequestForm):
    def clean(self):
        said = super().clean()
        if "unit" in said:
            said["owner_unit"] = said.pop("unit")
        return said


class PersonField(forms.ModelChoiceField):
    def __init__(self, label):
        super().__init__(User.objects.none(), label=label, empty_label=_("请选择"))

    def offer(self, people):
        self.queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("pk")
        self.label_from_instance = lambda person: person.name


class ApproveForm(forms.Form):
    """Who presides and who prepares; neither comes from the unit concerned."""

    wants_case = True

    chair = PersonField(_("主持人"))
    officer = PersonField(_("承办人"))
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=URGENCY)
    persons_discussed = forms.BooleanField(label=_("会诊涉及具体个人"), required=False)

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        if case:
            self.fields["chair"].offer(parts.chairs(case))
            self.fields["officer"].offer(parts.officers(case))
            self.initial = {"urgency": case.urgency, "persons_discussed": case.persons_discussed} | self.initial


class ChairForm(forms.Form):
    wants_case = True

    chair = PersonField(_("主持人"))
    reason = area(_("更换理由"), 2, 4, 500)

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        if case:
            self.fields["chair"].offer(p for p in parts.chairs(case) if p.pk != case.chair_id)


class PrepareForm(forms.Form):
    gather_list = area(_("收集资料清单"), 4, 4, 2000, help_text=_("每行一项；随通知发给承办单位，请其自述。"))


class SelfForm(forms.Form):
    text = area(_("自述病情"), 6, 50, 3000)


class MoreForm(forms.Form):
    items = area(_("需补充的资料"), 3, 4, 2000, help_text=_("每行一项。还没有揭示的意见退回本人，不会公开。"))


class FactsForm(forms.Form):
    new_facts = area(_("新的事实"), 4, 20, 2000)


class ConfirmSeatForm(SittingForm):
    """Whether one comes, and what ties one has; one answer for both."""

    coming = yes_no(_("是否参加"), _("参加"), _("不能参加"))
    ties = forms.ChoiceField(
        label=_("利害关系"), widget=forms.RadioSelect, required=False,
        choices=(("none", _("没有利害关系")), ("some", _("有关系，由主持人决定是否回避")), ("recuse", _("申请回避"))),
    )  # fmt: skip
    note = area(_("说明"), 2, most=200, required=False, help_text=_("不能参加的写明原因；有利害关系的写明是什么关系。"))

    def clean(self):
        said = super().clean()
        note, ties = said.get("note", "").strip(), said.get("ties")
        if said.get("coming") and not ties:
            self.add_error("ties", gettext("请申报有没有利害关系。"))
        if (said.get("coming") is False or ties in ("some", "recuse")) and len(note) < 2:
            self.add_error("note", gettext("请写明原因或是什么关系。"))
        interest = note if ties in ("some", "recuse") else ""
        return {"coming": said.get("coming"), "interest": interest, "recuse": ties == "recuse", "note": note}


class NoteReplyForm(SittingForm):
    seat = forms.TypedChoiceField(label=_("没有账号的参加人"), coerce=int)
    coming = yes_no(_("是否参加"), _("参加"), _("不能参加"))
    note = forms.CharField(label=_("何时怎样确认，有无利害关系"), min_length=4, max_length=200)

    def prepare(self):
        self.fields["seat"].choices = [(row.pk, row.name) for row in self.seats if not row.person_id]


class OpinionForm(forms.Form):
    """One's own opinion; what one wrote before, sealed still or given back, stands ready to be changed."""

    wants_case = True

    diagnosis = area(_("原因判断"), 5, *limits.OPINION)
    advice = area(
        _("对策建议"), 5, *limits.OPINION, help_text=_("交齐或时间到以前只有你自己看得到，可以重交；揭示后不能再交。")
    )

    def __init__(self, *args, case=None, by=None, **kwargs):
        mine = case.sealed.filter(person=by.pk, revealed_at=None).order_by("-pk").first() if case and by else None
        said = {"diagnosis": mine.diagnosis, "advice": mine.advice} if mine else {}
        kwargs["initial"] = said | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class DissentForm(forms.Form):
    text = area(_("不同意见"), 3, 4, 2000, help_text=_("原话记入会诊意见书。"))


FORMS = SITTING_FORMS | {
    "open": RequestForm, "edit": EditForm, "attach": AttachForm, "prove_request": ProveForm,
    "approve": ApproveForm, "change_chair": ChairForm,
    "prepare": PrepareForm, "describe_self": SelfForm, "call_session": CallForm, "convene": MeetingForm,
    "confirm_seat": ConfirmSeatForm, "note_reply": NoteReplyForm, "convene_session": StartForm,
    "open_session": StartForm, "ask_more_info": MoreForm, "give_opinion": OpinionForm, "note_dissent": DissentForm,
    "reveal_opinions": SittingForm, "write_table": TableForm, "conclude": ConcludeForm, "vote_on_measures": SittingForm,
    "decide": DecideForm, "record_follow_up": FollowupForm, "record_effect": OutcomeForm, "confirm_cure": ConfirmForm,
    "cure": CureForm, "escalate_to_county": EscalateForm, "reopen_request": FactsForm,
}  # fmt: skip
