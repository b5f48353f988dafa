"""Forms of the acts that bring a case to another stage, or halt it. Each lists what is legal and says what follows."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import trail
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
        if not found:
            self.fields["target"].help_text = _("前面没有可以退回的环节。")
