"""Checkpoints and keys (C2SP)."""

import base64
import hashlib

from ledger.kit.ed25519 import ed25519
from ledger.kit.merkle import extends
from ledger.kit.wrong import Wrong

DASH = "— "


def keys_in(text):
    """The keys of a file: (name, id, public)."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            name, hexed, value = line.split("+", 2)
            raw = base64.b64decode(value, validate=True)
        except ValueError:
            raise Wrong("公钥文件不是公钥", "the key file holds no key") from None
        known = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        if raw[:1] != b"\x01" or len(raw) != 33 or known.hex() != hexed:
            raise Wrong("公钥文件不完整或被改动过", "the key file is damaged")
        found.append((name, known, raw[1:]))
    if not found:
        raise Wrong("公钥文件是空的", "the key file is empty")
    return found


class Checkpoint:
    """A signed statement of how long the log is and what its root is."""

    def __init__(self, note):
        text, gap, below = note.rpartition("\n\n")
        try:
            self.origin, size, root, *self.more = text.split("\n")
            self.size, self.root = int(size), base64.b64decode(root, validate=True)
            raw = [(line[2:].partition(" ")[0], line.rpartition(" ")[2]) for line in below.splitlines()]
            self.signatures = [(name, base64.b64decode(value, validate=True)) for name, value in raw]
        except ValueError:
            raise Wrong("检查点的格式不对", "the checkpoint is malformed") from None
        if not gap or len(self.root) != 32 or str(self.size) != size or self.size < 1 or not below.startswith(DASH):
            raise Wrong("检查点的格式不对", "the checkpoint is malformed")
        self.text, self.note = text + "\n", note

    def check(self, keys):
        """Refuse it unless one of the keys has signed it."""
        for name, known, public in keys:
            for signer, value in self.signatures:
                if (signer, value[:4]) == (name, known) and ed25519(public, self.text.encode(), value[4:]):
                    if name != self.origin:
                        raise Wrong("检查点属于另一个日志", "the checkpoint is of another log")
                    return
        raise Wrong("检查点的签名不成立：不是这把公钥签的", "no signature of this key holds under the checkpoint")


def check_kept(kept, checkpoint, proofs):
    """Today's checkpoint extends the one kept last time."""
    if kept.origin != checkpoint.origin:
        raise Wrong("留存的检查点属于另一个日志", "the checkpoint that you kept is of another log")
    if kept.size > checkpoint.size:
        raise Wrong(
            f"日志变短了：留存的检查点有 {kept.size} 条，现在只有 {checkpoint.size} 条",
            f"the log became shorter: {kept.size} in the checkpoint that you kept, {checkpoint.size} now",
        )
    path = []
    if kept.size < checkpoint.size:
        fit = [row for row in proofs if (row["from"], row["to"]) == (kept.size, checkpoint.size)]
        if not fit:
            raise Wrong(
                f"卷宗包里没有从 {kept.size} 到 {checkpoint.size} 的延续证明，请向管理员索取",
                f"the pack lacks the proof from {kept.size} to {checkpoint.size}; ask for it",
            )
        path = [bytes.fromhex(one) for one in fit[0]["path"]]
    if not extends(kept.size, kept.root, checkpoint.size, checkpoint.root, path):
        raise Wrong(
            f"前 {kept.size} 条与留存的检查点不一致：日志被改写过",
            f"the first {kept.size} are not those of the checkpoint that you kept: the log was rewritten",
        )
