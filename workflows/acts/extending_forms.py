"""Forms for more time: how far it may go stands beside the day."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import clock, extensions, pauses
from workflows.acts.recusal_forms import _CaseForm, area
from workflows.acts.sending_forms import radio


def day(label, **more):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class AskExtensionForm(_CaseForm):
    """Until when, and why the term cannot be kept."""

    until = day(gettext_lazy("延长到"))
    reason = area(
        gettext_lazy("不能按期完成的理由"), 10,
        help_text=gettext_lazy("写明已经做了什么、还差什么、为什么需要更多时间。决定以前期限照常计算，事项照常办理。"),
    )  # fmt: skip

    def prepare(self, case, by):
        found = pauses.deadline(case)
        if found.due and case.due:
            said = {"day": timezone.localdate(case.due), "last": extensions.last_day(case, found)}
            self.fields["until"].help_text = _("现在的期限是 %(day)s，最多延长到 %(last)s。") % said

    @staticmethod
    def fits(case, user):
        open_now = case.due and clock.now() <= case.due and not case.extension_barred() and not extensions.pending(case)
        return bool(open_now and len(extensions.granted(case, pauses.deadline(case))) < extensions.rule(case).most)


class DecideExtensionForm(_CaseForm):
    """What was asked stands above what is decided."""

    outcome = radio(
        gettext_lazy("决定"),
        choices=[("approve", gettext_lazy("同意延期")), ("decline", gettext_lazy("不同意延期，按原期限办理"))],
    )
    until = day(gettext_lazy("同意延长到"), required=False)
    reason = area(gettext_lazy("理由"), 4, help_text=gettext_lazy("理由会告知申请人。"))

    def prepare(self, case, by):
        row = extensions.pending(case)
        if row:
            self.initial.setdefault("until", row.data["until"])
            said = {"by": row.by.name, "until": row.data["until"], "why": row.reason, "due": row.data["due"]}
            self.fields["outcome"].help_text = _("%(by)s申请把期限从 %(due)s 延长到 %(until)s：%(why)s") % said

    @staticmethod
    def fits(case, user):
        row = extensions.pending(case)
        return bool(row and row.by_id != user.pk)
