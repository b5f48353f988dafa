"""Small files, small functions."""

import ast

import pytest

from tests.architecture import PRODUCT, ROOT, sources

pytestmark = pytest.mark.embedded
OURS = [*PRODUCT, "tools", "tests", "benchmarks", "deploy"]


def functions(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.end_lineno - node.lineno + 1, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def test_no_file_is_longer_than_300_lines():
    sizes = {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in sources(*OURS)}
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_no_function_is_longer_than_40_lines():
    assert [found for path in sources(*OURS) for found in functions(path) if found[0] > 40] == []


def test_most_functions_are_very_short():
    sizes = sorted(size for path in sources() for size, _name in functions(path))
    assert sizes[len(sizes) // 2] <= 6 and sizes[len(sizes) * 9 // 10] <= 16
