"""The sentences of the architecture as tests."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = (
    "audit", "intake", "ledger", "notifications", "people", "policy", "processes", "retention", "settings", "vault",
    "web",    "workflows",
)  # fmt: skip


def sources(*folders):
    """Yield our Python files below the folders, migrations aside."""
    for folder in folders or PRODUCT:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def calls(path):
    """Yield (dotted name, call node) of each call in a file; what is not a name in the chain is left out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield ".".join(chain(node.func)), node


def chain(node):
    """Return the names of `a.b(…).c` as [a, b, c]."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [*chain(node.value), node.attr]
    return chain(node.func) if isinstance(node, ast.Call) else []


def where(path, node):
    return f"{path.relative_to(ROOT)}:{node.lineno}"
