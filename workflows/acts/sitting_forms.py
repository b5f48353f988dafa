"""Forms for the acts of a sitting. Each answers exactly what its act takes.

`on_sitting` forms belong on the page of the sitting, not on the case page: they are about its roster.
"""

from django import forms
from django.utils.translation import gettext as _translated
from django.utils.translation import gettext_lazy as _

from workflows.acts import notice, voting
from workflows.acts.minutes_forms import (
    AmendRecordForm,
    AnswerOpinionsForm,
    NoteSignatureForm,
    RecordForm,
    SignRecordForm,
)
from workflows.acts.roster import SittingForm, clock_input, seat_choice, services

CHOICES = (("pass", _("赞成")), ("defer", _("缓议")), ("reject", _("反对")), ("abstain", _("弃权")))
DECLARED = (("none", _("没有利害关系")), ("some", _("有关系，由主持人决定是否回避")), ("recuse", _("申请回避")))


class ServeForm(SittingForm):
    """Papers go to everybody on the roster who has not been served; without an account on paper, with a receipt."""

    paper = forms.CharField(label=_("送达的材料"), max_length=60)

    def prepare(self):
        self.fields["paper"].initial = _("会议材料")
        lacking = set(notice.unserved(self.case, self.seats)) if self.sitting else set()
        # When everybody has been served, serving again means everybody.
        to = [seat for seat in self.seats if not lacking or seat.name in lacking]
        self.outside, self.to = [seat for seat in to if not seat.person_id], [seat.pk for seat in to]
        for seat in self.outside:
            self.fields[f"receipt_{seat.pk}"] = forms.CharField(
                label=_("%s 的送达回证") % seat.name, max_length=200, help_text=_("书面送达：写明签收人和日期。")
            )

    def clean(self):
        said = super().clean()
        receipts = {seat.pk: said.get(f"receipt_{seat.pk}", "") for seat in self.outside}
        moment = next(iter(notice.moments(self.case)), "")
        return {"paper": said.get("paper"), "moment": moment, "receipts": receipts, "only": self.to}


class ServeOnPaperForm(SittingForm):
    """The fallback when somebody does not read in time."""

    service = forms.TypedChoiceField(label=_("未签收的人"), coerce=int)
    receipt = forms.CharField(label=_("送达回证"), max_length=200, help_text=_("写明签收人和日期。"))

    def prepare(self):
        rows = [row for row in services(self.case) if row.person_id and not row.read_at] if self.case else ()
        self.fields["service"].choices = [(row.pk, f"{row.name}（{row.paper}）") for row in rows]


class AcknowledgeForm(SittingForm):
    """A click: the papers have come and been read."""


class DeclareForm(SittingForm):
    declared = forms.ChoiceField(label=_("利害关系"), choices=DECLARED, widget=forms.RadioSelect)
    interest = forms.CharField(
        label=_("是什么关系"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self):
        said = super().clean()
        if said.get("declared") in ("some", "recuse") and len(said.get("interest", "").strip()) < 2:
            self.add_error("interest", _("请写明是什么关系。"))
        return {"interest": said.get("interest", ""), "recuse": said.get("declared") == "recuse"}


class RecuseForm(SittingForm):
    seat = forms.TypedChoiceField(label=_("回避的人"), coerce=int)
    reason = forms.CharField(label=_("回避理由"), min_length=4, max_length=500)

    def prepare(self):
        self.fields["seat"].choices = seat_choice(s for s in self.seats if not s.recused)


class AttendForm(SittingForm):
    """Who came; of who did not come, why, and what they sent in writing."""

    present = forms.TypedMultipleChoiceField(
        label=_("到会的人"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self):
        self.fields["present"].choices = seat_choice(self.seats, groups=True)
        self.fields["present"].initial = [seat.pk for seat in self.seats if seat.present]
        for seat in self.seats:
            if not seat.present and self.sitting.opened_at is None:
                label = _("%s 未到的原因") % seat.name
                self.fields[f"absence_{seat.pk}"] = forms.CharField(
                    label=label, max_length=200, required=False, initial=seat.absence
                )
        self.fields["written_by"] = forms.TypedChoiceField(
            label=_("书面意见来自"), coerce=int, required=False, empty_value=None,
            choices=[("", _("没有")), *seat_choice(s for s in self.seats if not s.present)],
            help_text=_("未到会成员的书面意见记入笔录，不计票。"),
        )  # fmt: skip
        self.fields["written"] = forms.CharField(
            label=_("书面意见"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )

    def clean(self):
        said = super().clean()
        absences = {s.pk: said.get(f"absence_{s.pk}", "") for s in self.seats if said.get(f"absence_{s.pk}")}
        written = {said["written_by"]: said["written"]} if said.get("written_by") and said.get("written") else {}
        return {"present": said.get("present", []), "absences": absences, "written": written}


class StartVoteForm(SittingForm):
    """A click: the vote is open."""


class BallotForm(SittingForm):
    """One choice for each question, none made beforehand; who does not agree says why."""

    def prepare(self):
        self.items = list(self.sitting.agenda.order_by("place")) if self.sitting else []
        self.plain = {"pass", ""}  # what needs no words
        offered = self._ways() or CHOICES
        for item in self.items:
            self.fields[f"choice_{item.pk}"] = forms.ChoiceField(
                label=item.question, choices=offered, widget=forms.RadioSelect
            )
        self.fields["opinion"] = forms.CharField(
            label=_("意见"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("反对、缓议或弃权必须写明；原文记入纪要。"),
        )  # fmt: skip

    def clean(self):
        said = super().clean()
        choices = {item.pk: said.get(f"choice_{item.pk}", "") for item in self.items}
        if set(choices.values()) - self.plain and len(said.get("opinion", "").strip()) < 2:
            self.add_error("opinion", _("反对、缓议或弃权请写明意见，意见会原文记入纪要。"))
        return {"choices": choices, "opinion": said.get("opinion", "")}

    def _ways(self):
        """The ways on that the vote chooses between, by the names of their moves."""
        found = voting.ways(voting.rule_of(self.case, self.sitting)) if self.sitting else ()
        self.plain |= set(found)
        labels = outcome_labels(self.case, self.sitting.stage) if found else {}
        return [*((way, labels[way]) for way in found), CHOICES[-1]] if found else ()


def outcome_labels(case, stage):
    """Outcome → the name of the move that it licenses."""
    return {move.outcome: _translated(move.label) for move in case.rules.moves_from(stage) if move.outcome}


class ConveneForm(SittingForm):
    """A meeting of a standing body: all of its members are seated; only time and place are chosen."""

    on_sitting = False
    starts_at = clock_input(_("时间"))
    place = forms.CharField(label=_("地点"), max_length=120)
    agenda = forms.CharField(
        label=_("议题"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("每行一项，逐项表决；不填则以事项标题为议题。第一项决定本事项。"),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        agenda = [line.strip() for line in said.pop("agenda", "").splitlines() if line.strip()]
        return said | {"agenda": agenda, "kind": self.kind(), "seats": self.chosen(said)}

    def kind(self):
        signing = self.case.rules.stages[self.case.stage].signing
        return signing.sitting if signing else "meeting"

    def chosen(self, said):
        return [{"person": pk} for pk in self.case.must_sit() or ()]


SITTING_FORMS = {
    "convene": ConveneForm, "serve": ServeForm, "serve_on_paper": ServeOnPaperForm, "acknowledge": AcknowledgeForm,
    "declare_interest": DeclareForm, "recuse": RecuseForm, "attend": AttendForm, "record": RecordForm,
    "sign_record": SignRecordForm, "amend_record": AmendRecordForm, "note_signature": NoteSignatureForm,
    "answer_opinions": AnswerOpinionsForm, "start_vote": StartVoteForm, "ballot": BallotForm,
}  # fmt: skip
