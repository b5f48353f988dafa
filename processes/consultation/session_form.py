"""Calling a session by groups of people, starting it, and calling the executive meeting for its vote."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people import calendar, clock, roles
from people.models import Unit
from processes.consultation import table
from processes.consultation.choices import GROUPS
from workflows import sittings
from workflows.acts.roster import SittingForm, clock_input
from workflows.acts.sitting_forms import ConveneForm

OUTER = (Unit.Kind.INSTITUTION, Unit.Kind.BODY, Unit.Kind.EXTERNAL)
# From which posts, and of which units, the people of a group usually come; others are added as names.
POSTS = {
    "units": (("section_head", OUTER), ("discipline_liaison", ())),
    "sections": (("section_head", (Unit.Kind.SECTION,)),),
    "veterans": (("panelist", (Unit.Kind.EXTERNAL,)),),
    "experts": (("expert", ()),),
    "townships": (("township_secretary", ()), ("township_member", ())),
    "delegates": (("panelist", (Unit.Kind.EXTERNAL,)),),
}  # fmt: skip


def people_of(group, out):
    """Person id → name of those who could be asked for a group."""
    found = {}
    for post, kinds in POSTS[group]:
        for person in roles.holders(post):
            if person.pk not in out and (not kinds or person.unit.kind in kinds):
                found[person.pk] = person.name
    return found


class CallForm(ConveneForm):
    """Time, place, and participants of at least three groups."""

    groups = GROUPS
    on_sitting = False
    agenda = None

    def prepare(self):
        for group, label in GROUPS if self.case else ():
            self._group(group, label, set(self.case.conflicted()) | {self.case.chair_id})

    def _group(self, group, label, out):
        pairs = sorted(people_of(group, out).items())
        self.fields[f"people_{group}"] = forms.TypedMultipleChoiceField(
            label=label, coerce=int, required=False, choices=pairs, widget=forms.CheckboxSelectMultiple
        )
        self.fields[f"names_{group}"] = forms.CharField(
            label=_("%s：没有账号的参加人") % label, required=False, max_length=500,
            help_text=_("多人用顿号分开；电话确认，材料书面送达。"),
        )  # fmt: skip

    def clean(self):
        said = forms.Form.clean(self)
        seats, seen = [{"person": self.case.chair_id, "role": "chair", "entitled": False}], {self.case.chair_id}
        for pk in self._introducers() - seen:
            seats.append({"person": pk, "role": "observer", "entitled": False})
            seen.add(pk)
        chosen = [seat for group, _label in GROUPS for seat in self._chosen(said, group, seen)]
        if len(chosen) < 5 or len({seat["group"] for seat in chosen}) < 3:
            raise forms.ValidationError(_("请至少选择三类、五名会诊人。"))
        return {"starts_at": said.get("starts_at"), "place": said.get("place"), "seats": seats + chosen}

    def _chosen(self, said, group, seen):
        for pk in said.get(f"people_{group}", ()):
            if pk not in seen:  # somebody may stand under two groups
                seen.add(pk)
                yield {"person": pk, "group": group}
        names = said.get(f"names_{group}", "").replace(",", "、").replace("，", "、").split("、")
        yield from ({"name": name.strip(), "group": group} for name in names if name.strip())

    def _introducers(self):
        """The unit's head describes the work and hears the questions, without an opinion in the panel."""
        return {person.pk for person in roles.holders("section_head", unit=self.case.owner_unit)}


class StartForm(SittingForm):
    """Until when opinions are taken; and that declared interests were looked at."""

    on_sitting = False
    opinions_until = clock_input(
        _("意见截止时间"), help_text=_("两个工作日以内；交齐或到时一并揭示，此前任何人看不到别人的意见。")
    )

    def prepare(self):
        self.fields["opinions_until"].initial = self._default()
        from processes.consultation import panel  # it comes to this form by way of the model

        named = panel.interests(sittings.current(self.case, "planned")) if self.case else []
        if named:
            told = "；".join(f"{row.name}：{row.interest}" for row in named)
            self.fields["interests_checked"] = forms.BooleanField(
                label=_("已审查申报的利害关系，认为不必回避"), required=False, help_text=told
            )

    def _default(self):
        days, today = calendar.load(), clock.today()
        end = days.add(today, 1, "wd").date
        return timezone.make_aware(datetime.combine(end, time(17, 30))).strftime("%Y-%m-%dT%H:%M")


class MeetingForm(ConveneForm):
    """The executive meeting: all members, and the measures that touch money or staff as its questions."""

    groups = GROUPS
    agenda = None

    def clean(self):
        said = forms.Form.clean(self)
        questions = [row["content"][:400] for row in table.crossing(self.case.measures)]
        seats = [{"person": pk} for pk in self.case.must_sit() or ()]
        known = {name: said.get(name) for name in ("starts_at", "place")}
        return known | {"agenda": questions, "kind": "exec_meeting", "seats": seats}
