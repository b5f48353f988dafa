"""What people are asked, act by act."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from people.models import User
from processes.immunity import works
from processes.immunity.choices import ASKED, BOTTOM_LINES, FAVOURS, LOOKS, Conclusion, Ground
from workflows.acts.sitting_forms import ConveneForm
from workflows.evidence.forms import UploadsField, WithUploads

QUESTION = "是否认定容错（含部分容错）"
REVOCATION = "是否撤销承诺书"


def lines(rows=4):
    return forms.Textarea(attrs={"rows": rows})


def area(label, least=10, most=4000, rows=4, **more):
    return forms.CharField(label=label, min_length=least, max_length=most, widget=lines(rows), **more)


class Day(forms.DateField):
    """A date with the browser's picker."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class LinesField(forms.CharField):
    """A text of lines that becomes a list."""

    def __init__(self, rows=4, **kwargs):
        super().__init__(widget=lines(rows), max_length=4000, **kwargs)

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value):
        return [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]


class People(forms.ModelMultipleChoiceField):
    """Several people, out of a list that the case narrows."""

    def __init__(self, **kwargs):
        super().__init__(User.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value):
        return [one.pk for one in super().clean(value)]


class CaseForm(forms.Form):
    """A form that knows its case."""

    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by
        if case is not None:
            self.prepare()

    def prepare(self):
        """Narrow choices to the case. Forms override."""


class EditForm(CaseForm):
    """What the certificate says; the bottom lines are not asked, since nobody changes them."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=120)
    scope = area(
        gettext_lazy("适用范围"), most=2000,
        help_text=gettext_lazy("写明哪些事项、哪个阶段、哪些地方的探索性失误可以容错。"),
    )  # fmt: skip
    conditions = LinesField(label=gettext_lazy("适用条件"), help_text=gettext_lazy("每行一条，至少一条。"))
    valid_from = Day(label=gettext_lazy("有效期自"))
    valid_to = Day(label=gettext_lazy("有效期至"), help_text=gettext_lazy("最长 24 个月。"))

    def prepare(self):
        for name in self.fields:
            self.initial.setdefault(name, getattr(self.case, name))


class HoldersForm(CaseForm):
    holders = People(label=gettext_lazy("持有人"))

    def prepare(self):
        near = Q(unit=self.case.owner_unit_id) | Q(pk__in=self.case.holders)
        self.fields["holders"].queryset = User.objects.filter(near, is_active=True, kind="person").order_by("pinyin")
        self.initial.setdefault("holders", self.case.holders)


class AcceptForm(forms.Form):
    conditions_read = forms.BooleanField(
        label=gettext_lazy("已阅读适用条件和五条底线；知悉承诺不免除违纪违法责任"), required=False
    )


class ClaimForm(CaseForm):
    """In which matter, about an act of which day, and why it is covered."""

    matter = forms.ChoiceField(label=gettext_lazy("针对的事项"))
    act_on = Day(label=gettext_lazy("行为发生日期"), help_text=gettext_lazy("须在承诺书有效期内。"))
    statement = area(gettext_lazy("主张的理由"), most=3000)

    def prepare(self):
        rows = works.matters(self.case)
        self.fields["matter"].choices = [(one.pk, one.number or _(one.own.process.label)) for one in rows]


class PanelForm(CaseForm):
    panel = People(label=gettext_lazy("核实组"), help_text=gettext_lazy("至少三名外部成员，不得与当事人有利害关系。"))

    def prepare(self):
        barred = self.case.barred()
        able = {one.pk for code in ("panelist", "expert", "ext_supervisor") for one in roles.holders(code)} - barred
        outside = User.objects.filter(pk__in=able, unit__code="EXT").order_by("pinyin")
        self.fields["panel"].queryset = outside
        self.initial.setdefault("panel", self.case.panel)


class LookForm(WithUploads, forms.Form):
    """One of the seven looks."""

    look = forms.ChoiceField(label=gettext_lazy("核实项目"))
    finding = area(gettext_lazy("核实情况"), most=3000)
    proof = forms.CharField(
        label=gettext_lazy("依据"), max_length=500, required=False,
        help_text=gettext_lazy("材料名称和编号；只有文件的可以只上传。"),
    )  # fmt: skip
    favours = forms.ChoiceField(label=gettext_lazy("意见"), choices=FAVOURS, widget=forms.RadioSelect)
    line = forms.ChoiceField(
        label=gettext_lazy("触及的底线"), required=False,
        help_text=gettext_lazy("触及底线的，承诺书不适用。"),
    )  # fmt: skip
    uploads = UploadsField(label=gettext_lazy("证明文件"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        done = self.case.looks if self.case else ()
        left = sorted(LOOKS, key=lambda pair: pair[0] in done)
        self.fields["look"].choices = [(code, f"{label}：{ASKED[code]}") for code, label in left]
        self.fields["line"].choices = [("", _("没有触及")), *BOTTOM_LINES]


class StatementForm(CaseForm):
    """What is stated; who writes it down for somebody else names them."""

    stated_by = forms.CharField(label=gettext_lazy("陈述人"), max_length=60, required=False)
    text = area(gettext_lazy("陈述内容"), most=5000, rows=6)

    def prepare(self):
        own = self.by and self.by.pk in {*self.case.holders, *works.players(self.case, "respondent")}
        if own:
            del self.fields["stated_by"]


class ConcludeForm(CaseForm):
    """The conclusion as voted, with its reasons."""

    conclusion = forms.ChoiceField(label=gettext_lazy("结论"), choices=Conclusion.choices, widget=forms.RadioSelect)
    covered = LinesField(
        label=gettext_lazy("容错的部分"), required=False, help_text=gettext_lazy("部分容错的，每行写一条。")
    )
    reasons = area(gettext_lazy("理由"), least=20)

    def prepare(self):
        for name, value in self.case.panel_opinion.items() if self.case.stage == "proposed_conclusion" else ():
            if name in self.fields:
                self.initial.setdefault(name, value)


class ReviewForm(forms.Form):
    new_facts = area(gettext_lazy("新的事实"), least=20)


class RevocationForm(forms.Form):
    ground = forms.ChoiceField(label=gettext_lazy("理由"), choices=Ground.choices, widget=forms.RadioSelect)
    line = forms.ChoiceField(
        label=gettext_lazy("触及的底线"), required=False, choices=[("", gettext_lazy("不是因为底线")), *BOTTOM_LINES]
    )
    facts = area(
        gettext_lazy("事实"), least=20, help_text=gettext_lazy("会原文送达持有人，由其在十个工作日内陈述申辩。")
    )


class MeetingForm(ConveneForm):
    """The panel or the executive meeting: one motion, the same whoever calls it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["agenda"]

    def clean(self):
        return super().clean() | {"agenda": [REVOCATION if self.case.stage == "active" else QUESTION]}


FORMS = {
    "edit": EditForm, "name_holders": HoldersForm, "accept": AcceptForm, "claim": ClaimForm, "name_panel": PanelForm,
    "answer_look": LookForm, "record_statement": StatementForm, "conclude": ConcludeForm, "ask_review": ReviewForm,
    "propose_revocation": RevocationForm, "convene": MeetingForm,
}  # fmt: skip
