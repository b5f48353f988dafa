"""Forms that every process has, and how a form is made for one way of acting."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.acts.urging import LONGEST
from workflows.declare import ABSTAIN, AGREE, OPPOSE

SAID = {
    "vote": ((AGREE, gettext_lazy("赞成")), (OPPOSE, gettext_lazy("反对")), (ABSTAIN, gettext_lazy("弃权"))),
    "sign": ((AGREE, gettext_lazy("同意")), (OPPOSE, gettext_lazy("不同意"))),
}


class NoForm(forms.Form):
    """A move that asks for nothing but the click."""


class TitleForm(forms.Form):
    """Opening a case of a process that states no form `open`."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=120)


class ReasonField(forms.CharField):
    """A written reason (R13). The kernel refuses a short one too; here it is said beside the field."""

    def __init__(self):
        super().__init__(
            label=gettext_lazy("理由"), min_length=10, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext_lazy("至少 10 个字；理由会告知对方，并记入留痕。"),
        )  # fmt: skip


class SignForm(forms.Form):
    """One voice in a signing; nothing is chosen beforehand."""

    decision = forms.ChoiceField(label=gettext_lazy("我的意见"), widget=forms.RadioSelect)
    opinion = forms.CharField(
        label=gettext_lazy("意见说明"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, rule=None, said="", **kwargs):
        super().__init__(*args, **kwargs)
        vote = rule is not None and rule.mode == "vote"
        offered = SAID["vote" if vote else "sign"]
        self.fields["decision"].choices = [pair for pair in offered if pair[0] != ABSTAIN or rule.abstains]
        self.fields["decision"].help_text = said
        self.secret = rule is not None and rule.secret
        if self.secret:
            del self.fields["opinion"]  # words would tell who cast it

    def clean(self):
        said = super().clean()
        if (
            "opinion" in self.fields
            and said.get("decision") in (OPPOSE, ABSTAIN)
            and not said.get("opinion", "").strip()
        ):
            self.add_error("opinion", _("不同意、反对或弃权时，请写明意见；意见记入留痕。"))
        return said


class AttachForm(forms.Form):
    """A paper for the case."""

    kind = forms.CharField(label=gettext_lazy("材料名称"), max_length=40)
    file = forms.FileField(
        label=gettext_lazy("文件"), help_text=gettext_lazy("不超过 50 MB；原件保存，摘要值记入留痕。")
    )


class CommentForm(forms.Form):
    """A word that stays in the history."""

    text = forms.CharField(
        label=gettext_lazy("说明"), min_length=2, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class UrgeForm(forms.Form):
    """A word to those who hold the work, if one is needed."""

    text = forms.CharField(
        label=gettext_lazy("催办的话"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("可以不写；发给正在办理的人，并记入留痕。"),
    )  # fmt: skip


# Acts of the engine for which a process need not write a form.
COMMON = {"attach": AttachForm, "comment": CommentForm, "acknowledge": NoForm, "urge": UrgeForm}


def made(kind, *args, case=None, by=None, reason=False, **kwargs):
    """Make a form; one that sets `wants_case` is told the case and the person. Prefix-free names are answers."""
    if getattr(kind, "wants_case", False):
        kwargs |= {"case": case, "by": by}
    form = kind(*args, **kwargs)
    if reason and "reason" not in form.fields:
        form.fields["reason"] = ReasonField()
    for field in form.fields.values():
        if hasattr(field, "stage_for"):  # files wait in the case for their owner until the act takes them
            field.stage_for(case, by)
    return form
