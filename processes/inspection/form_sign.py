"""What the minister is asked when the report is signed: the conclusion, and how its rectifications are called."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.inspection import form_fields as f
from processes.inspection import parts
from workflows import numbers, registry
from workflows.models import Case


def titled(finding):
    """A title by which a unit knows its own problem in a list: the first clause of the fact."""
    first = re.split(r"[，。；;\n]", finding.fact, maxsplit=1)[0][:60]
    named = first.startswith(finding.unit.name.removesuffix("党委"))
    return f"{first}（整改）" if named else f"{finding.unit.name}：{first}（整改）"


class SignReportForm(f.CaseForm):
    """Title and number of each rectification may be given; without them the system gives both."""

    conclusion = f.area(
        gettext_lazy("督查结论"), 3, max_length=2000, required=False, help_text=gettext_lazy("随通报印发。")
    )

    def prepare(self):
        self.rows = parts.standing(self.case) if self.case else []
        for finding in self.rows:
            self.fields[f"title_{finding.no}"] = forms.CharField(
                label=_("问题 %d 的整改标题") % finding.no, max_length=120, required=False, initial=titled(finding)
            )
            self.fields[f"number_{finding.no}"] = forms.CharField(
                label=_("问题 %d 的整改编号") % finding.no, max_length=40, required=False,
                help_text=_("纸面上已经编过号的才填写，如“改〔2026〕0012号”；不填的由系统接着编。"),
            )  # fmt: skip

    def naming(self):
        """The fields that nobody has to fill in; the page keeps them folded."""
        return [field for field in self if field.name != "conclusion"]

    def clean(self):
        said = super().clean()
        chosen = {what: {n.no: said.pop(f"{what}_{n.no}", "") for n in self.rows} for what in ("title", "number")}
        self._free({no: number for no, number in chosen["number"].items() if number})
        return said | {f"{what}s": {no: text for no, text in given.items() if text} for what, given in chosen.items()}

    def _free(self, given):
        series = registry.kind("rectification").process.series if "rectification" in registry.KINDS else ""
        for no, number in given.items():
            shape = numbers.SHAPE.match(number)
            if not shape or shape["series"] != series:
                self.add_error(f"number_{no}", _("编号请写成“改〔2026〕0012号”这样。"))
            elif list(given.values()).count(number) > 1 or Case.objects.filter(number=number).exists():
                self.add_error(f"number_{no}", _("编号 %s 已经用过，请核对；不填的由系统接着编。") % number)
