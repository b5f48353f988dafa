"""What changed, in words: labels as the process gave them, names for ids, and what differs between two texts."""

from datetime import datetime
from difflib import SequenceMatcher

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from people.memo import once

EMPTY = (None, "", {}, [])
SHORT = 60
ROUGH = 4000  # characters from which texts are compared by line, so that no page waits for it


# Fields of every case, which no process names.
SHARED = {
    "title": N_("标题"), "owner_unit_id": N_("承办单位"), "classification": N_("密级"), "urgency": N_("紧急程度"),
    "number": N_("编号"),
}  # fmt: skip
# The codes that stand in them.
WORDS = {
    "classification": {
        "public": N_("公开"), "internal": N_("内部"), "restricted": N_("限知悉人员"), "sealed": N_("密封"),
    },
    "urgency": {"normal": N_("平件"), "urgent": N_("加急"), "most_urgent": N_("特急")},
}  # fmt: skip


def label(case, name):
    """The field's name as its process gave it; "" for a name that Django made of the code."""
    if name in SHARED:
        return _(SHARED[name])
    try:
        given = str(case._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return ""
    return "" if given == name.removesuffix("_id").replace("_", " ") else _(given)


def said(case, name, value):
    """One value as people read it: the name behind an id, the label of a choice, a list in one line."""
    if name in WORDS:
        return word(name, value)
    return flat(known(case._meta.get_field(name), value))


def word(name, code):
    """The word for a code of a field that every case has."""
    found = WORDS[name].get(code)
    return _(found) if found else str(code or "")


def short(text, longest=SHORT):
    """A text that fits a line of history."""
    return text if len(text) <= longest else text[:longest] + "…"


def known(field, value):
    """Events keep ids; people read names."""
    if field.is_relation and value:
        return _referred(field.related_model, value) or value
    if isinstance(field, DateTimeField) and isinstance(value, str) and value:
        return timezone.localtime(datetime.fromisoformat(value)).strftime("%Y-%m-%d %H:%M")
    return dict(field.flatchoices).get(value, value) if isinstance(value, str) else value


@once
def _referred(model, pk):
    return model.objects.filter(pk=pk).first()


def flat(value):
    """Lists and rows as one line."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(map(flat, value))
    return " ".join(map(flat, value.values())) if isinstance(value, dict) else str("" if value is None else value)


def parts(old, new, fold=None):
    """(text, "" | "del" | "ins") of what stayed, went and came; `fold` shortens what stayed."""
    a, b = (old, new) if len(old) + len(new) < ROUGH else (old.splitlines(True), new.splitlines(True))
    found = []
    for step, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = "".join(a[i:j]), "".join(b[k:m])
        if step == "equal":
            found.append((fold(gone) if fold else gone, ""))
        else:
            found += [(text, way) for text, way in ((gone, "del"), (come, "ins")) if text]
    return found
