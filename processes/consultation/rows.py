"""A table that is filled in row by row: one input per cell, rows added without retyping, cards on a phone."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

SPARE = 2  # empty rows that stand ready where no script adds them


@dataclass(frozen=True)
class Column:
    """One column: its key in a row, its label, how it is typed."""

    name: str
    label: object
    kind: str = "text"  # text | line | date | choice
    choices: object = ()  # pairs, or a function that gives them

    def pairs(self):
        return [(str(code), str(label)) for code, label in (self.choices() if callable(self.choices) else self.choices)]


class RowsWidget(forms.Widget):
    """Draws the rows; the cells of one column share a name and arrive as lists of one length."""

    template_name = "consultation/rows.html"

    class Media:
        css = {"all": ("consultation/rows.css",)}
        js = (forms.Script("consultation/rows.js", defer=True),)

    def __init__(self, columns):
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data, files, name):
        cells = [_many(data, f"{name}.{column.name}") for column in self.columns]
        if not any(cells):
            return data.get(name) or []
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=False)) for row in zip(*cells, strict=False)]

    def value_omitted_from_data(self, data, files, name):
        return f"{name}.{self.columns[0].name}" not in data

    def use_required_attribute(self, initial):
        return False

    def id_for_label(self, id_):
        return f"{id_}-1-{self.columns[0].name}" if id_ else id_

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rows = list(value or [])
        shown = rows + [{}] * max(SPARE, 3 - len(rows))
        base = context["widget"]["attrs"].get("id", f"id_{name}")
        context["rows"] = [self._row(name, base, n, row) for n, row in enumerate(shown, start=1)]
        context["blank"] = self._row(name, base, 0, {})
        context["columns"] = self.columns
        return context

    def _row(self, name, base, n, row):
        return [
            {"column": column, "name": f"{name}.{column.name}", "id": f"{base}-{n}-{column.name}",
             "value": "" if row.get(column.name) is None else str(row.get(column.name, "")),
             "pairs": column.pairs() if column.kind == "choice" else (), "label": f"{column.label} {n or ''}".strip()}
            for column in self.columns
        ]  # fmt: skip


def _many(data, key):
    return data.getlist(key) if hasattr(data, "getlist") else list(data.get(key, ()))


class RowsField(forms.Field):
    """A list of dicts. A row is kept if anything but a default stands in it; choices and dates are checked per row."""

    def __init__(self, columns, **kwargs):
        self.columns = columns
        super().__init__(widget=RowsWidget(columns), **kwargs)

    def clean(self, value):
        rows = [row for row in value or [] if any(str(cell).strip() for cell in row.values())]
        for n, row in enumerate(rows, start=1):
            self._check(n, row)
        return rows

    def _check(self, n, row):
        for column in self.columns:
            said = str(row.get(column.name, "")).strip()
            if column.kind == "choice" and said and said not in {code for code, _label in column.pairs()}:
                raise forms.ValidationError(_("第 %(n)d 行的“%(what)s”请从列表中选。") % {"n": n, "what": column.label})
            if column.kind == "date" and said:
                self._check_day(n, column, said)

    def _check_day(self, n, column, said):
        try:
            forms.DateField().clean(said)
        except forms.ValidationError:
            why = _("第 %(n)d 行的“%(what)s”请写成 2027-03-31 这样。")
            raise forms.ValidationError(why % {"n": n, "what": column.label}) from None


def from_draft(initial, field_name, columns):
    """The rows of a draft, which keeps what was typed under the names of the cells; None if it has none."""
    cells = [initial.get(f"{field_name}.{column.name}") for column in columns]
    if all(cell is None for cell in cells):
        return None
    lists = [cell if isinstance(cell, list) else [cell or ""] for cell in cells]
    longest = max(map(len, lists))
    lists = [one + [""] * (longest - len(one)) for one in lists]
    names = [column.name for column in columns]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*lists, strict=True)]
    return [row for row in rows if any(str(cell).strip() for cell in row.values())]
