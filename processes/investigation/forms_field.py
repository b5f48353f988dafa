"""What investigators are asked: talks, evidence, findings, statements."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from processes.investigation import hearing
from processes.investigation.choices import Basis, Finding, Kind, Signed, With
from processes.investigation.fields import CaseForm, area, day, many, pick, radio
from workflows.evidence.forms import UploadsField, WithUploads


def signature(required=False):
    shown = [(code, label) for code, label in Signed.choices if code or not required]
    return radio(gettext_lazy("笔录签字"), shown, required=required)


def refusal():
    return forms.CharField(label=gettext_lazy("拒签情况"), max_length=300, required=False,
                           help_text=gettext_lazy("拒绝签字的，写明当场情况和见证人。"))  # fmt: skip


class InterviewForm(WithUploads, forms.Form):
    """A talk, by two at least."""

    whom = forms.CharField(label=gettext_lazy("谈话对象"), max_length=80)
    with_kind = radio(gettext_lazy("对象类别"), With.choices)
    held_on = day(gettext_lazy("谈话日期"))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=120)
    investigators = many(gettext_lazy("谈话人（至少两名核查人员）"))
    minutes = area(
        gettext_lazy("笔录"), 10, 20, 20_000, help_text=gettext_lazy("如实记录问答；不记与反映的问题无关的个人生活。")
    )
    signed, refusal = signature(), refusal()
    evidence_ids = UploadsField(label=gettext_lazy("笔录原件、录音等"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        team = self.case.team if self.case else ()
        names = User.objects.filter(pk__in=team).order_by("pk").values_list("pk", "name")
        self.fields["investigators"].choices = list(names)


class SignInterviewForm(CaseForm):
    n = forms.TypedChoiceField(label=gettext_lazy("哪次谈话"), coerce=int)
    signed, refusal = signature(required=True), refusal()

    def prepare(self):
        left = [row for row in self.case.interviews if not row.get("signed")]
        self.fields["n"].choices = [(row["n"], f"{row['n']}. {row['on']} {row['with']}") for row in left]


class ItemForm(WithUploads, forms.Form):
    """Evidence with where it came from and by what right."""

    kind = pick(gettext_lazy("证据种类"), Kind.choices)
    what = forms.CharField(label=gettext_lazy("是什么证据"), min_length=4, max_length=200)
    obtained_from = forms.CharField(label=gettext_lazy("从哪里取得"), min_length=2, max_length=120)
    basis = radio(gettext_lazy("取得依据"), Basis.choices)
    basis_note = forms.CharField(label=gettext_lazy("手续"), max_length=120, required=False,
                                 help_text=gettext_lazy("调取的写明文书编号和批准人。"))  # fmt: skip
    evidence_ids = UploadsField(label=gettext_lazy("文件"), required=False)


class FindingsForm(CaseForm):
    """Allegation by allegation; what cannot be verified is said so."""

    def prepare(self):
        proofs = [(row["n"], f"{row['n']}. {row['what']}") for row in self.case.items]
        for row in self.case.allegations:
            self._of(row, proofs)

    def _of(self, row, proofs):
        n, found = row["n"], [("", gettext_lazy("还没有结论")), *Finding.choices]
        label = f"{n}. {row['text'][:60]}"
        self.fields[f"finding_{n}"] = radio(label, found, required=False, initial=row.get("finding", ""))
        self.fields[f"basis_{n}"] = area(
            _("第 %d 个问题认定的理由") % n, 3, 0, 3000, required=False, initial=row.get("basis")
        )
        self.fields[f"items_{n}"] = many(
            _("第 %d 个问题的证据") % n, required=False, choices=proofs, initial=row.get("items") or []
        )

    def clean(self):
        said, rows = super().clean(), {}
        for row in self.case.allegations if self.case else ():
            rows[row["n"]] = {name: said.get(f"{name}_{row['n']}") or "" for name in ("finding", "basis", "items")}
        return {"findings": rows}


class StatementForm(CaseForm):
    """What somebody without an account said for themselves."""

    respondent = forms.TypedChoiceField(label=gettext_lazy("被反映人"), coerce=int)
    text = area(gettext_lazy("陈述申辩"), 6, 4, 8000)
    signed, refusal = signature(required=True), refusal()
    answer = area(gettext_lazy("逐点答复"), 4, 10, 4000, help_text=gettext_lazy("每一点写明采纳或不采纳和理由。"))

    def prepare(self):
        self.fields["respondent"].choices = [(row["n"], row["name"]) for row in hearing.outside(self.case)]
