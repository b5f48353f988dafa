"""常用语: what a person often says, kept by that person and put into a field with one click."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from workflows.models import Phrase

MOST, LONGEST = 30, 200
STEPS = {"up": -1, "down": 1}


class PhraseForm(forms.Form):
    """One more phrase."""

    text = forms.CharField(label=gettext_lazy("常用语"), min_length=2, max_length=LONGEST)

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        if text in [one.text for one in self.known]:
            raise forms.ValidationError(_("没有添加：已经有这一条。"))
        if len(self.known) >= MOST:
            raise forms.ValidationError(_("没有添加：最多保存 %d 条。请先删除不用的。") % MOST)
        return text


def of(user):
    """The person's phrases in the order that the person gave them."""
    return list(Phrase.objects.filter(person=user).order_by("place", "pk"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """The list, and a form for one more."""
    known = of(request.user)
    for name in ("delete", *STEPS):
        if request.method == "POST" and name in request.POST:
            return _change(known, name, request.POST[name])
    form = PhraseForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        place = known[-1].place + 1 if known else 0
        Phrase.objects.create(person=request.user, text=form.cleaned_data["text"], place=place)
        messages.success(request, _("已添加"))
        return redirect("web:phrases")
    return render(request, "web/phrases.html", {"form": form, "phrases": known})


def _change(known, name, pk):
    at = next((n for n, one in enumerate(known) if str(one.pk) == pk), None)
    if at is None:
        raise Http404
    if name == "delete":
        known[at].delete()
    else:
        _reorder(known, at, at + STEPS[name])
    return redirect("web:phrases")


@transaction.atomic
def _reorder(known, at, to):
    if 0 <= to < len(known):
        known.insert(to, known.pop(at))
    for place, one in enumerate(known):
        Phrase.objects.filter(pk=one.pk).update(place=place)


@login_required
@require_safe
def say(request):
    """The phrases as buttons beside the field that asks for them; read only when they are asked for."""
    return render(request, "web/say.html", {"phrases": of(request.user), "field": request.GET.get("for", "")[:80]})
