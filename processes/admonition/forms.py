"""What people are asked until the letter is out, and the table of all forms."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from people.models import User
from policy import rules as policy
from processes.admonition import clauses, limits
from processes.admonition.choices import Measure, Mode
from processes.admonition.forms_after import AFTER
from processes.admonition.inputs import CaseForm, Person, area, chosen, day
from workflows.models import Case

SAME = ("title", "measure", "mode", "clause", "legal_basis", "facts_text", "work_failure")


class WorkField(forms.CharField):
    """The number of the work; only what the person may see is found."""

    user = None

    def clean(self, value):
        number = "".join((super().clean(value) or "").split())
        if not number:
            return None
        found = policy.visible(self.user).filter(number=number).first() if self.user else None
        if found is None:
            raise forms.ValidationError(_("没有找到编号为“%s”的事项。请核对编号，或留空。") % number)
        return Case.objects.get(pk=found.pk)


class ProposalForm(CaseForm):
    """One matter, one person, one measure; never anything about family, health or what is done off duty (F20)."""

    own_page = True
    title = forms.CharField(label=gettext_lazy("标题"), max_length=120)
    measure = chosen(gettext_lazy("种类"), Measure.choices)
    mode = chosen(
        gettext_lazy("方式"), Mode.choices, required=False,
        help_text=gettext_lazy("函询一律书面；提醒、诫勉可以谈话，也可以书面。"),
    )  # fmt: skip
    respondent = Person(gettext_lazy("对象"))
    deputy = Person(gettext_lazy("分管副部长"), help_text=gettext_lazy("先由其审核。"))
    clause = forms.ChoiceField(label=gettext_lazy("涉及的底线"))
    legal_basis = forms.CharField(
        label=gettext_lazy("依据"), max_length=500, help_text=gettext_lazy("制度名称和条款。")
    )
    facts_text = area(
        gettext_lazy("事实"), 6, *limits.FACTS,
        help_text=gettext_lazy("只写核实过的时间、经过和结果；不写家庭、健康和证件号码。"),
    )  # fmt: skip
    work_failure = forms.BooleanField(
        label=gettext_lazy("属于工作中的失误"), required=False,
        help_text=gettext_lazy("勾选后，须先核对容错承诺和表决中的不同意见。"),
    )  # fmt: skip
    work_ref = WorkField(
        label=gettext_lazy("涉及工作的编号"), required=False, max_length=40,
        help_text=gettext_lazy("例：创〔2026〕0003号；没有对应工作的留空。"),
    )  # fmt: skip

    def prepare(self):
        self.fields["clause"].choices = [("", _("请选择")), *clauses.offered()]
        able = [one.pk for one in roles.holders("deputy_minister")]
        self.fields["deputy"].queryset = User.objects.filter(pk__in=able).order_by("pinyin")
        self.fields["work_ref"].user = self.by
        if self.by:
            respondents = self.fields["respondent"].queryset
            self.fields["respondent"].queryset = respondents.exclude(pk=self.by.pk)
        for name in SAME if self.case else ():
            self.initial.setdefault(name, getattr(self.case, name))
        if self.case:
            self.initial.setdefault("respondent", self.case.respondent_id)
            self.initial.setdefault("deputy", self.case.deputy_id)
            work = self.case.work_ref
            self.initial.setdefault("work_ref", work.number if work else "")


class ReviewForm(forms.Form):
    decision = chosen(gettext_lazy("审核意见"), (("agree", "同意"), ("return", "退回补正")))
    opinion = area(gettext_lazy("说明"), 2, most=1000)


class LegalForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label=gettext_lazy("结论"), choices=[("1", gettext_lazy("依据和程序合规")), ("0", gettext_lazy("不合规"))],
        widget=forms.RadioSelect, coerce=lambda said: said == "1",
    )  # fmt: skip
    opinion = area(gettext_lazy("合规意见"), 4, 10, 2000)


class LookUpForm(forms.Form):
    note = area(
        gettext_lazy("说明"), 2, most=500, required=False,
        help_text=gettext_lazy("没有对应的工作时，写明为什么没有。"),
    )  # fmt: skip


class OpinionForm(forms.Form):
    opinion = area(gettext_lazy("意见"), 2, most=1000)


class ApproveForm(CaseForm):
    """The minister's word, or the record of what the county committee's leader said."""

    opinion = area(gettext_lazy("批准意见"), 2, most=1000, required=False)
    county_leader = forms.CharField(
        label=gettext_lazy("批示的负责人"), max_length=60, help_text=gettext_lazy("写职务，例：县委主要负责人。")
    )
    county_on = day(gettext_lazy("批示日期"))
    county_text = area(gettext_lazy("批示内容"), 2, 2, 1000)

    def prepare(self):
        if self.case and not self.case.admonishes:
            for name in ("county_leader", "county_on", "county_text"):
                del self.fields[name]
        elif self.case:
            del self.fields["opinion"]


class DeclineForm(forms.Form):
    county_leader = forms.CharField(label=gettext_lazy("批示的负责人"), max_length=60)
    county_on = day(gettext_lazy("批示日期"))
    county_text = area(gettext_lazy("批示内容"), 2, 2, 1000)


class IssueForm(forms.Form):
    requirements = area(
        gettext_lazy("需要说明的问题或改正要求"), 4, 10, 2000,
        help_text=gettext_lazy("写进文书；权利和救济途径由系统写入。"),
    )  # fmt: skip


FORMS = {
    "open": ProposalForm, "amend_proposal": ProposalForm, "review_proposal": ReviewForm,
    "give_legal_opinion": LegalForm, "look_up": LookUpForm, "concur_admonition": OpinionForm, "approve": ApproveForm,
    "decline_consent": DeclineForm, "issue": IssueForm,
} | AFTER  # fmt: skip
