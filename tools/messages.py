"""Keeps the catalogues of traditional Chinese and English complete.

python tools/messages.py update    collect the messages; generate traditional Chinese; list what English lacks
python tools/messages.py check     exit 1 and name each message that is missing, fuzzy or damaged
python tools/messages.py compile   write the .mo files (done by `make setup`; needs the standard library only)
"""

import csv
import re
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import catalogue, extract  # noqa: E402

LANGUAGES = ("zh_Hant", "en")
# English may quote what must be typed in Chinese.
QUOTED = re.compile(r"“[^”]*”|\([^)]*\)")
HOLES = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")


def homes(root):
    """Yield (locale folder, messages wanted in it): a process carries its own, the rest is common."""
    yield root / "locale", extract.messages(root)
    for folder in sorted((root / "processes").glob("*/apps.py")):
        yield folder.parent / "locale", extract.messages(root, folder.parent.name)


def place(home, language):
    return home / language / "LC_MESSAGES" / "django.po"


def update(root=ROOT):
    """Rewrite every catalogue and return how many English messages are still to be written."""
    memory = remembered(root)
    convert = converter()
    lacking = 0
    for home, wanted in homes(root):
        known = catalogue.read(place(home, "en"))
        english = {key: filled(message, known.get(key) or memory.get(key)) for key, message in wanted.items()}
        hant = {key: replace(m, strings=(convert(m.id),)) for key, m in wanted.items()}
        for language, messages in (("en", english), ("zh_Hant", hant)):
            if messages or place(home, language).exists():
                catalogue.write(place(home, language), language, messages)
        lacking += sum(not message.done for message in english.values())
    return lacking


def remembered(root):
    """Return every English message there is, so that a message that moves keeps its translation."""
    found = {}
    for path in catalogue.catalogues(root):
        if path.parent.parent.name == "en":
            found.update({key: message for key, message in catalogue.read(path).items() if message.done})
    return found


def filled(message, old):
    kept = old.strings if old and bool(old.plural) == bool(message.plural) else ()
    empty = ("", "") if message.plural else ("",)
    return replace(message, strings=kept or empty, fuzzy=bool(old and old.fuzzy))


def converter():
    """Return the function from simplified to traditional: OpenCC, then our own list."""
    from opencc import OpenCC

    table = OpenCC("s2tw")
    with (ROOT / "locale" / "zh_hant.csv").open(encoding="utf-8") as source:
        ours = [(row["from"], row["to"]) for row in csv.DictReader(source)]

    def convert(text):
        text = table.convert(text)
        for wrong, right in ours:
            text = text.replace(wrong, right)
        return text

    return convert


def check(root=ROOT):
    """Return one sentence per fault of the catalogues."""
    faults = []
    for home, wanted in homes(root):
        for language in LANGUAGES:
            found = catalogue.read(place(home, language))
            where = place(home, language).relative_to(root)
            faults += [f"{where}: lacks {key[1]!r}" for key in wanted if key not in found]
            faults += [f"{where}: nothing says {key[1]!r} any more" for key in found if key not in wanted]
            faults += [f"{where}: {fault}" for message in found.values() for fault in faults_of(message, language)]
    return faults


def faults_of(message, language):
    """Yield what is wrong with one translated message."""
    if not message.done:
        yield f"{message.id!r} is {'fuzzy' if message.fuzzy else 'not translated'}"
        return
    holes = sorted(HOLES.findall(message.plural or message.id))
    if message.done and sorted(HOLES.findall(message.strings[-1])) != holes:
        yield f"{message.id!r} has other placeholders than its translation"
    if language == "en" and any(extract.HAN.search(QUOTED.sub("", text)) for text in message.strings):
        yield f"{message.id!r} is left in Chinese"


def main(arguments):
    task = arguments[0] if arguments else ""
    if task == "compile":
        return bool([catalogue.compile_po(path) for path in catalogue.catalogues(ROOT)]) and 0
    if task == "update":
        print(f"{update()} English messages to write")
        return 0
    if task == "check":
        faults = check()
        print("\n".join(faults) or "All messages are translated.")
        return int(bool(faults))
    print(__doc__)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
