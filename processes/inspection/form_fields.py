"""Fields and bases that the forms of this process share."""

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from processes.inspection import clauses
from workflows.evidence import reading
from workflows.evidence.forms import UploadsField


def area(label, rows=4, **more):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def pick(label, choices=(), **more):
    return forms.ChoiceField(label=label, choices=[("", _("请选择")), *choices], **more)


def radio(label, choices=(), **more):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


def ticks(label, choices, **more):
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **more)


def many(label, rows, **more):
    return forms.ModelMultipleChoiceField(rows, label=label, widget=forms.CheckboxSelectMultiple, **more)


def day(label, **more):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def moment(label, **more):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **more)


class Lines(forms.CharField):
    """One entry per line, as a list."""

    def __init__(self, rows=3, **more):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **more)

    def clean(self, value):
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class CaseForm(forms.Form):
    """A form that is told the case and the person, and starts from what the case says."""

    wants_case = True
    known = ()

    def __init__(self, *args, case=None, by=None, **kwargs):
        said = {name: getattr(case, name) for name in self.known if case}
        kwargs["initial"] = said | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by
        for field in self.fields.values():
            if isinstance(field, UploadsField):
                field.stage_for(case, by)
        self.prepare()

    def prepare(self):
        """Fill in what depends on the case."""


class BesideFinding(forms.Textarea):
    """Room for words about one finding, with the finding and what proves it above them."""

    seen = None  # finding, clause, proofs, by

    def render(self, name, value, attrs=None, renderer=None):
        """Drawn by the templates of pages, which know the components; those of forms do not."""
        box = super().render(name, value, attrs, renderer)
        return render_to_string("inspection/beside.html", {"seen": self.seen, "box": box})

    class Media:
        css = {"all": ("inspection/desk.css",)}


class AnswersForm(CaseForm):
    """One text for each of some findings; together they are one answer, number → text."""

    prefix_of = ""
    own_page = True
    at_the_end = ()

    def prepare(self):
        shown = reading.by_part(self.case, self.by) if self.case else {}
        for finding, label in self.rows() if self.case else ():
            field = forms.CharField(
                label=label, widget=BesideFinding(attrs={"rows": 4}), max_length=4000, required=False
            )
            proofs = shown.get(f"finding:{finding.no}", [])
            words = clauses.words(finding.clause)
            field.widget.seen = {"finding": finding, "clause": words, "proofs": proofs, "by": self.by}
            self.fields[self._name(finding.no)] = field
        self.order_fields([name for name in self.fields if name not in self.at_the_end])

    def rows(self):
        """(finding, label) of each."""
        return ()

    def _name(self, no):
        return f"{self.prefix_of}_{no}"

    def clean(self):
        said = super().clean()
        mine = {name: int(name.rpartition("_")[2]) for name in self.fields if name.startswith(f"{self.prefix_of}_")}
        texts = {no: said.get(name, "") for name, no in mine.items() if said.get(name, "").strip()}
        return {name: value for name, value in said.items() if name not in mine} | {self.prefix_of: texts}
