"""Events of many cases as lines of a list: words in the reader's language, from the rules each case goes by."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.read import Entry
from workflows import changes, registry, wording
from workflows.history import CHOICES
from workflows.models import Case

AT_MOST = 3  # changed fields that a line names


@dataclass(frozen=True)
class Line:
    """One event as a list tells it."""

    event: object
    case: object
    words: str
    into: str
    detail: str

    @property
    def hash(self):
        """The first and the last bytes of the event's hash."""
        full = bytes(self.event.hash).hex()
        return f"{full[:4]}…{full[-4:]}"


def of(events):
    """Lines for events; one more statement, for the cases that they belong to."""
    events = list(events)
    found = Case.objects.filter(uid__in={event.uid for event in events}).select_related("definition", "owner_unit")
    cases = {case.uid: case for case in found}
    return [_line(event, cases[event.uid], json.loads(event.body)) for event in events if event.uid in cases]


def _line(event, case, kept):
    rules = case.definition.rules
    fields = {name: value for name, value in kept.items() if name not in CHOICES}
    into = rules.told(event.went_to) if event.went_to != event.came_from or event.kind == "open" else ""
    told = "" if covered(case, event) else detail(case, fields)
    return Line(event, case, wording.of(Entry(event, fields, ()), rules), _(into) if into else "", told)


def covered(case, event):
    """Whether the words of an event stay covered: a secret stage that the case has not left."""
    facts = case.definition.rules.stages.get(event.came_from)
    return bool(facts and facts.secret and case.stage == event.came_from)


def detail(case, fields):
    """The reason, or which fields changed, or the decision: what tells one step from another."""
    if fields.get("reason"):
        return _("理由：%s") % changes.short(str(fields["reason"]))
    own = registry.kind(case.kind) if case.kind in registry.KINDS else case
    named = [label for name in fields.get("changes", {}) if (label := changes.label(own, name))]
    if named:
        said = "、".join(named[:AT_MOST])
        return _("改动：%s") % said if len(named) <= AT_MOST else _("改动：%(some)s等 %(n)d 项") % {
            "some": said, "n": len(named)
        }  # fmt: skip
    return changes.short(str(fields.get("name") or fields.get("paper") or ""))


def of_case(case, entries):
    """The lines of one case, oldest first, from entries that were read already."""
    return [_line(entry.event, case, entry.fields) for entry in entries]
