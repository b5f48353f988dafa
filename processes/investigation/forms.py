"""What people are asked, move by move. Nothing here asks who reported, nor for what belongs to private life (F20)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from processes.investigation import limits, parts
from processes.investigation.choices import (
    Category,
    Jurisdiction,
    Measure,
    Outcome,
    Reporter,
    Source,
    Way,
)
from processes.investigation.fields import CaseForm, area, day, many, pick, radio
from processes.investigation.forms_field import FindingsForm, InterviewForm, ItemForm, SignInterviewForm, StatementForm
from processes.investigation.rows import AllegationsField, RespondentsField, lines
from processes.investigation.triage_form import CallForm
from workflows.acts.roster import SittingForm
from workflows.acts.sitting_forms import SITTING_FORMS

ALLEGATIONS = gettext_lazy(
    "每行一个问题：类别｜反映的问题；只涉及部分人的，写“类别｜1、2｜反映的问题”。不写反映人是谁。"
)
RESPONDENTS = gettext_lazy("每行一人：姓名｜职务。有账号的自动对应。")


class ClueForm(forms.Form):
    """What a clue says, without who said it."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=120, min_length=4,
                            help_text=gettext_lazy("不写反映人，不写结论，"
                                "如“反映某单位评优推荐不公开的问题”。"))  # fmt: skip
    source = pick(gettext_lazy("来源"), Source.choices)
    reporter_kind = radio(gettext_lazy("署名方式"), Reporter.choices)
    allegations = AllegationsField(label=gettext_lazy("反映的问题"), help_text=ALLEGATIONS)
    respondents = RespondentsField(help_text=RESPONDENTS)


def unkept():
    """An input that the browser does not remember."""
    return forms.TextInput(attrs={"autocomplete": "off"})


class AmendForm(CaseForm, ClueForm):
    """The clue as it stands."""

    def prepare(self):
        for name in ClueForm.base_fields:
            self.initial.setdefault(name, getattr(self.case, name))


class FromReportForm(ClueForm):
    """What a report of the channel says, in our words."""

    def answers(self):
        return dict(self.cleaned_data)


ABOVE = (
    ("", gettext_lazy("其他人员")), ("chief", gettext_lazy("本部门负责人或举报受理人员")),
    ("superior", gettext_lazy("上级管理的干部")),
)  # fmt: skip


class IntakeForm(ClueForm):
    """A letter, a visit, a call. What stands in the last three fields is sealed and read by nobody here again."""

    above = radio(
        gettext_lazy("反映的是谁"), ABOVE, required=False,
        help_text=gettext_lazy("后两种的内容直接封存给纪委监委联络员，本部门不留存、不能查看。"),
    )  # fmt: skip
    words = area(
        gettext_lazy("原文（封存）"),
        6,
        4,
        8000,
        help_text=gettext_lazy("照录来件或来访所述。封存后只在“举报受理”里凭口令查看。"),
    )
    reporter_name = forms.CharField(
        label=gettext_lazy("反映人姓名（封存）"), max_length=80, required=False, widget=unkept(),
        help_text=gettext_lazy("实名反映的填写。须两名保管人同意才能启封，每次启封都有记录。"),
    )  # fmt: skip
    reporter_contact = forms.CharField(
        label=gettext_lazy("联系方式（封存）"), max_length=120, required=False, widget=unkept()
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("reporter_kind") == Reporter.NAMED and not said.get("reporter_name"):
            self.add_error("reporter_name", _("实名反映的，请填写反映人姓名；姓名只进封存，不进事项。"))
        if said.get("reporter_kind") == Reporter.ANONYMOUS and said.get("reporter_name"):
            self.add_error("reporter_name", _("匿名反映不能填写姓名。请清空，或改选“实名”。"))
        self._unsaid(said)
        return said

    def _unsaid(self, said):
        """The name of who reported stands in nothing that is not sealed (F10)."""
        name = said.get("reporter_name", "").strip()
        texts = [said.get("title", ""), *(row["text"] for row in said.get("allegations") or ())]
        texts += [row["name"] for row in said.get("respondents") or ()]
        if len(name) > 1 and any(name in text for text in texts):
            self.add_error("allegations", _("标题、反映的问题或被反映人里写了反映人的姓名。请删去后再登记。"))

    def answers(self):
        said = dict(self.cleaned_data)
        name, contact = said.pop("reporter_name"), said.pop("reporter_contact")
        return said | {"identity": {"name": name, "contact": contact} if name else None}


class HandUpForm(forms.Form):
    """Which of the two it is; the content goes for good."""

    about = radio(
        gettext_lazy("反映的是谁"),
        ABOVE[1:],
        help_text=gettext_lazy("办理后，写在这里的内容全部删除，不能找回；只留一行登记。"),
    )


class BypassForm(forms.Form):
    sent_to = forms.CharField(label=gettext_lazy("送往"), min_length=2, max_length=60,
                              help_text=gettext_lazy("有管理权限的上级机关。送出后，本地只留一行登记。"))  # fmt: skip


class AcceptForm(forms.Form):
    verifiability = radio(gettext_lazy("可查性"), [(str(n), str(n)) for n in range(1, 6)],
                          help_text=gettext_lazy("5 表示时间、地点、人员和凭据都具体；"
                              "只看反映的问题，不看谁反映。"))  # fmt: skip


class RouteForm(forms.Form):
    jurisdiction = radio(gettext_lazy("管辖"), [one for one in Jurisdiction.choices if one[0] != Jurisdiction.OWN])
    sent_to = forms.CharField(label=gettext_lazy("转往机关"), min_length=2, max_length=60)


class TeamForm(CaseForm):
    """Two at least, from the register, nobody with an interest."""

    officer = pick(gettext_lazy("承办人"), ())
    team = many(gettext_lazy("核查人员（至少两人）"))

    def prepare(self):
        out = set(self.case.barred()) | set(parts.interested(self.case)) | set(self._gone())
        for name, role in (("officer", "case_officer"), ("team", "investigator")):
            able = [(one.pk, one.name) for one in roles.holders(role) if one.pk not in out]
            self.fields[name].choices = able if name == "team" else [("", _("请选择")), *able]

    def _gone(self):
        """Who has looked into it before does not do so again."""
        return (*self.case.team, *self.case.earlier_team) if self.case.stage == "feedback" else self.case.earlier_team

    def clean_officer(self):
        return int(self.cleaned_data["officer"])


class ChangeTeamForm(TeamForm):
    text = area(gettext_lazy("更换理由"), 2, 10, 500)


class ReopenForm(TeamForm):
    material = area(gettext_lazy("新证据"), 4, 20, 3000, help_text=gettext_lazy("是什么、从哪里来、能证明什么。"))


class StoreForm(forms.Form):
    review_on = day(gettext_lazy("复看日期"), help_text=gettext_lazy("最长六个月。"))


class DismissForm(forms.Form):
    ground = radio(
        gettext_lazy("了结的情形"),
        [("empty", gettext_lazy("没有可以查证的实质内容")), ("false", gettext_lazy("明显不实"))],
    )


class RevisitForm(forms.Form):
    new_clue = area(gettext_lazy("新的线索"), 3, 0, 3000, required=False,
                    help_text=gettext_lazy("未到复看日期的必填；不写反映人是谁。"))  # fmt: skip


class PlanForm(CaseForm):
    plan = area(
        gettext_lazy("核查方案"),
        8,
        20,
        8000,
        help_text=gettext_lazy("只围绕反映的问题：查什么、怎么查、谁来查、何时完成。"),
    )
    measures = forms.MultipleChoiceField(
        label=gettext_lazy("核查措施"), choices=Measure.choices, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self):
        self.initial.setdefault("plan", self.case.plan)
        self.initial.setdefault("measures", self.case.measures)


class WidenForm(CaseForm):
    category = pick(gettext_lazy("类别"), Category.choices)
    allegation = area(gettext_lazy("新发现的问题"), 4, *limits.ALLEGATION)
    concerns = many(gettext_lazy("涉及的被反映人"), required=False, help_text=gettext_lazy("不选就是全部。"))

    def prepare(self):
        self.fields["concerns"].choices = [(row["n"], row["name"]) for row in self.case.respondents]


class ReportForm(forms.Form):
    conclusion = area(gettext_lazy("核查结论"), 10, *limits.CONCLUSION)


class SupplementForm(forms.Form):
    wanted = area(gettext_lazy("补充清单"), 4, 4, 2000, help_text=gettext_lazy("每行一项。最多补充两次。"))

    def clean_wanted(self):
        return lines(self.cleaned_data["wanted"])


class ProposeForm(CaseForm):
    outcomes = forms.MultipleChoiceField(
        label=gettext_lazy("处置意见"), choices=Outcome.choices, widget=forms.CheckboxSelectMultiple
    )
    serious = forms.BooleanField(label=gettext_lazy("属重大事项，提请部务会表决"), required=False,
                                 help_text=gettext_lazy("提请问责和移送的一律表决。"))  # fmt: skip
    reason = area(gettext_lazy("理由"), 4, 10, 2000)
    suggestion = area(gettext_lazy("制度建议"), 4, 0, limits.SUGGESTION[1], required=False,
                      help_text=gettext_lazy("选“制度建议”的必填，决定后登记为建言献策；"
                          "只写制度，不写人和事。"))  # fmt: skip

    def prepare(self):
        """What the findings do not bear is not offered (F14)."""
        found = any(row.get("finding") in ("true", "partly") for row in self.case.allegations)
        never = () if found else (Outcome.ADMONISH, Outcome.ACCOUNT)
        self.fields["outcomes"].choices = [one for one in Outcome.choices if one[0] not in never]


class NotifyForm(CaseForm):
    reply_to_reporter = area(gettext_lazy("对反映人的反馈"), 4, 0, limits.REPLY[1], required=False,
                             help_text=gettext_lazy("只写结果，不写对具体人的处理细节；不超过 800 字。"))  # fmt: skip
    way = radio(gettext_lazy("告知反映人的方式"), Way.choices, initial=Way.DIALOGUE)
    receipt = forms.CharField(label=gettext_lazy("书面或当面告知的经办情况"), max_length=200, required=False)
    result = area(
        gettext_lazy("对被反映人的告知"), 4, 10, 2000, help_text=gettext_lazy("只写结果和权利，不提反映人和谈话对象。")
    )


class ObjectionForm(forms.Form):
    text = area(gettext_lazy("异议内容"), 4, 10, 3000, help_text=gettext_lazy("不写反映人是谁。"))
    evidence = forms.BooleanField(label=gettext_lazy("提供了新证据"), required=False)


class WithdrawalForm(forms.Form):
    text = area(
        gettext_lazy("撤回的情况"), 3, 4, 1000,
        help_text=gettext_lazy("写明何时、怎样提出，不写反映人是谁。登记不停止核查。"),
    )  # fmt: skip


class AnswerObjectionForm(forms.Form):
    answer = area(gettext_lazy("答复"), 4, *limits.REPLY, help_text=gettext_lazy("经封存对话告知反映人。"))


class ClarificationForm(CaseForm):
    respondent = forms.TypedChoiceField(label=gettext_lazy("向谁出具"), coerce=int)
    text = area(gettext_lazy("澄清内容"), 5, 20, 3000)
    scope = forms.CharField(label=gettext_lazy("澄清范围"), min_length=2, max_length=120,
                            help_text=gettext_lazy("与造成影响的范围一致。"))  # fmt: skip
    public = forms.BooleanField(label=gettext_lazy("在上述范围公开"), required=False,
                                help_text=gettext_lazy("须本人书面同意。"))  # fmt: skip

    def prepare(self):
        self.fields["respondent"].choices = [(row["n"], row["name"]) for row in self.case.respondents]


FORMS = SITTING_FORMS | {
    "open": ClueForm, "hand_up": HandUpForm, "amend_clue": AmendForm, "bypass": BypassForm,
    "accept": AcceptForm, "route": RouteForm,
    "convene": CallForm, "open_verify": TeamForm, "store": StoreForm, "dismiss": DismissForm, "revisit": RevisitForm,
    "write_plan": PlanForm, "change_team": ChangeTeamForm, "widen": WidenForm, "record_interview": InterviewForm,
    "sign_interview": SignInterviewForm, "add_item": ItemForm, "write_findings": FindingsForm,
    "take_statement": StatementForm, "submit_report": ReportForm, "supplement": SupplementForm,
    "propose_outcome": ProposeForm, "vote_on_outcome": SittingForm, "notify_parties": NotifyForm,
    "note_objection": ObjectionForm, "note_withdrawal": WithdrawalForm, "answer_objection_of": AnswerObjectionForm,
    "issue_clarification": ClarificationForm, "reopen_for_evidence": ReopenForm,
}  # fmt: skip
