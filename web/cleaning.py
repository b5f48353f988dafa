"""Text copied from elsewhere: offer to clean it, show the difference, keep the original."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from workflows import textclean

CLEAN, KEEP = "clean", "keep"


@dataclass(frozen=True)
class Noisy:
    """One field whose text could be cleaner: (text, "" | "del" | "ins") in reading order."""

    label: str
    parts: list


def settle(request, form):
    """(answers, originals) as the person chose; None while they have not: then `form.noisy` shows the difference."""
    answers = dict(form.cleaned_data)
    noisy = {name: textclean.clean(text)[0] for name, text in answers.items() if _worth(text)}
    chosen = request.POST.get("noise")
    if noisy and chosen not in (CLEAN, KEEP):
        form.noisy = [Noisy(form.fields[name].label, _parts(answers[name], text)) for name, text in noisy.items()]
        return None
    if chosen != CLEAN:
        return answers, None
    return answers | noisy, {name: answers[name] for name in noisy} or None


def _worth(text):
    return isinstance(text, str) and textclean.clean(text)[0].strip() != text.strip()


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
