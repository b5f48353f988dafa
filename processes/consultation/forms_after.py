"""What is asked from the table of causes and measures to the end."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people import clock
from people.models import Unit
from processes.consultation import projects, table
from processes.consultation.choices import CAUSE_KINDS, CHANGED, CONFIDENCE, CROSS, DECLINED, RULINGS, WAYS
from processes.consultation.inputs import area, day, yes_no
from processes.consultation.rows import Column, RowsField, from_draft
from workflows.evidence.forms import UploadsField

CHOOSE = (("", _("请选择")),)


def units():
    return [("", gettext("请选择"))] + [(unit.pk, unit.label) for unit in Unit.objects.order_by("code")]


CAUSES = (
    Column("cause", _("原因")), Column("kind", _("类型"), "choice", CHOOSE + CAUSE_KINDS),
    Column("confidence", _("把握"), "choice", CHOOSE + CONFIDENCE),
)  # fmt: skip
MEASURES = (
    Column("content", _("对策")), Column("owner", _("责任单位"), "choice", units), Column("due", _("期限"), "date"),
    Column("metric", _("效果指标")), Column("cross", _("跨单位经费或编制"), "choice", CROSS),
)  # fmt: skip


class TableForm(forms.Form):
    """Causes and measures, row by row; it may be kept half written."""

    wants_case, own_page = True, True

    causes = RowsField(CAUSES, label=_("原因"), required=False)
    measures = RowsField(MEASURES, label=_("对策"), required=False)

    def __init__(self, *args, case=None, by=None, **kwargs):
        given = kwargs.pop("initial", None) or {}
        known = {"causes": case.causes, "measures": case.measures} if case else {}
        for name, columns in (("causes", CAUSES), ("measures", MEASURES)):
            kept = from_draft(given, name, columns)
            known |= {name: kept} if kept is not None else {}
        super().__init__(*args, initial=known, **kwargs)


class ConcludeForm(forms.Form):
    conclusion = area(_("会诊结论"), 4, 20, 3000, help_text=_("一段话说清主要原因和主要对策。"))
    dissent_state = forms.ChoiceField(
        label=_("不同意见"), widget=forms.RadioSelect,
        choices=(("none", _("没有不同意见")), ("noted", _("有，已记入"))),
    )  # fmt: skip
    dissent = area(
        _("代记的不同意见"), 2, most=2000, required=False, help_text=_("没有账号的参加人说的，写明是谁，原话记入。")
    )


class DecideForm(forms.Form):
    """One ruling for each measure; a change is written beside it, the proposal stays as it was."""

    wants_case = True

    class Media:
        js = (forms.Script("consultation/decide.js", defer=True),)

    metric_due = day(_("问效日期"), help_text=_("这一天看效果指标；不早于最后一条对策的期限。"))

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.measures = list(case.measures) if case else []
        self.fields["metric_due"].initial = table.last_due(self.measures)
        for n, row in enumerate(self.measures, start=1):
            self._measure(n, row)

    def _measure(self, n, row):
        told = "，".join(str(row[part]) for part in ("owner_name", "due", "metric") if row.get(part))
        mark = gettext("（涉及跨单位经费或编制）") if row.get("cross") else ""
        no, said = {"n": n}, self.fields
        said[f"ruling_{n}"] = forms.ChoiceField(
            label=f"{n}. {row['content']}{mark}", choices=RULINGS, widget=forms.RadioSelect, help_text=told
        )
        said[f"reason_{n}"] = area(
            gettext("第 %(n)d 条的理由") % no, 2, most=1000, required=False, help_text=_("修改或不采纳必填。")
        )
        said[f"content_{n}"] = area(
            gettext("第 %(n)d 条改为") % no, 2, most=1000, required=False, help_text=_("修改后采纳的填写。")
        )
        said[f"owner_{n}"] = forms.ChoiceField(
            label=gettext("第 %(n)d 条新的责任单位") % no, choices=[("", gettext("不变")), *units()[1:]], required=False
        )
        said[f"due_{n}"] = day(gettext("第 %(n)d 条新的期限") % no, required=False)
        said[f"metric_{n}"] = forms.CharField(
            label=gettext("第 %(n)d 条新的效果指标") % no, min_length=2, max_length=500, required=False
        )
        said[f"way_{n}"] = forms.ChoiceField(label=gettext("第 %(n)d 条的落实方式") % no, choices=WAYS)

    def clean(self):
        said = super().clean()
        rulings = [self._ruling(said, n) for n in range(1, len(self.measures) + 1)]
        for n, ruling in enumerate(rulings, start=1):
            if ruling["ruling"] in (CHANGED, DECLINED) and len(ruling["reason"].strip()) < 4:
                self.add_error(f"reason_{n}", gettext("修改或不采纳须写明理由。"))
            if ruling["ruling"] == CHANGED and not any(ruling[part] for part in table.CHANGEABLE):
                self.add_error(f"content_{n}", gettext("请写明改成什么，或改责任单位、期限、效果指标。"))
        return {"rulings": rulings, "metric_due": said.get("metric_due")}

    def _ruling(self, said, n):
        due = said.get(f"due_{n}")
        return {
            "ruling": said.get(f"ruling_{n}", ""), "reason": said.get(f"reason_{n}", ""),
            "content": said.get(f"content_{n}", "").strip(), "due": due.isoformat() if due else "",
            "owner": said.get(f"owner_{n}", ""), "metric": said.get(f"metric_{n}", "").strip(),
            "way": said.get(f"way_{n}", ""),
        }  # fmt: skip


class FollowupForm(forms.Form):
    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", label=_("月份"), widget=forms.TextInput({"type": "month"}))
    text = area(_("问效情况"), 3, 10, 2000, help_text=_("见了什么效，指标到了多少。"))
    problem = area(_("问题"), 2, most=1000, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("month", clock.today().strftime("%Y-%m"))


class OutcomeForm(forms.Form):
    """Of each measure taken: done or not, what the metric came to, reached or not, and how it shows."""

    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = table.taken(case.measures) if case else []
        for n, row in enumerate(self.rows, start=1):
            self._measure(n, row, projects.state(row))
        self.fields["evidence"] = UploadsField(label=_("佐证材料"), required=False)

    def _measure(self, n, row, known):
        told = {"text": row["final"]["content"], "metric": row["final"]["metric"], "n": n}
        fields, same = self.fields, lambda name: {True: "1", False: "0"}.get(row.get(name))
        label = gettext("%(n)d. %(text)s：是否完成") % told
        fields[f"done_{n}"] = yes_no(
            label, _("已完成"), _("没有完成"), initial="1" if known == projects.DONE else same("done")
        )
        fields[f"value_{n}"] = forms.CharField(
            label=gettext("第 %(n)d 条实际达到") % told, max_length=200, initial=row.get("value"),
            help_text=gettext("指标：%(metric)s") % told,
        )  # fmt: skip
        fields[f"reached_{n}"] = yes_no(
            gettext("第 %(n)d 条指标") % told, _("达到"), _("没有达到"), initial=same("reached")
        )
        fields[f"proof_{n}"] = area(
            gettext("第 %(n)d 条的佐证") % told, 2, most=1000, required=False, initial=row.get("proof"),
            help_text=_("没有任务可查的对策必填，写明怎样看得出来。"),
        )  # fmt: skip

    def clean(self):
        said, parts = super().clean(), ("done", "value", "reached", "proof")
        rows = range(1, len(self.rows) + 1)
        results = [{part: said.get(f"{part}_{n}", "") for part in parts} for n in rows]
        return {"results": results, "evidence": said.get("evidence") or []}


class ConfirmForm(forms.Form):
    agree = yes_no(_("效果"), _("见效，同意办结"), _("还没有见效"))
    text = area(_("说明"), 2, most=1000, required=False, help_text=_("不同意办结的必填。"))

    def clean(self):
        said = super().clean()
        if said.get("agree") is False and len(said.get("text", "").strip()) < 4:
            self.add_error("text", gettext("请写明还有什么问题。"))
        return said


class CureForm(forms.Form):
    outcome_note = area(
        _("办结说明"), 4, 20, 3000, help_text=_("写给以后遇到同样问题的人：什么原因、什么办法、什么效果；收入病例库。")
    )


class EscalateForm(forms.Form):
    report = area(_("转报报告"), 6, 50, 5000)
    precheck = forms.BooleanField(
        label=_("建议追责预核"), required=False, help_text=_("只是建议；须有证据，由有权部门决定。")
    )
    evidence = area(_("证据"), 3, most=2000, required=False, help_text=_("勾选建议的必填，至少 20 字。"))

    def clean(self):
        said = super().clean()
        if said.get("precheck") and len(said.get("evidence", "").strip()) < 20:
            self.add_error("evidence", gettext("没有证据不能建议追责预核，请写明证据，至少 20 字。"))
        return said
