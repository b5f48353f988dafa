"""What was typed, looked at before it is kept: noise is offered to be cleaned, numbers of persons to be covered."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.forms import Textarea

from workflows import personal, textclean

CLEAN, KEEP, MASK = "clean", "keep", "mask"


@dataclass(frozen=True)
class Shown:
    """One field and what would change in it: (text, "" | "del" | "ins") in reading order."""

    label: str
    parts: list


def settle(request, form):
    """(answers, originals) as the person chose; None while they have not: then the form shows the differences.

    Cleaning keeps the text as it was typed; covering (F20) keeps it nowhere.
    """
    answers, originals = dict(form.cleaned_data), {}
    noisy = {name: textclean.clean(text)[0] for name, text in answers.items() if _worth(text)}
    if asked := _asked(request, "noise", noisy, (CLEAN, KEEP)):
        form.noisy = _shown(form, answers, noisy)
    elif request.POST.get("noise") == CLEAN:
        originals = {name: answers[name] for name in noisy}
        answers |= noisy
    told = {name: personal.mask(text) for name, text in answers.items() if _tells(form, name, text)}
    if _asked(request, "personal", told, (MASK, KEEP)):
        form.personal, asked = _shown(form, answers, told), True
    elif request.POST.get("personal") == MASK:
        originals = {name: personal.mask(text) for name, text in originals.items()}
        answers |= told
    return None if asked else (answers, originals or None)


def _asked(request, name, found, choices):
    return bool(found) and request.POST.get(name) not in choices


def _worth(text):
    return isinstance(text, str) and textclean.clean(text)[0].strip() != text.strip()


def _tells(form, name, text):
    """Whether free text holds numbers that identify somebody; a field made for such a number is asked for it."""
    free = name == "title" or name in form.fields and isinstance(form.fields[name].widget, Textarea)
    return free and isinstance(text, str) and bool(personal.kinds(text))


def _shown(form, answers, changed):
    return [Shown(form.fields[name].label, _parts(answers[name], text)) for name, text in changed.items()]


def _parts(old, new):
    found = []
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found.append((_short(old[a:b]), ""))
        else:
            found += [(text, way) for text, way in ((old[a:b], "del"), (new[c:d], "ins")) if text]
    return found


def _short(text, most=40):
    """Long stretches that stay as they are need not be read again."""
    return text if len(text) <= most else f"{text[: most // 2]}……{text[-most // 2 :]}"
