"""The keys of a signer, each a file that only its account can read."""

import json
import os
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.checkpoint import text


class Keyring:
    """Private keys in files of their own; a list says since and until when each one signs."""

    def __init__(self, home):
        self.home = Path(home)
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._list = self.home / "keys.json"
        self.rows = json.loads(self._list.read_text()) if self._list.exists() else []

    def add(self, name: str, at: str) -> str:
        """Make a key that signs from now on, beside those that do already."""
        private = Ed25519PrivateKey.generate()
        line = text.vkey(name, private.public_key().public_bytes_raw())
        write(self.home / _file(line), b64encode(private.private_bytes_raw()).decode())
        self._keep([*self.rows, {"vkey": line, "algorithm": "ed25519", "since": at, "until": None}])
        return line

    def retire(self, vkey: str, at: str) -> bool:
        """Let a key sign no longer; the last one stays."""
        active = [row for row in self.rows if not row["until"]]
        if len(active) < 2 or vkey not in [row["vkey"] for row in active]:
            return False
        self._keep([row | {"until": at} if row["vkey"] == vkey else row for row in self.rows])
        (self.home / _file(vkey)).unlink()
        return True

    def sign(self, body: str) -> str:
        """The text with the signature of every active key."""
        keys = [text.verifier(row["vkey"]) for row in self.rows if not row["until"]]
        return text.signed(body, [(key.name, key.key_id, self._private(key).sign(body.encode())) for key in keys])

    def _private(self, key):
        path = self.home / f"key-{key.key_id.hex()}"
        if path.stat().st_mode & 0o077:
            raise PermissionError(f"{path} can be read by others")
        return Ed25519PrivateKey.from_private_bytes(b64decode(path.read_text()))

    def _keep(self, rows):
        write(self._list, json.dumps(rows, indent=1))
        self.rows = rows


def _file(vkey):
    return f"key-{text.verifier(vkey).key_id.hex()}"


def write(path: Path, content: str) -> None:
    """Replace a file as a whole, and be sure that it is on the disk."""
    half = path.with_name(path.name + ".half")
    half.unlink(missing_ok=True)
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    half.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
