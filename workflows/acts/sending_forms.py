"""Forms of the acts that bring a case to another stage, or halt it. Each lists what is legal and says what follows."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import jumps, trail
from workflows.acts import halting, taking_back
from workflows.acts.recusal_forms import _CaseForm, area

MODES = {
    trail.RERUN: gettext_lazy("从退回的环节重新办理，之后各环节依次再办"),
    trail.STRAIGHT: gettext_lazy("办好后直接回到我这里，已签的意见继续有效"),
}


def radio(label, **more):
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, **more)


class ReturnForm(_CaseForm):
    """Where to, how it comes back, and why."""

    target = radio(gettext_lazy("退回到"))
    mode = radio(gettext_lazy("退回后怎样办理"), choices=list(MODES.items()), initial=trail.RERUN)
    reason = area(
        gettext_lazy("理由"), 4,
        help_text=gettext_lazy("本环节还没有办的待办全部收回，理由会告知发起人和退回环节的承办人。"),
    )  # fmt: skip

    def prepare(self, case, by):
        found = [aim for aim in trail.targets(case) if aim.people]
        self.fields["target"].choices = [(aim.stage, trail.words(aim)) for aim in found]
        if len(found) == 1:
            self.fields["target"].initial = found[0].stage
        if found and trail.STRAIGHT not in found[0].modes:
            self.fields["mode"].choices = [(trail.RERUN, MODES[trail.RERUN])]

    @staticmethod
    def fits(case, user):
        return any(aim.people for aim in trail.targets(case))


class ReasonForm(forms.Form):
    """Why; `said` tells what will happen."""

    reason = area(gettext_lazy("理由"), 4)
    said = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = self.said


class WithdrawForm(ReasonForm):
    said = gettext_lazy("撤回后事项不再办理，所有待办都会收回，理由会告知正在办理的人。")

    @staticmethod
    def fits(case, user):
        return bool(case.rules.process.get("ends", {}).get("withdraw"))


class TerminateForm(ReasonForm):
    said = gettext_lazy(
        "终止后事项结束，不作决定；所有待办都会收回，等待的子事项一并结束。理由会告知正在办理的人和发起人。"
    )

    @staticmethod
    def fits(case, user):
        return bool(case.rules.process.get("ends", {}).get("terminate"))


class SuspendForm(ReasonForm):
    """Why, and until when if that is known."""

    said = gettext_lazy("暂停期间谁都不能办理，期限停止计算；恢复后按剩下的期限接着计算。")
    ground = radio(gettext_lazy("情形"), choices=list(halting.GROUNDS.items()))
    until = forms.DateField(
        label=gettext_lazy("到哪一天自动恢复"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("可以不填，由你随时恢复；最长 60 天，到期自动恢复。"),
    )  # fmt: skip


class ResumeForm(forms.Form):
    """A word if one is needed."""

    reason = forms.CharField(
        label=gettext_lazy("说明"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("恢复后原来的待办继续办理，按剩下的期限接着计算。"),
    )  # fmt: skip


class TakeBackForm(_CaseForm):
    """Nothing is asked; it says what will be as it was."""

    @staticmethod
    def fits(case, user):
        return taking_back.is_mine(case, user, taking_back.last(case))


class ReopenForm(_CaseForm):
    """Where it goes on, and why."""

    to = radio(gettext_lazy("从哪个环节重新办理"))
    reason = area(
        gettext_lazy("理由"), 4, help_text=gettext_lazy("这个环节和之后各环节重新办理，理由会告知发起人和承办人。")
    )

    def prepare(self, case, by):
        found = [aim for aim in trail.closed_targets(case) if aim.people]
        self.fields["to"].choices = [(aim.stage, trail.words(aim)) for aim in found]

    @staticmethod
    def fits(case, user):
        return not case.parent_item_id and any(aim.people for aim in trail.closed_targets(case))


class ProposeJumpForm(_CaseForm):
    """Where to, and why what lies between is not needed."""

    to = radio(gettext_lazy("跳到"))
    reason = area(
        gettext_lazy("理由"), 10,
        help_text=gettext_lazy("由你的上一级决定；同意后，本环节没有办的待办全部收回。必经环节不能跳过，没有列出。"),
    )  # fmt: skip

    def prepare(self, case, by):
        self.fields["to"].choices = [(stage, _(case.rules.label(stage))) for stage in jumps.targets(case)]

    @staticmethod
    def fits(case, user):
        return bool(jumps.targets(case)) and jumps.pending(case) is None


class DecideJumpForm(_CaseForm):
    """Yes or no, and why."""

    outcome = radio(
        gettext_lazy("决定"),
        choices=[("approve", gettext_lazy("同意跳转")), ("decline", gettext_lazy("不同意，按原来的环节办理"))],
    )
    reason = area(gettext_lazy("决定的理由"), 4)

    def prepare(self, case, by):
        found = jumps.pending(case)
        if found:
            said = {"who": found.by.name, "stage": _(case.rules.label(found.data["to"])), "why": found.reason}
            self.fields["outcome"].help_text = _("%(who)s提请跳到“%(stage)s”：%(why)s") % said
