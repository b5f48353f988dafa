"""Drafts of the forms in the field: kept every few seconds, in no history; two devices never overwrite each other.

A draft counts its savings. Who saves on top of a number they have not seen is told, and what they wrote is kept
beside it until they choose.
"""

import re

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from processes.inspection import pages_common as common
from workflows import clock
from workflows.models import Draft

CODE = re.compile(r"^[vfptgr]:[0-9a-f]{0,32}$")
OURS = frozenset({"csrfmiddlewaretoken", "key", "base", "device", "draft", "seen", "force", "again", "preview"})
LONGEST = 100_000  # characters of one draft
BESIDE = "~"


def code(kind, ref=""):
    """What the draft of a form is called: one letter for the kind, and the number or id of the row."""
    return f"{kind}:{str(ref).replace('-', '')}"


def load(case, person, name):
    """The draft of that name, or None."""
    return Draft.objects.filter(case_id=case.pk, person=person, act=name).first()


def beside(case, person, name):
    """What another device of the same person wrote at the same time and has not been chosen yet."""
    return load(case, person, name + BESIDE)


def forget(case, person, name):
    """The act is taken, or its draft thrown away."""
    Draft.objects.filter(case_id=case.pk, person=person, act__in=[name, name + BESIDE]).delete()


def fields(draft):
    """name → list of texts as they were typed."""
    return draft.data.get("fields", {}) if draft else {}


def initial(draft):
    """name → value for a form."""
    return {name: values[0] if len(values) == 1 else values for name, values in fields(draft).items() if values}


def number(draft):
    return draft.data.get("n", 0) if draft else 0


def keep(case, person, name, said, base, force=False):
    """Keep a draft. Returns (draft, clashed): when it clashed, `said` is kept beside it."""
    with transaction.atomic():
        found = Draft.objects.select_for_update().filter(case_id=case.pk, person=person, act=name).first()
        if found and number(found) != base and fields(found) != said and not force:
            _put(case, person, name + BESIDE, said, base)
            return found, True
        if force:
            Draft.objects.filter(case_id=case.pk, person=person, act=name + BESIDE).delete()
        return _put(case, person, name, said, number(found) + 1), False


def _put(case, person, name, said, n):
    defaults = {"data": {"fields": said, "n": n}, "saved_at": clock.now()}
    return Draft.objects.update_or_create(case_id=case.pk, person=person, act=name, defaults=defaults)[0]


def typed(request):
    """What was typed into the form, without what the page itself added."""
    return {name: said for name, said in request.POST.lists() if name not in OURS and not name.startswith("seen_")}


@login_required
@require_POST
def save(request, uid, name):
    """Keep what is typed; answers with the number that the next saving builds on."""
    case, said = common.find(request, uid), typed(request)
    if not common.can(request, case) or case.is_closed:
        return JsonResponse({"why": _("草稿没有存上：这件事项现在不由你填写。请先复制填写的内容。")}, status=409)
    too_long = sum(len(value) for values in said.values() for value in values) > LONGEST
    if not CODE.match(name) or too_long:
        return JsonResponse({"why": _("草稿没有存上：内容太长。请先复制填写的内容，分几次保存。")}, status=422)
    base = request.POST.get("base", "")
    draft, clashed = keep(case, request.user, name, said, int(base) if base.isdigit() else 0, "force" in request.POST)
    answer = {"n": number(draft), "at": draft.saved_at.astimezone().strftime("%H:%M:%S")}
    if clashed:
        answer |= {"fields": fields(draft)}
    return JsonResponse(answer, status=409 if clashed else 200)


@login_required
@require_POST
def drop(request, uid, name):
    """Throw a draft away, as the person asked; who has none and writes nothing here has nothing to throw away."""
    case = common.find(request, uid)
    if not load(case, request.user, name) and not common.can(request, case):
        return HttpResponse(status=409)
    forget(case, request.user, name)
    return HttpResponse(status=204)
