"""A signer in the test's own process, in place of the socket."""

import pytest

from ledger.checkpoint import take
from ledger.signer import line
from ledger.signer.service import Signer


class Near:
    """Answers as the process behind the socket would."""

    def __init__(self, home, simulated=True):
        self.signer, self.away = Signer(home, simulated), False

    def ask(self, _home, do, **more):
        if self.away:
            raise line.Away
        return self.signer.answer({"do": do} | more)


@pytest.fixture
def near(tmp_path, monkeypatch):
    found = Near(tmp_path / "signer")
    monkeypatch.setattr(take.line, "ask", found.ask)
    return found
