"""离任交接: all open work of somebody who leaves goes to others in one act, by process."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from people.models import User
from web import acting, asked
from workflows import choosing, departing
from workflows.errors import Refused
from workflows.models import Handover

PREFIX = "to_"
POLLING_ENDS = 286  # htmx stops asking


class LeaverForm(forms.Form):
    """Who leaves, who receives what, and why."""

    leaver = forms.TypedChoiceField(label=gettext_lazy("谁离任"), coerce=int)
    to_ = forms.TypedChoiceField(
        label=gettext_lazy("接收人"),
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("各流程没有另选的，都交给此人。"),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("原因"), min_length=4, max_length=200)

    def __init__(self, *args, by, held, **kwargs):
        super().__init__(*args, **kwargs)
        people = {one.pk: one for one in (by, *choosing.candidates())}
        mine = [one for one in people.values() if departing.may(by, one)]
        self.fields["leaver"].choices = [(one.pk, one.name) for one in mine]
        self.fields["to_"].choices = acting.people_but()
        for kind, n in held.items():
            process = asked.process(kind)
            label = _("%(process)s（%(n)d 件）交给") % {"process": _(process.label) if process else kind, "n": n}
            self.fields[PREFIX + kind] = forms.TypedChoiceField(
                label=label, coerce=int, empty_value=None, required=False, choices=acting.people_but()
            )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """What is held, and the form; what is ordered is carried out in the background, and its page says how far."""
    asked_for = (request.POST or request.GET).get("leaver", "")
    leaver = User.objects.filter(pk=int(asked_for)).first() if asked_for.isdigit() else request.user
    leaver = leaver if leaver and departing.may(request.user, leaver) else request.user
    held = departing.held(leaver)
    form = LeaverForm(request.POST or None, by=request.user, held=held, initial={"leaver": leaver.pk})
    if request.method == "POST" and form.is_valid():
        try:
            row = departing.order(request.user, leaver, _receivers(form), why=form.cleaned_data["why"])
            return redirect("web:handed_over", row.uid)
        except Refused as refused:
            form.add_error(None, refused.why)
    shown = {"form": form, "leaver": leaver, "total": sum(held.values())}
    return render(request, "web/handover.html", shown)


def _mine(request, uid):
    """An order is seen by whoever gave it; for everybody else it does not exist."""
    return get_object_or_404(Handover.objects.select_related("leaver"), uid=uid, by=request.user)


@login_required
@require_safe
def handed_over(request, uid):
    """How far an order is, and at the end what could not be handed over."""
    return render(request, "web/handed_over.html", {"row": _mine(request, uid)})


@login_required
@require_safe
def progress(request, uid):
    """The bar, asked for every second while the order is carried out; then the page is shown anew."""
    row = _mine(request, uid)
    if not row.finished_at:
        return render(request, "web/handover_bar.html", {"row": row})
    answer = HttpResponse(status=POLLING_ENDS)
    answer["HX-Refresh"] = "true"
    return answer


def _receivers(form):
    chosen = {name[len(PREFIX) :]: pk for name, pk in form.cleaned_data.items() if name.startswith(PREFIX) and pk}
    people = User.objects.in_bulk(chosen.values())
    return {kind: people[pk] for kind, pk in chosen.items()}
