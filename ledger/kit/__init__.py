"""The auditor's kit: one file that trusts nobody, put together from the modules of this folder.

They use the standard library only. `text()` is what an auditor is given.
"""

from functools import cache
from pathlib import Path

PARTS = ("wrong", "ed25519", "merkle", "checkpoints", "events", "pack", "main")
_OWN = "from ledger.kit."


@cache
def text() -> str:
    """The kit as one file."""
    sources = [(Path(__file__).parent / f"{name}.py").read_text("utf-8") for name in PARTS]
    taken = [_apart(source) for source in sources]
    imports = sorted({line for _doc, found, _code in taken for line in found})
    bodies = [f"# {doc}\n\n{code}" for doc, _found, code in taken[:-1]] + [taken[-1][2]]
    doc = f'"""{taken[-1][0]}"""'
    return "\n".join(["#!/usr/bin/env python3", doc, "", *imports, "", "", "\n\n".join(bodies)])


def _apart(source):
    """A module's docstring, its imports from the standard library, and its code."""
    _, doc, rest = source.split('"""', 2)
    lines = rest.strip().split("\n")
    imports = [line for line in lines if line.startswith("import ")]
    code = "\n".join(line for line in lines if not line.startswith(("import ", _OWN)))
    return doc, imports, code.strip() + "\n"
