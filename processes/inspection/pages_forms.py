"""The forms of the field as the pages show them: those of the acts, and what spares typing a thing twice."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people import clock
from processes.inspection import clauses
from processes.inspection.forms_field import FindingForm, PersonForm, PracticeForm, TopicForm, VisitForm
from workflows import evidence
from workflows.evidence import reading

FEW = 4  # units that a thumb chooses among without opening a list


def at_hand(form):
    """Few units lie open as buttons; the only one is chosen."""
    field = form.fields["unit"]
    units = list(field.queryset[: FEW + 1])
    if len(units) == 1:
        form.initial.setdefault("unit", units[0].pk)
    if len(units) <= FEW:
        field.empty_label, field.widget = None, forms.RadioSelect()
        field.widget.choices = field.choices


class DeskVisitForm(VisitForm):
    """A visit; the time is the one on the wall."""

    def prepare(self):
        now = timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M")
        self.initial.setdefault("at", now)
        super().prepare()
        at_hand(self)
        last = self.case.visits.filter(by=self.by).order_by("-no").first()
        self.initial.setdefault("method", last.method if last else next(iter(self.case.methods), ""))


class DeskFindingForm(FindingForm):
    """A finding; photos that a visit brought home need not be sent again."""

    cited = forms.MultipleChoiceField(
        label=_("走访时的照片和材料"), required=False, widget=forms.CheckboxSelectMultiple
    )
    has = frozenset()  # files that the finding has already
    folded = ("systemic", "duty_basis")
    field_order = ("unit", "topic", "severity", "clause", "fact", "cited", "evidence", *folded)

    def prepare(self):
        super().prepare()
        at_hand(self)
        there = reading.by_part(self.case, self.by)
        self.shelf = [row for part, rows in there.items() if part.startswith("visit:") for row in rows]
        self.fields["cited"].choices = [(evidence.cite(row), row.name) for row in self.shelf]
        if not self.shelf:
            del self.fields["cited"]

    def proposes(self):
        """Whether something stands, or is wrong, in what lies folded."""
        return any(self[name].value() or self[name].errors for name in self.folded)

    def texts(self):
        """Code → text of each clause, for the page to show the one that is chosen."""
        return {code: clauses.words(code) for code in clauses.catalogue()}

    def tiles(self):
        """(value, row, chosen) of what the visits brought home."""
        chosen = self["cited"].value() or [] if "cited" in self.fields else []
        free = [row for row in self.shelf if row.sha256 not in self.has]
        return [(evidence.cite(row), row, evidence.cite(row) in chosen) for row in free]

    def clean(self):
        said = super().clean()
        said["evidence"] = [*said.pop("cited", []), *said.get("evidence", [])]
        return said


class DeskPracticeForm(PracticeForm):
    """Something done well."""

    def prepare(self):
        super().prepare()
        at_hand(self)


class DeskTopicForm(TopicForm):
    """The checklist of one topic."""

    def __init__(self, *args, topic=None, **kwargs):
        self.topic = topic
        super().__init__(*args, **kwargs)

    def prepare(self):
        super().prepare()
        del self.fields["topic"]
        for place, line in enumerate(self.topic.checklist):
            field = self.fields.get(f"said_{place}")
            if field:
                field.widget = forms.RadioSelect()
                field.choices = [choice for choice in field.choices if choice[0]]
                self.initial.setdefault(f"said_{place}", line["said"])
                self.fields[f"note_{place}"] = forms.CharField(label=_("说明"), max_length=500, required=False)
                self.initial.setdefault(f"note_{place}", line["note"])
        self.initial.setdefault("note", self.topic.note)

    def lines(self):
        """(question, field of the answer, field of the note) in order."""
        places = range(len(self.topic.checklist))
        return [(self[f"said_{n}"], self[f"note_{n}"]) for n in places if f"said_{n}" in self.fields]

    def clean(self):
        typed = dict(self.cleaned_data)
        said = super().clean()
        said["topic"] = self.topic.no
        for place in range(len(self.topic.checklist)):
            line = {"note": typed.get(f"note_{place}", "")}
            if typed.get(f"said_{place}"):
                line["said"] = typed[f"said_{place}"]
            said["answers"][place] = line
        return said


FORMS = {
    "visit": DeskVisitForm, "finding": DeskFindingForm, "person": PersonForm, "practice": DeskPracticeForm,
}  # fmt: skip


def made(kind, *data, case, by, **more):
    """Make a form for a person in a case."""
    form = kind(*data, case=case, by=by, **more)
    for field in form.fields.values():
        if hasattr(field, "stage_for"):
            field.stage_for(case, by)
    return form
