"""Each part of a pack, forged by somebody who knows the scheme and makes the manifest fit."""

import json
import zipfile
from base64 import b64decode, b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.checkpoint import text
from ledger.kit import ed25519


def rewritten(path, change, drop=()):
    """The pack with some of its files changed and a manifest that fits, as somebody would who knows the scheme."""
    with zipfile.ZipFile(path) as old:
        content = {name: old.read(name) for name in old.namelist() if name not in drop}
    manifest = json.loads(content.pop("pack.json"))
    change(content, manifest)
    manifest["files"] = [row for row in manifest["files"] if row["path"] in content]
    for row in manifest["files"]:
        raw = content[row["path"]]
        row |= {"size": len(raw), "sha256": sha256(raw).hexdigest()}
    out = path.with_name("forged.zip")
    with zipfile.ZipFile(out, "w") as new:
        for name, raw in content.items():
            new.writestr(name, raw)
        new.writestr("pack.json", json.dumps(manifest))
    return out


def in_line(name, number, **change):
    """A change of one line of JSON."""

    def forge(content, manifest):
        lines = [json.loads(line) for line in content[name].splitlines()]
        for key, value in change.items():
            lines[number][key] = value(lines[number][key]) if callable(value) else value
        content[name] = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()

    return forge


def in_text(name, old, new):
    def forge(content, manifest):
        assert old in content[name]
        content[name] = content[name].replace(old, new, 1)

    return forge


def flipped(text_):
    return text_[:-1] + ("0" if text_[-1] != "0" else "1")


def field(name, at, value):
    def forge(fields):
        return fields | {name: [value, fields[name][1]] if at == 0 else [fields[name][0], value]}

    return forge


def signature(change):
    def forge(content, manifest):
        lines = content["proof/checkpoint.txt"].decode().splitlines()
        name, value = lines[-1][2:].split(" ")
        lines[-1] = f"— {name} {b64encode(change(b64decode(value))).decode()}"
        content["proof/checkpoint.txt"] = ("\n".join(lines) + "\n").encode()

    return forge


def signed_by_another(content, manifest):
    """A whole new checkpoint by a key of the forger's, under the right name."""
    key = Ed25519PrivateKey.generate()
    note = text.parse(content["proof/checkpoint.txt"].decode())
    public = key.public_key().public_bytes_raw()
    line = (note.origin, text.key_id(note.origin, text.ED25519, public), key.sign(note.text.encode()))
    content["proof/checkpoint.txt"] = text.signed(note.text, [line]).encode()
    content["proof/keys.txt"] = (text.vkey(note.origin, public) + "\n").encode()


def dropped_event(content, manifest):
    for name in ("proof/events.jsonl", "proof/places.jsonl"):
        lines = content[name].splitlines(True)
        content[name] = b"".join(lines[:1] + lines[2:])
    manifest["events"] -= 1


def swapped_events(content, manifest):
    lines = content["proof/events.jsonl"].splitlines(True)
    content["proof/events.jsonl"] = b"".join([lines[1], lines[0], *lines[2:]])


def photo(content, manifest):
    content["files/photo.jpg"] = b"another picture"


def said(**change):
    return lambda content, manifest: manifest.update(change)


def said_of_photo(**change):
    def forge(content, manifest):
        next(row for row in manifest["files"] if row["path"] == "files/photo.jpg").update(change)

    return forge


def added_file(content, manifest):
    content["files/more.txt"] = b"more"
    manifest["files"].append({"path": "files/more.txt"})


EVENTS, PLACES, NOTE, EXTENDS = (
    "proof/events.jsonl", "proof/places.jsonl", "proof/checkpoint.txt", "proof/consistency.jsonl",
)  # fmt: skip
FORGERIES = {
    "event uid": in_line(EVENTS, 1, uid="0" * 32),
    "event seq": in_line(EVENTS, 1, seq=7),
    "event format": in_line(EVENTS, 1, format=9),
    "event previous": in_line(EVENTS, 1, previous=flipped),
    "event commitments": in_line(EVENTS, 1, commitments=lambda text_: text_.replace("@kind", "@kinD")),
    "event hash": in_line(EVENTS, 1, hash=flipped),
    "field text": in_line(EVENTS, 1, fields=field("opinion", 1, '"不同意"')),
    "field salt": in_line(EVENTS, 1, fields=field("opinion", 0, "00" * 32)),
    "private text": in_line(EVENTS, 1, fields=field("*respondent", 1, '"李四"')),
    "field added": in_line(EVENTS, 1, fields=lambda fields: fields | {"more": ["00", "1"]}),
    "event dropped": dropped_event,
    "events swapped": swapped_events,
    "place seq": in_line(PLACES, 1, seq=1),
    "place number": in_line(PLACES, 1, place=lambda place: place + 1),
    "place negative": in_line(PLACES, 1, place=-1),
    "place path": in_line(PLACES, 1, path=lambda path: [flipped(path[0]), *path[1:]]),
    "place path end": in_line(PLACES, 1, path=lambda path: [*path[:-1], flipped(path[-1])]),
    "place path short": in_line(PLACES, 1, path=lambda path: path[:-1]),
    "place path long": in_line(PLACES, 1, path=lambda path: [*path, path[0]]),
    "place path order": in_line(PLACES, 1, path=lambda path: path[::-1]),
    "checkpoint size": in_text(NOTE, b"\n30\n", b"\n31\n"),
    "checkpoint origin": in_text(NOTE, b"duban.log", b"duban.lob"),
    "checkpoint moment": in_text(NOTE, b"at 2026", b"at 2025"),
    "signature": signature(lambda raw: raw[:-1] + bytes([raw[-1] ^ 1])),
    "signature r": signature(lambda raw: raw[:5] + bytes([raw[5] ^ 1]) + raw[6:]),
    "signature key": signature(lambda raw: b"\0\0\0\0" + raw[4:]),
    "signature short": signature(lambda raw: raw[:-1]),
    "signature plus the order": signature(
        lambda raw: raw[:36] + (int.from_bytes(raw[36:], "little") + ed25519.L).to_bytes(32, "little")
    ),
    "signed by another": signed_by_another,
    "consistency path": in_line(EXTENDS, 0, path=lambda path: [flipped(path[0]), *path[1:]]),
    "consistency short": in_line(EXTENDS, 0, path=lambda path: path[:-1]),
    "consistency long": in_line(EXTENDS, 0, path=lambda path: [*path, path[0]]),
    "consistency missing": in_line(EXTENDS, 0, to=3),
    "attachment": photo,
    "attachment's event": said_of_photo(seq=2),
    "attachment's field": said_of_photo(field="opinion"),
    "file added": added_file,
    "number of events": said(events=3),
    "size": said(size=3),
    "origin": said(origin="duban.log/other"),
    "not simulated": said(simulated=False),
    "uid": said(uid="0" * 32),
    "kind of pack": said(pack="another"),
}
