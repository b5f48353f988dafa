"""Finds the messages that the code and the templates show to people."""

import ast
import re
from pathlib import Path

from tools.catalogue import Message

PACKAGES = [
    "audit",
    "intake",
    "ledger",
    "notifications",
    "people",
    "policy",
    "processes",
    "retention",
    "settings",
    "vault",
    "web",
    "workflows",
]
# function name -> positions of (context, id, plural)
CALLS = {
    name + lazy: places
    for lazy in ("", "_lazy")
    for name, places in {
        "_": (None, 0, None),
        "N_": (None, 0, None),
        "gettext": (None, 0, None),
        "gettext_noop": (None, 0, None),
        "ngettext": (None, 0, 1),
        "pgettext": (0, 1, None),
        "npgettext": (0, 1, 2),
    }.items()
}
STRING = r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\''
TRANSLATE = re.compile(r"\{%\s*trans(?:late)?\s+(?:" + STRING + r")(?:[^%]|%(?!\}))*?%\}")
CONTEXT = re.compile(r"\bcontext\s+(?:" + STRING + ")")
INLINE = re.compile(r"(?<![\w])_\((?:" + STRING + r")\)")
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b(.*?)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.S)
PLURAL = re.compile(r"\{%\s*plural\s*%\}")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.S)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->", re.S)
HAN = re.compile(r"[\u4e00-\u9fff]")


def sources(root):
    """Return the files that may hold messages, as paths below the root."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            inside = path.relative_to(root).parts
            if "migrations" not in inside and "static" not in inside and path.suffix in (".py", ".html", ".txt"):
                yield path


def found_in(path):
    """Yield the messages of one file."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return from_python(ast.parse(text))
    return from_template(text) if "templates" in path.parts else []


def from_python(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            message = name in CALLS and from_call(node, CALLS[name])
            if message:
                yield message


def from_call(node, places):
    """Return the message of a call whose arguments are literal, else None."""
    context, text, plural = (literal(node.args, place) for place in places)
    return Message(text, plural or "", context or "") if text else None


def literal(arguments, place):
    if place is None or place >= len(arguments):
        return None
    value = getattr(arguments[place], "value", None)
    return value if isinstance(value, str) else None


def from_template(text):
    text = COMMENT.sub("", text)
    for found in BLOCK.finditer(text):
        yield from_block(found[1], found[2])
    rest = BLOCK.sub("", text)
    for found in TRANSLATE.finditer(rest):
        context = CONTEXT.search(found[0])
        yield Message(in_tag(found), context=in_tag(context) if context else "")
    for found in INLINE.finditer(rest):
        yield Message(in_tag(found))


def in_tag(found):
    """Return a literal as Django looks it up: unescaped, a percent sign doubled."""
    text = found[1] if found[1] is not None else found[2]
    return re.sub(r"\\(.)", r"\1", text).replace("%", "%%")


def from_block(options, body):
    """Return the message of a block; variables become %(name)s, as Django looks them up."""
    parts = [named(part) for part in PLURAL.split(body)]
    if "trimmed" in options.split():
        parts = [" ".join(line.strip() for line in part.splitlines() if line.strip()) for part in parts]
    context = CONTEXT.search(options)
    return Message(parts[0], parts[1] if len(parts) > 1 else "", in_tag(context) if context else "")


def named(text):
    return re.sub(r"\{\{\s*([\w.|:]+)\s*\}\}", r"%(\1)s", text.replace("%", "%%"))


def naked(path):
    """Return the Chinese lines of a template that no reader of another language could read."""
    text = BLOCK.sub("", COMMENT.sub("", Path(path).read_text("utf-8")))
    return [line.strip() for line in TAGS.sub("", text).splitlines() if HAN.search(line)]


def messages(root, folder=None):
    """Return {key: Message} of one process folder, or of everything outside the processes."""
    gathered = {}
    for path in sources(root):
        home = path.relative_to(root).parts
        mine = home[1] if home[0] == "processes" and len(home) > 2 else None
        for message in found_in(path) if mine == folder else ():
            known = gathered.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.files = tuple(sorted({*known.files, "/".join(home)}))
    return gathered
