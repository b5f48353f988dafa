"""Events: their chain, their fields, their places in the log."""

import hashlib
import json

from ledger.kit.merkle import leaf, root_of
from ledger.kit.wrong import Wrong


def check_events(lines, uid):
    """Recompute the chain; return the events and what is withheld."""
    previous, events, hidden = hashlib.sha256(bytes.fromhex(uid)).digest(), [], 0
    for number, event in enumerate(lines, 1):
        if event["uid"] != uid:
            raise Wrong(f"第 {number} 条留痕属于另一个事项", f"event {number} belongs to another case")
        if event["seq"] != number:
            raise Wrong(f"第 {number} 条留痕缺失或次序不对", f"event {number} is missing or out of order")
        if event["format"] not in (1, 2) or event["previous"] != previous.hex():
            raise Wrong(f"第 {number} 条留痕接不上前一条", f"event {number} does not follow the one before")
        head = f"duban-event-{event['format']}".encode() + bytes.fromhex(uid) + number.to_bytes(8, "big")
        previous = hashlib.sha256(head + previous + event["commitments"].encode()).digest()
        if event["hash"] != previous.hex():
            raise Wrong(f"第 {number} 条留痕的哈希不符", f"event {number}: the hash does not fit")
        hidden += check_fields(number, event)
        events.append(event)
    if not events:
        raise Wrong("没有留痕", "there are no events")
    return events, hidden


def check_fields(number, event):
    """Open every field that is there; return how many are not."""
    fields, hidden = dict(event["fields"]), 0
    for name, commitment in json.loads(event["commitments"]):
        if name not in fields:
            hidden += 1
            continue
        salt, text = fields.pop(name)
        framed = len(name.encode()).to_bytes(2, "big") + name.encode() + text.encode()
        if hashlib.sha256(bytes.fromhex(salt) + framed).hexdigest() != commitment:
            raise Wrong(f"第 {number} 条留痕的字段 {name} 被改动过", f"event {number}: field {name} was altered")
    if fields:
        name = min(fields)
        raise Wrong(f"第 {number} 条留痕多出字段 {name}", f"event {number}: field {name} was added")
    return hidden


def check_places(events, places, checkpoint):
    """Each event stands in the signed tree."""
    if [row["seq"] for row in places] != [event["seq"] for event in events]:
        raise Wrong("日志位置与留痕对不上", "the places do not belong to the events")
    for event, row in zip(events, places, strict=True):
        digest = leaf(bytes.fromhex(event["uid"]) + bytes.fromhex(event["hash"]))
        path = [bytes.fromhex(one) for one in row["path"]]
        if root_of(digest, row["place"], checkpoint.size, path) != checkpoint.root:
            number = event["seq"]
            raise Wrong(f"第 {number} 条留痕不在签名的日志里", f"event {number} does not stand in the signed log")
    found = [row["place"] for row in places]
    if len(set(found)) != len(found):
        raise Wrong("两条留痕占了同一个位置", "two events have the same place")
