"""我的代理: who acts for me, for whom I act, and from when to when."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from people import clock, mandates
from people.errors import NotDone
from people.models import Absence, Mandate, User
from policy import changes
from policy import rules as policy
from web import asked
from workflows import choosing, registry


def day_input(label, **more):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def people_but(person=None):
    """Choices of everybody who takes part in cases."""
    rows = [one for one in choosing.candidates() if not person or one.pk != person.pk]
    return [("", _("请选择")), *((one.pk, f"{one.name} · {one.unit}" if one.unit else one.name) for one in rows)]


class MandateForm(forms.Form):
    """Who acts for the person, on which days, in what, and why."""

    person = forms.TypedChoiceField(label=gettext_lazy("为谁设置"), coerce=int)
    agent = forms.TypedChoiceField(label=gettext_lazy("代理人"), coerce=int)
    since = day_input(gettext_lazy("自"))
    until = day_input(gettext_lazy("至"), help_text=gettext_lazy("首尾两天都算在内，到期自动结束。"))
    away = forms.BooleanField(
        label=gettext_lazy("这段时间本人外出"), required=False,
        help_text=gettext_lazy("外出期间，别人委托你代理的事项也转给你的代理人。"),
    )  # fmt: skip
    processes = forms.MultipleChoiceField(
        label=gettext_lazy("代理哪些流程"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("不选就是全部。表决、会议席位和本人陈述不能代理。"),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("原因"), min_length=2, max_length=200)

    def __init__(self, *args, person, admin, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agent"].choices = people_but(None if admin else person)
        self.fields["processes"].choices = [(code, _(kind.process.label)) for code, kind in registry.KINDS.items()]
        self.fields["person"].choices = people_but()
        if not admin:
            del self.fields["person"]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """What stands, and a form for more."""
    admin = policy.configures(request.user)
    if request.method == "POST" and request.POST.get("end"):
        return _end(request, admin)
    today = {"since": clock.today(), "until": clock.today()}
    form = MandateForm(request.POST or None, person=request.user, admin=admin, initial=today)
    if request.method == "POST" and form.is_valid() and _given(request, form):
        return redirect("web:acting")
    return render(request, "web/acting.html", {"form": form, "admin": admin} | _standing(request.user, admin))


def _given(request, form):
    said = form.cleaned_data
    person = User.objects.get(pk=said["person"]) if "person" in said else request.user
    agent = User.objects.get(pk=said["agent"])
    everything = said["away"] and not said["processes"]
    try:
        if said["away"]:
            stands_in = agent if everything else None
            days = {"starts": said["since"], "ends": said["until"]}
            changes.set_absence(request.user, person, **days, why=said["why"], substitute=stands_in)
        if not everything:
            days = {"since": said["since"], "until": said["until"]}
            changes.give_mandate(request.user, person, agent, **days, why=said["why"], processes=said["processes"])
    except NotDone as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("已委托%s代理") % agent.name)
    return True


def _end(request, admin):
    kind, _dash, pk = request.POST["end"].partition("-")
    model, owner, end = {
        "absence": (Absence, "person", changes.end_absence), "mandate": (Mandate, "principal", changes.end_mandate),
    }.get(kind, (None, "", None))  # fmt: skip
    own = {} if admin else {owner: request.user}
    row = model.objects.filter(pk=int(pk), **own).first() if model and pk.isdigit() else None
    if row is None:
        raise Http404
    end(request.user, row, why=_("提前收回"))
    messages.success(request, _("已收回，从现在起不再代理"))
    return redirect("web:acting")


def _standing(user, admin):
    today = clock.today()
    given = Mandate.objects.filter(until__gte=today).select_related("principal", "agent").order_by("since", "pk")
    gone = Absence.objects.filter(ends__gte=today).select_related("person", "substitute").order_by("starts", "pk")
    lent = mandates.lent_to(user)
    names = dict(User.objects.filter(pk__in=[one.principal for one in lent]).values_list("pk", "name"))
    return {
        "given": [_row(one) for one in (given if admin else given.filter(principal=user))],
        "gone": gone if admin else gone.filter(person=user),
        "held": [(names[one.principal], one.until, _kinds(one.processes), one.away) for one in lent],
    }


def _row(one):
    return {"one": one, "kinds": _kinds(one.codes)}


def _kinds(codes):
    known = filter(None, map(asked.process, sorted(codes)))
    return "、".join(_(process.label) for process in known) or _("全部流程")
