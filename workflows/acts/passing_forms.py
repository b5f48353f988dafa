"""Forms of what people do beside the work: pass it on, ask, let others read, choose who comes later."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import appointed, assign, given
from workflows.acts import adding, candidates, commenting


class BesideForm(forms.Form):
    """A form that knows the case and the person; people are looked up only where they are shown."""

    wants_case, own_page = True, True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        if case is not None:
            self.prepare(case, by)

    def prepare(self, case, by):
        for field in self.fields.values():
            if isinstance(field, Person):
                field.choices = lambda: [("", _("请选择")), *_everybody(case, by)]
            elif isinstance(field, People):
                field.choices = lambda: _everybody(case, by)


class Person(forms.TypedChoiceField):
    """One person."""

    def __init__(self, label, **more):
        super().__init__(label=label, coerce=int, empty_value=None, **more)


class People(forms.TypedMultipleChoiceField):
    """Several people."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label, **more):
        super().__init__(label=label, coerce=int, **more)


def _everybody(case, by):
    people = candidates.everybody(case, besides=[by.pk] if by else ())
    return [(one.pk, _named(one)) for one in people]


def _named(person):
    said = {"name": person.name, "unit": person.unit}
    return _("%(name)s（%(unit)s）") % said if person.unit_id else person.name


def words(label, least, most, **more):
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, min_length=least, max_length=most, widget=widget, **more)


class TransferForm(BesideForm):
    to = Person(gettext_lazy("转给谁"))
    reason = words(
        gettext_lazy("理由"), 4, 500, help_text=gettext_lazy("期限不变，理由会告知对方；对方开始办理前可以收回。")
    )


class DelegateForm(BesideForm):
    to = Person(gettext_lazy("征求谁的意见"))
    ask = words(
        gettext_lazy("请对方看什么"), 2, 500, help_text=gettext_lazy("对方反馈后，由你继续办理；期限照常计算。")
    )


class GiveBackForm(BesideForm):
    own_page = False
    opinion = words(gettext_lazy("意见"), 2, 2000, help_text=gettext_lazy("提交后由征求意见的人继续办理。"))


class CopyForm(BesideForm):
    people = People(gettext_lazy("抄送给谁"))
    text = words(gettext_lazy("附言"), None, 2000, required=False)


class CirculateForm(BesideForm):
    people = People(gettext_lazy("请谁阅看"))
    reply = forms.BooleanField(label=gettext_lazy("请阅看后回复意见"), required=False)
    text = words(gettext_lazy("附言"), None, 2000, required=False)


class SeenForm(forms.Form):
    """Nothing is asked."""


class ReplyForm(BesideForm):
    own_page = False
    text = words(gettext_lazy("回复"), 2, 2000)


class RecallForm(BesideForm):
    taken = forms.TypedChoiceField(label=gettext_lazy("收回哪一项"), coerce=int, empty_value=None)

    def prepare(self, case, by):
        self.fields["taken"].choices = lambda: [(one.pk, _lent(one)) for one in given.by(case, by.pk)]


def _lent(item):
    if item.asked == "delegate":
        return _("向%s征求的意见") % item.owner.name
    return _("转给%s的工作") % item.owner.name


class CommentForm(BesideForm):
    """A word that stays in the history, and who should know of it."""

    own_page = False
    text = words(gettext_lazy("说明"), 2, 2000)
    mentions = People(gettext_lazy("提醒谁看"), required=False, help_text=gettext_lazy("只能提醒看得到本事项的人。"))

    def prepare(self, case, by):
        self.fields["mentions"].choices = lambda: [(one.pk, one.name) for one in commenting.concerned(case, by)]


class AddForm(BesideForm):
    people = People(gettext_lazy("请谁加签"))
    where = forms.ChoiceField(
        label=gettext_lazy("先后"), choices=list(adding.WHERE.items()), initial="beside", widget=forms.RadioSelect
    )
    reason = words(gettext_lazy("理由"), 4, 500, help_text=gettext_lazy("加签的人与原签批人一样计算。"))


class RemoveForm(BesideForm):
    person = forms.TypedChoiceField(label=gettext_lazy("减去谁"), coerce=int, empty_value=None)
    reason = words(gettext_lazy("理由"), 4, 500, help_text=gettext_lazy("已经签批的不能减去，意见仍然有效。"))

    def prepare(self, case, by):
        self.fields["person"].choices = lambda: [(i.owner_id, i.owner.name) for i in adding.removable(case)]


class AppointForm(BesideForm):
    """A stage to come, a role in it, and who plays it."""

    place = forms.ChoiceField(label=gettext_lazy("环节和职责"))
    people = People(gettext_lazy("由谁办理"))
    reason = words(gettext_lazy("理由"), 4, 500)

    def prepare(self, case, by):
        super().prepare(case, by)
        self.fields["place"].choices = lambda: [
            (f"{stage} {role}", f"{_(case.rules.label(stage))}：{assign.role_label(role)}")
            for stage, roles in appointed.open_to(case)
            for role in roles
        ]

    def clean(self):
        """The act is told stage and role apart."""
        said = super().clean()
        if "place" in said:
            said["stage"], _blank, said["role"] = said.pop("place").partition(" ")
        return said
