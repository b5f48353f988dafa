"""Reads and writes gettext catalogues (.po, .mo) without the gettext programs."""

import array
import re
import struct
from dataclasses import dataclass
from pathlib import Path

PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh_Hant": "nplurals=1; plural=0;"}
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
BACK = {found[1]: raw for raw, found in ESCAPES.items()}


@dataclass
class Message:
    """One entry: what the source says and what the reader sees."""

    id: str
    plural: str = ""
    context: str = ""
    strings: tuple = ()
    files: tuple = ()
    fuzzy: bool = False

    @property
    def key(self):
        return (self.context, self.id)

    @property
    def done(self):
        return bool(self.strings) and all(self.strings) and not self.fuzzy


def read(path):
    """Return {(context, id): Message} of a .po file; {} when there is none."""
    if not path.exists():
        return {}
    found = (parse(block) for block in re.split(r"\n\s*\n", path.read_text("utf-8")))
    return {message.key: message for message in found if message and message.id}


def parse(block):
    """Return the message that a block of lines holds, or None."""
    parts, name, fuzzy = {}, None, False
    for line in block.splitlines():
        fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        opened = re.match(r'(msg\w+(?:\[\d+\])?)\s+"', line)
        if opened:
            name = opened[1]
        if name and not line.startswith("#"):
            parts[name] = parts.get(name, "") + unquote(line[line.index('"') :])
    if "msgid" not in parts:
        return None
    strings = tuple(parts[key] for key in sorted(parts) if key.startswith("msgstr"))
    return Message(parts["msgid"], parts.get("msgid_plural", ""), parts.get("msgctxt", ""), strings, fuzzy=fuzzy)


def unquote(text):
    return re.sub(r"\\(.)", lambda found: BACK.get(found[1], found[1]), text.strip()[1:-1])


def quote(text):
    return '"' + "".join(ESCAPES.get(letter, letter) for letter in text) + '"'


def write(path, language, messages):
    """Write a .po file in a stable order, so that a diff shows what changed and nothing else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = [header(language)] + [entry(messages[key]) for key in sorted(messages)]
    path.write_text("\n".join(blocks), "utf-8")


def fields(language):
    """Return the lines that say how to read the rest."""
    return [
        f"Language: {language}\n",
        "Content-Type: text/plain; charset=UTF-8\n",
        f"Plural-Forms: {PLURALS[language]}\n",
    ]


def header(language):
    return 'msgid ""\nmsgstr ""\n' + "".join(quote(field) + "\n" for field in fields(language))


def entry(message):
    lines = [f"#: {name}" for name in message.files] + ["#, fuzzy"] * message.fuzzy
    if message.context:
        lines.append(f"msgctxt {quote(message.context)}")
    lines.append(f"msgid {quote(message.id)}")
    if message.plural:
        lines.append(f"msgid_plural {quote(message.plural)}")
        lines += [f"msgstr[{index}] {quote(text)}" for index, text in enumerate(message.strings or ("",))]
    else:
        lines.append(f"msgstr {quote(message.strings[0] if message.strings else '')}")
    return "\n".join(lines) + "\n"


def compile_po(path):
    """Write the .mo beside the .po, if it is older, and return its path."""
    target = path.with_suffix(".mo")
    if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
        half = target.with_suffix(".half")
        half.write_bytes(binary(path.parent.parent.name, read(path)))
        half.replace(target)
    return target


def binary(language, messages):
    """Return the .mo bytes: two sorted tables of lengths and offsets, then the texts."""
    pairs = {b"": "".join(fields(language)).encode()}
    for message in messages.values():
        if message.done:
            name = (message.context + "\x04" if message.context else "") + message.id
            name += "\0" + message.plural if message.plural else ""
            pairs[name.encode()] = "\0".join(message.strings).encode()
    names = sorted(pairs)
    start = 28 + 16 * len(names)
    keys, offset = table(names, start)
    values, _end = table([pairs[name] for name in names], offset)
    head = struct.pack("Iiiiiii", 0x950412DE, 0, len(names), 28, 28 + 8 * len(names), 0, 0)
    body = b"".join(name + b"\0" for name in names) + b"".join(pairs[name] + b"\0" for name in names)
    return head + array.array("i", keys).tobytes() + array.array("i", values).tobytes() + body


def table(texts, offset):
    """Return lengths and offsets of null-terminated texts from an offset on, and where they end."""
    rows = []
    for text in texts:
        rows += [len(text), offset]
        offset += len(text) + 1
    return rows, offset


def catalogues(root):
    """Return every .po of the project: the common ones and those of each process."""
    homes = [root / "locale", *sorted((root / "processes").glob("*/locale"))]
    return [Path(found) for home in homes for found in sorted(home.glob("*/LC_MESSAGES/django.po"))]
