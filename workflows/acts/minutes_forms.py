"""Forms for minutes, opinions and signatures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.acts.roster import SittingForm, seat_choice
from workflows.models import Opinion

SPARE = 3
ADOPTED = (("adopt", _("采纳")), ("part", _("部分采纳")), ("decline", _("不采纳")))
SIGNED = (("sign", _("与会上所说一致，签字")), ("refuse", _("拒绝签字")))


class RecordForm(SittingForm):
    """The minutes, and below them each opinion that must be answered."""

    minutes = forms.CharField(
        label=_("笔录"), min_length=20, max_length=20000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("改动后，已签字的人须重新签字。"),
    )  # fmt: skip

    def prepare(self):
        if self.sitting is None:
            return
        self.fields["minutes"].initial = self.sitting.minutes
        known = list(self.sitting.opinions.order_by("pk"))
        self.count = len(known) + SPARE
        for n in range(self.count):
            self._opinion(n, known[n] if n < len(known) else None)

    def _opinion(self, n, opinion):
        names = {"n": n + 1}
        self.fields[f"opinion_{n}"] = forms.CharField(
            label=_("意见 %(n)d") % names, required=False, max_length=1000, initial=opinion and opinion.text,
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields[f"seat_{n}"] = forms.TypedChoiceField(
            label=_("意见 %(n)d 由谁提出") % names, required=False, coerce=int, empty_value=None,
            choices=[("", _("请选择")), *seat_choice(s for s in self.seats if s.present)],
            initial=opinion and opinion.seat_id,
        )  # fmt: skip

    def clean(self):
        said = super().clean()
        rows = [{"text": said.get(f"opinion_{n}", ""), "seat": said.get(f"seat_{n}")} for n in range(self.count)]
        return {"minutes": said.get("minutes", ""), "opinions": [row for row in rows if row["text"].strip()]}


class SignRecordForm(SittingForm):
    signed = forms.ChoiceField(label=_("核对笔录"), choices=SIGNED, widget=forms.RadioSelect)
    refusal = forms.CharField(
        label=_("拒签理由"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("拒签须写明理由，记入笔录。"),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        refused = said.get("signed") == "refuse"
        if refused and len(said.get("refusal", "").strip()) < 2:
            self.add_error("refusal", _("拒绝签字须写明理由。"))
        return {"refusal": said.get("refusal", "") if refused else ""}


class AmendRecordForm(SittingForm):
    change = forms.CharField(
        label=_("哪里要改、改成什么"), min_length=4, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("记录员会看到；改后重新传阅，已签字的人须重新签字。"),
    )  # fmt: skip


class NoteSignatureForm(SittingForm):
    """For who has no account: the signature on paper. For who refuses: the reason."""

    seat = forms.TypedChoiceField(label=_("参加人"), coerce=int)
    refusal = forms.CharField(
        label=_("拒签理由"), required=False, max_length=1000,
        help_text=_("已在纸质笔录上签字的不填；有账号的参加人须本人签字。"),
    )  # fmt: skip

    def prepare(self):
        left = [s for s in self.seats if s.present and not s.signed_at and not s.refusal]
        self.fields["seat"].choices = seat_choice(left)


class AnswerOpinionsForm(SittingForm):
    """Each opinion of the hearings: adopted, in part, or not, and why not."""

    def prepare(self):
        rows = Opinion.objects.filter(sitting__case=self.case) if self.case else Opinion.objects.none()
        self.opinions = list(rows.select_related("seat").order_by("pk"))
        for opinion in self.opinions:
            said_by = opinion.seat.name if opinion.seat else _("与会人员")
            self.fields[f"adopted_{opinion.pk}"] = forms.ChoiceField(
                label=f"{said_by}：{opinion.text}", choices=ADOPTED, widget=forms.RadioSelect, required=False,
                initial=opinion.adopted,
            )  # fmt: skip
            self.fields[f"reason_{opinion.pk}"] = forms.CharField(
                label=_("理由"), required=False, max_length=1000, initial=opinion.reason,
                widget=forms.Textarea(attrs={"rows": 2}), help_text=_("部分采纳或不采纳必填。"),
            )  # fmt: skip

    def clean(self):
        said, answers = super().clean(), {}
        for opinion in self.opinions:
            adopted, reason = said.get(f"adopted_{opinion.pk}"), said.get(f"reason_{opinion.pk}", "")
            if adopted:
                answers[opinion.pk] = {"adopted": adopted, "reason": reason}
            if adopted in ("part", "decline") and not reason.strip():
                self.add_error(f"reason_{opinion.pk}", _("部分采纳或不采纳须写明理由。"))
        return {"answers": answers}
