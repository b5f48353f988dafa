"""The repository speaks of the product only: no path of a machine, no folder outside, no index of packages."""

import re
import subprocess

import pytest

from tests.architecture import ROOT

pytestmark = pytest.mark.embedded
# Written so that this file does not find itself.
FOREIGN = re.compile(
    r"/wor[k]/(?:main|shared)|/roo[t]/|\.\./share[d]|/opt/pyp[i]|/tmp/duba[n]\b|sub[a]gent|--index-ur[l]"
)
BINARY = {".png", ".woff2", ".xlsx", ".jpg", ".ico", ".ttf", ".db", ".gz", ".br"}


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix not in BINARY and "vendor" not in path.parts:
            yield name, path.read_text("utf-8", errors="replace")


def test_nothing_names_a_machine_or_a_folder_outside():
    found = [f"{name}: {hit[0]}" for name, text in tracked() for hit in FOREIGN.finditer(text)]
    assert found == []


def test_the_word_for_each_idea_is_in_the_glossary():
    glossary = (ROOT / "GLOSSARY.md").read_text("utf-8")
    words = (
        "process case stage move act,work item,signing sitting event,rule set,light notice service finding link flag"
    )
    missing = [
        word for part in words.split(",") for word in ([part] if part in ("work item", "rule set") else part.split())
    ]
    assert [word for word in missing if f"**{word}**" not in glossary] == []
