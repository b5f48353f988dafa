"""The measures of a plan as a table: one row a measure, which a script adds and removes; on a phone each is a card."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PARTS = ("text", "owner", "due")
LEAST, SPARE = 12, 4  # rows without the script; with it they are added as needed


class MeasuresWidget(forms.Widget):
    """Draws the rows; `people` are (id, name) pairs of who may own a measure."""

    template_name = "rectification/measures.html"

    class Media:
        js = ("rectification/measures.js",)

    people = ()

    def value_from_datadict(self, data, files, name):
        return typed(data, name)

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-0-text" not in data

    def use_required_attribute(self, initial):
        return False

    def id_for_label(self, id_):
        return f"{id_}-0-text" if id_ else id_

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        known = list(value or ())
        shown = known + [{}] * max(LEAST - len(known), SPARE)
        context["rows"] = [
            {"n": n, "text": row.get("text", ""), "owner": str(row.get("owner") or ""), "due": row.get("due", "")}
            for n, row in enumerate(shown)
        ]
        context["people"] = [(str(pk), label) for pk, label in self.people]
        return context


def typed(data, name):
    """The rows as they were typed, empty ones left out."""
    rows, n = [], 0
    while f"{name}-{n}-text" in data:
        row = {part: str(data.get(f"{name}-{n}-{part}") or "").strip() for part in PARTS}
        rows += [row] if any(row.values()) else []
        n += 1
    return rows


class MeasuresField(forms.Field):
    """Cleaned to a list of rows with words, the owner's id and a date."""

    widget = MeasuresWidget

    def of_unit(self, people):
        """Only these people may own a measure."""
        self.widget.people = [(person.pk, person.name) for person in people]

    def clean(self, value):
        rows = super().clean(value)
        return [self._row(n, row) for n, row in enumerate(rows, start=1)]

    def _row(self, n, row):
        known = {str(pk) for pk, _name in self.widget.people}
        if not all(row.values()) or row["owner"] not in known:
            raise ValidationError(_("第 %d 项措施不完整：内容、责任人和期限都要填写。") % n)
        try:
            return {"text": row["text"], "owner": int(row["owner"]), "due": date.fromisoformat(row["due"])}
        except ValueError:
            raise ValidationError(_("第 %d 项措施的日期不对，请写成 2026-11-30 这样。") % n)
