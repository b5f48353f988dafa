"""Calling the hearing: participants by group, from the register and by name; in the vote, all members."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people import roles
from people.models import User
from processes.innovation_hearing.choices import GROUPS, Level
from workflows.acts.sitting_forms import ConveneForm

# From which posts the people of a group usually come; anybody else is added by name search or as a name.
POSTS = {
    "delegates": ("panelist",), "veterans": ("panelist", "expert"),
    "townships": ("township_member", "township_secretary"), "experts": ("expert",),
    "public": ("village_cadre", "ext_supervisor"),
}  # fmt: skip


class CallForm(ConveneForm):
    """At the hearing stage it asks for level, selection method and participants; at the vote only time and place."""

    groups = GROUPS

    def prepare(self):
        self.is_vote = bool(self.case and self.case.stage == "exec_vote")
        if self.is_vote or not self.case:
            return
        del self.fields["agenda"]
        self.fields["level"] = forms.ChoiceField(
            label=_("听证层次"), choices=Level.choices, initial=self.case.hearing_level or Level.DEPARTMENT
        )
        self.fields["selection"] = forms.CharField(
            label=_("参加人遴选办法"), min_length=10, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("怎样产生、怎样保证各方都有代表；随听证通知公布。"),
        )  # fmt: skip
        known = roles.holders_of_each({post for posts in POSTS.values() for post in posts})
        for group, label in GROUPS:
            self._group(group, label, known)

    def _group(self, group, label, known):
        keep_out = set(self.case.conflicted()) | {self.case.chair_id}
        found = {p.pk: p.name for post in POSTS[group] for p in known[post] if p.pk not in keep_out}
        self.fields[f"people_{group}"] = forms.TypedMultipleChoiceField(
            label=label, coerce=int, required=False, choices=sorted(found.items()), widget=forms.CheckboxSelectMultiple
        )
        self.fields[f"names_{group}"] = forms.CharField(
            label=_("%s：没有账号的参加人") % label, required=False, max_length=500,
            help_text=_("多人用顿号分开；材料书面送达，在纸质笔录上签字。"),
        )  # fmt: skip

    def kind(self):
        return super().kind() if self.is_vote else "hearing"

    def clean(self):
        said = super().clean()
        own = ("starts_at", "place", "agenda", "level", "selection", "kind", "seats")
        return {name: said[name] for name in own if name in said}

    def chosen(self, said):
        if self.is_vote:
            return super().chosen(said)
        seats = [{"person": self.case.chair_id, "role": "chair", "entitled": False}]
        seats += [{"person": pk, "role": "observer", "entitled": False} for pk in self._introducers()]
        for group, _label in GROUPS:
            seats += [{"person": pk, "group": group} for pk in said.get(f"people_{group}", ())]
            names = said.get(f"names_{group}", "").replace(",", "、").replace("，", "、").split("、")
            seats += [{"name": name.strip(), "group": group} for name in names if name.strip()]
        if len(seats) < 4:
            raise forms.ValidationError(_("请至少选择三类参加人。"))
        return seats

    def _introducers(self):
        """The section's head introduces the proposal and hears the questions; they have no seat in the panel."""
        heads = roles.holders("section_head", unit=self.case.owner_unit)
        ids = [person.pk for person in heads]
        return User.objects.filter(pk__in=ids).exclude(pk=self.case.chair_id).values_list("pk", flat=True)
