"""Calling the triage: three at least who judge together, chosen for this clue; and the executive meeting later."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from processes.investigation import parts
from workflows.acts.sitting_forms import ConveneForm

POSTS = ("section_head", "deputy_minister", "legal_reviewer", "case_officer", "discipline_liaison", "ext_supervisor")
LEAST = 3


class CallForm(ConveneForm):
    """Who judges a clue comes from these posts and has no interest in it; in the meeting all members sit."""

    def prepare(self):
        if not self.case or self.case.stage != "triage":
            return
        del self.fields["agenda"]
        out = set(parts.interested(self.case))
        known = roles.holders_of_each(set(POSTS))
        found = {one.pk: one.name for post in POSTS for one in known[post] if one.pk not in out}
        self.fields["panel"] = forms.TypedMultipleChoiceField(
            label=gettext_lazy("研判人员（至少三人）"), coerce=int, choices=sorted(found.items()),
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip

    def clean(self):
        said = super().clean()
        return {name: said[name] for name in ("starts_at", "place", "agenda", "kind", "seats") if name in said}

    def chosen(self, said):
        if "panel" not in self.fields:
            return super().chosen(said)
        panel = said.get("panel", ())
        if len(panel) < LEAST:
            raise forms.ValidationError(_("研判会没有安排：研判人员至少三人。请补充后再提交。"))
        return [{"person": pk} for pk in panel]
