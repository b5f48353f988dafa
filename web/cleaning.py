"""What was typed, looked at before it is kept: noise is offered to be cleaned, numbers of persons to be covered."""

from dataclasses import dataclass

from django.forms import Textarea

from workflows import changes, personal, textclean

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
    answers, originals = form.cleaned_data, {}
    noisy = {path: textclean.clean(text)[0] for path, text in _texts(answers) if _worth(text)}
    if asked := _asked(request, "noise", noisy, (CLEAN, KEEP)):
        form.noisy = _shown(form, answers, noisy)
    elif request.POST.get("noise") == CLEAN:
        originals = {_name(path): text for path, text in _texts(answers) if path in noisy}
        answers = _with(answers, noisy)
    told = {path: personal.mask(text) for path, text in _texts(answers) if _tells(form, path, text)}
    if _asked(request, "personal", told, (MASK, KEEP)):
        form.personal, asked = _shown(form, answers, told), True
    elif request.POST.get("personal") == MASK:
        originals = {name: personal.mask(text) for name, text in originals.items()}
        answers = _with(answers, told)
    return None if asked else (dict(answers), originals or None)


def _asked(request, name, found, choices):
    return bool(found) and request.POST.get(name) not in choices


def _texts(answers, path=()):
    """(path, text) of every text, also of those that a form has put into lists and tables of its own."""
    found = answers.items() if isinstance(answers, dict) else enumerate(answers)
    for key, value in found:
        if isinstance(value, str):
            yield (*path, key), value
        elif isinstance(value, dict | list | tuple):
            yield from _texts(value, (*path, key))


def _with(answers, changed, path=()):
    """The answers with other texts at some paths."""
    if isinstance(answers, str):
        return changed.get(path, answers)
    if isinstance(answers, dict):
        return {key: _with(value, changed, (*path, key)) for key, value in answers.items()}
    if type(answers) in (list, tuple):
        return type(answers)(_with(value, changed, (*path, n)) for n, value in enumerate(answers))
    return answers


def _name(path):
    return ".".join(map(str, path))


def _worth(text):
    return textclean.clean(text)[0].strip() != text.strip()


def _tells(form, path, text):
    """Whether free text holds numbers that identify somebody; a field made for such a number is asked for it."""
    field = _field(form, path, text)
    free = path == ("title",) or field is not None and isinstance(field.widget, Textarea)
    return free and bool(personal.kinds(text))


def _field(form, path, text):
    """The field in which a text was typed; a form may have moved it to another place among its answers."""
    if path[0] in form.fields and len(path) == 1:
        return form.fields[path[0]]
    same = (bound.field for bound in form if isinstance(said := bound.value(), str) and said.strip() == text.strip())
    return next(same, form.fields.get(path[0]))


def _shown(form, answers, changed):
    old = dict(_texts(answers))
    return [
        Shown(_label(form, path, old[path]), changes.parts(old[path], text, _short)) for path, text in changed.items()
    ]


def _label(form, path, text):
    field = _field(form, path, text)
    return field.label if field else ""


def _short(text, most=40):
    """Long stretches that stay as they are need not be read again."""
    return text if len(text) <= most else f"{text[: most // 2]}……{text[-most // 2 :]}"
