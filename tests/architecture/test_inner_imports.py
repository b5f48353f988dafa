"""Imports inside functions hide circles between modules: in the engine they become fewer, never more."""

import ast

import pytest

from tests.architecture import ROOT

pytestmark = pytest.mark.embedded
CEILING = 9  # lower it with each that goes; what is left is who plays a role, which cases and rules ask each other
# Django calls ready() when all is loaded; spelling by sound is a large module that few requests need.
ALLOWED = ("ready", "_sounds")


def inner(path):
    """(function, line) of the imports in functions of a module."""
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef) and function.name not in ALLOWED:
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node.lineno


def test_imports_inside_functions_become_fewer():
    paths = [
        path
        for path in (ROOT / "workflows").rglob("*.py")
        if not {"migrations", "management"} & set(path.relative_to(ROOT).parts)
    ]
    found = sorted(f"{path.relative_to(ROOT)}:{line}" for path in paths for line in set(inner(path)))
    assert len(found) <= CEILING, f"{len(found)} imports in functions; move the noun instead: {found}"
    assert len(found) == CEILING, f"Lower CEILING to {len(found)}"
