"""The documents say what the repository has."""

import hashlib
import re

import pytest

from tests.architecture import ROOT

pytestmark = pytest.mark.embedded
MARK = "mark.night" + "ly"
DOCUMENTS = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md", "SECURITY.md", "NOTICE")


def required():
    lines = [
        line for name in ("runtime", "test") for line in (ROOT / f"requirements/{name}.in").read_text().splitlines()
    ]
    return [line.partition("==")[0] for line in lines if "==" in line]


def test_every_dependency_says_what_it_is_for():
    said = (ROOT / "docs/dependencies.md").read_text("utf-8")
    assert [name for name in required() if f"- **{name}** – " not in said] == []


def test_no_dependency_is_explained_that_is_gone():
    said = re.findall(r"^- \*\*(.+?)\*\*", (ROOT / "docs/dependencies.md").read_text("utf-8"), re.M)
    assert sorted(said) == sorted(required())


def test_the_licence_is_the_whole_text():
    assert hashlib.md5((ROOT / "LICENSE").read_bytes()).hexdigest() == "73f1eb20517c55bf9493b7dd6e480788"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_points_at_is_there(name):
    text = (ROOT / name).read_text("utf-8")
    pointed = re.findall(r"\]\(((?!http)[^)#]+)", text) + re.findall(r"`((?:docs|tests|locale)/[\w./-]+?)`", text)
    assert [path for path in pointed if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_every_make_target_that_a_document_names_exists(name):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M)) | {"run", "demo-reset"}
    assert set(re.findall(r"(?:^    |`)make ([a-z][a-z-]+)", (ROOT / name).read_text("utf-8"), re.M)) <= targets


def test_what_runs_by_night_only_is_listed():
    listed = (ROOT / "docs/testing.md").read_text("utf-8")
    marked = [path for path in (ROOT / "tests").rglob("test_*.py") if MARK in path.read_text("utf-8")]
    assert (
        marked and [str(path.relative_to(ROOT)) for path in marked if f"`{path.relative_to(ROOT)}`" not in listed] == []
    )
