"""What a signer answers. It remembers the last tree it signed and asks for a proof that the next one extends it."""

import json
from base64 import b64decode, b64encode
from pathlib import Path

from ledger.checkpoint import text
from ledger.log import merkle
from ledger.signer.keyring import Keyring, write

SIMULATED = "simulated."


class Refused(Exception):
    """A request that is not carried out: `code` is for the program, the rest for people."""

    def __init__(self, code, **more):
        super().__init__(code)
        self.code, self.more = code, more


class Signer:
    """One log, one kind (simulated or real), one keyring."""

    def __init__(self, home, simulated: bool):
        self.home, self.simulated = Path(home), simulated
        self.keys = Keyring(home)
        self._file = self.home / "state.json"
        start = {"simulated": simulated, "origin": "", "size": 0, "root": _text(merkle.EMPTY), "rollbacks": []}
        self.state = json.loads(self._file.read_text()) if self._file.exists() else start
        if self.state["simulated"] != simulated:
            raise Refused("kind")

    def answer(self, asked: dict) -> dict:
        """Carry out one request; a refusal is an answer, too."""
        does = {"state": self.tell, "sign": self.sign, "accept": self.accept, "add": self.add, "retire": self.retire}
        try:
            return does.get(asked.pop("do", None), _unknown)(**asked)
        except Refused as refusal:
            return {"error": refusal.code} | refusal.more
        except (TypeError, ValueError, KeyError):
            return {"error": "request"}

    def tell(self) -> dict:
        return {name: self.state[name] for name in ("simulated", "origin", "size", "root", "rollbacks")} | {
            "keys": self.keys.rows
        }

    def sign(self, origin, size, root, proof, at) -> dict:
        """Sign a tree that begins with everything signed before; refuse any other."""
        self._check_origin(origin)
        state = self.state
        if size < state["size"]:
            raise Refused("shorter", was=state["size"])
        path = [b64decode(one) for one in proof]
        if not merkle.extends(state["size"], b64decode(state["root"]), size, b64decode(root), path):
            raise Refused("rewritten", was=state["size"])
        if not self.keys.rows:
            self.keys.add(origin, at)
        self._keep(state | {"origin": origin, "size": size, "root": root})
        more = [f"at {at}", *state["rollbacks"]]
        note = self.keys.sign(text.body(origin, size, b64decode(root), more))
        with open(self.home / "signed.log", "a") as out:
            out.write(note + "\n")
        return {"note": note, "keys": self.keys.rows}

    def _check_origin(self, origin):
        if not origin or "\n" in origin or "+" in origin or " " in origin:
            raise Refused("origin")
        # A demonstration's log is never signed as a real one, nor the other way round.
        if origin.startswith(SIMULATED) != self.simulated:
            raise Refused("kind")
        if self.state["origin"] not in ("", origin):
            raise Refused("origin")

    def accept(self, size, root, at, reason) -> dict:
        """Go on from a shorter or another tree. Every later checkpoint says so; it cannot be taken back."""
        if not reason.strip() or "\n" in reason:
            raise Refused("reason")
        line = f"rolled back from {self.state['size']} to {size} at {at}: {reason.strip()}"
        self._keep(self.state | {"size": size, "root": root, "rollbacks": [*self.state["rollbacks"], line]})
        return self.tell()

    def add(self, at) -> dict:
        """A second key; both sign until the first is retired."""
        if not self.state["origin"]:
            raise Refused("origin")
        return {"vkey": self.keys.add(self.state["origin"], at), "keys": self.keys.rows}

    def retire(self, vkey, at) -> dict:
        if not self.keys.retire(vkey, at):
            raise Refused("last")
        return {"keys": self.keys.rows}

    def _keep(self, state):
        # Before the signature leaves: a signer that dies now has signed nothing that it does not remember.
        write(self._file, json.dumps(state, indent=1))
        self.state = state


def _text(raw):
    return b64encode(raw).decode()


def _unknown(**asked):
    raise Refused("request")
