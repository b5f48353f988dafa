"""This product with one thing left out (WITHOUT), to see what it costs. Only ever for measuring."""

import os
from functools import partial
from types import SimpleNamespace

from benchmarks.peers import common
from benchmarks.peers.adapters import duban

NAME = "duban_without"
duban.URL = common.url(NAME)
setup, pending, create, submit = duban.setup, duban.pending, duban.create, duban.submit
sign, decide, check = duban.sign, duban.decide, duban.check


def connect():
    duban.connect()
    LEAVES_OUT[os.environ["WITHOUT"]]()


def _nothing(*_args, **_kwargs):
    return None


def _chain():
    """Events are written; nothing is hashed."""
    from ledger import append

    append.format2 = SimpleNamespace(
        **{
            **vars(append.format2),
            "clear": lambda salt, texts: [],
            "digest": lambda *_: bytes(32),
            "marks": lambda _: b"",
        }
    )


def _outbox():
    from workflows.step import Step

    Step.tell = _nothing


def _permission():
    """Whoever acts is not asked about: ties, separation of duties, what was given away, agents, secrecy."""
    from workflows import agency, authorise

    for name in ("active", "unchallenged", "awake", "untied", "apart", "not_given_away", "demand_of", "same_version"):
        if hasattr(authorise, name):
            setattr(authorise, name, _nothing)
    agency.settle = _nothing


def _plan():
    """No due dates and warnings, so no calendar and no terms."""
    from workflows import due, pauses

    pauses.entry = partial(lambda *_: due.NONE)


LEAVES_OUT = {"nothing": _nothing, "chain": _chain, "outbox": _outbox, "permission": _permission, "plan": _plan}
