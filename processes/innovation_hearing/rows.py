"""Lists that people type one line per row, parts separated by a bar."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from processes.innovation_hearing.choices import RISK_LEVELS

BAR = re.compile(r"\s*[|｜]\s*")


class RowsField(forms.CharField):
    """A text of lines that becomes a list of dicts; `parts` names the parts of a line."""

    def __init__(self, parts, example, rows=4, **kwargs):
        self.parts, self.example = parts, example
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=8000, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join("｜".join(str(row.get(part, "")) for part in self.parts) for row in value)
        return value

    def clean(self, value):
        lines = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        return [self.row(n, line) for n, line in enumerate(lines, start=1)]

    def row(self, n, line):
        said = BAR.split(line)
        if len(said) != len(self.parts) or not all(said):
            raise ValidationError(_("第 %(n)d 行不完整，请按“%(example)s”填写。") % {"n": n, "example": self.example})
        return dict(zip(self.parts, said, strict=True))


class MilestonesField(RowsField):
    """Milestones: name, day, what is delivered."""

    def row(self, n, line):
        found = super().row(n, line)
        try:
            found["due"] = date.fromisoformat(found["due"]).isoformat()
        except ValueError:
            raise ValidationError(_("第 %d 行的日期请写成 2027-03-31 这样。") % n)
        return found


class RisksField(RowsField):
    """Risks: what, how grave, what is done about it."""

    def row(self, n, line):
        found = super().row(n, line)
        by_word = {str(label): code for code, label in RISK_LEVELS} | {code: code for code, _label in RISK_LEVELS}
        by_word |= {"高": "high", "中": "medium", "低": "low"}
        if found["level"] not in by_word:
            raise ValidationError(_("第 %d 行的风险等级请写高、中或低。") % n)
        found["level"] = by_word[found["level"]]
        return found

    def prepare_value(self, value):
        if isinstance(value, list):
            words = {code: str(label) for code, label in RISK_LEVELS}
            value = [row | {"level": words.get(row.get("level"), row.get("level"))} for row in value]
        return super().prepare_value(value)


class NamesField(forms.CharField):
    """Names separated by commas or lines that become a list."""

    def prepare_value(self, value):
        return "、".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return [name.strip() for name in re.split(r"[、，,;；\n]", super().clean(value) or "") if name.strip()]
