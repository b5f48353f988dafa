"""Forms for a recusal applied for, and for its decision."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.read import history
from people.models import User
from workflows import recusals


class _CaseForm(forms.Form):
    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        if case is not None:
            self.prepare(case, by)

    def prepare(self, case, by):
        """Fill in what depends on the case; a form that only says something has nothing to fill in."""


def pick(label, **more):
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **more)


def area(label, least, **more):
    return forms.CharField(
        label=label, min_length=least, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), **more
    )


class ApplyForm(_CaseForm):
    """Who should keep out, and why. The person cannot act until it is decided."""

    person = pick(gettext_lazy("申请谁回避"))
    reason = area(
        gettext_lazy("理由"), 10,
        help_text=gettext_lazy("写明与本事项有什么利害关系。三个工作日内由上一级决定，决定前此人不能办理。"),
    )  # fmt: skip

    def prepare(self, case, by):
        people = [(one.pk, one.name) for one in recusals.handling(case)]
        self.fields["person"].choices = [("", _("请选择")), *people]


class DecideForm(_CaseForm):
    """Upheld or not, why, and who stands in."""

    person = pick(gettext_lazy("被申请回避的人"))
    granted = forms.TypedChoiceField(
        label=gettext_lazy("决定"), choices=[("1", gettext_lazy("同意回避")), ("0", gettext_lazy("不同意，继续办理"))],
        widget=forms.RadioSelect, coerce=lambda value: value == "1",
    )  # fmt: skip
    substitute = pick(
        gettext_lazy("接替人员"), required=False,
        help_text=gettext_lazy("同意回避而工作没有别人承担的，必须指定；接替的人期限不变。"),
    )  # fmt: skip
    reason = area(gettext_lazy("决定的理由"), 4)

    def prepare(self, case, by):
        people = list(User.objects.filter(pk__in=recusals.asked(case)).order_by("pk"))
        said = _reasons(case)
        self.fields["person"].choices = [(one.pk, _told(one, said.get(one.pk))) for one in people]
        free = {one.pk: one.name for who in people for one in recusals.may_stand_in(case, who)}
        self.fields["substitute"].choices = [("", _("不需要")), *free.items()]
        if len(people) == 1:
            self.fields["person"].initial = people[0].pk


class OrderForm(_CaseForm):
    """Who keeps out by order, why, and who stands in."""

    person = pick(gettext_lazy("责令谁回避"))
    substitute = pick(
        gettext_lazy("接替人员"), required=False, help_text=gettext_lazy("工作没有别人承担的，必须指定；期限不变。")
    )
    reason = area(gettext_lazy("理由"), 10, help_text=gettext_lazy("决定后此人即不能办理；理由记入留痕。"))

    def prepare(self, case, by):
        people = [one for one in recusals.handling(case) if recusals.may_order(case, by, one)]
        self.fields["person"].choices = [("", _("请选择")), *((one.pk, one.name) for one in people)]
        free = {one.pk: one.name for who in people for one in recusals.may_stand_in(case, who)}
        self.fields["substitute"].choices = [("", _("不需要")), *free.items()]


def _reasons(case):
    """Person id → (who applied, why), from the record."""
    entries = [entry for entry in history(case.uid) if entry.event.kind == "act.apply_recusal"]
    return {e.fields["person_id"]: (e.event.actor_name, e.fields.get("reason", "")) for e in entries}


def _told(person, said):
    if not said:
        return person.name
    return _("%(name)s（%(asker)s申请：%(reason)s）") % {"name": person.name, "asker": said[0], "reason": said[1]}
