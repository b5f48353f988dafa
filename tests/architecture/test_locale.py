"""Every reader finds every sentence in their language."""

import csv

import pytest

from tests.architecture import ROOT
from tools import extract, messages

pytestmark = pytest.mark.embedded
# When everything failed, the catalogues may have failed, too.
UNTRANSLATED = {"500.html"}
# The one character of the mark is a picture.
SEAL = ">督<"


def test_every_message_is_translated():
    assert messages.check() == []


def test_no_template_speaks_chinese_only():
    templates = [path for path in extract.sources(ROOT) if path.suffix == ".html" and "templates" in path.parts]
    naked = {str(path.relative_to(ROOT)): extract.naked(path) for path in templates if path.name not in UNTRANSLATED}
    assert {name: lines for name, lines in naked.items() if [line for line in lines if SEAL not in line]} == {}


def test_traditional_chinese_uses_the_words_of_the_glossary():
    convert = messages.converter()
    with (ROOT / "locale/glossary.csv").open(encoding="utf-8-sig") as source:
        rows = list(csv.DictReader(source))
    wrong = [(row["zh_hant"], convert(row["zh_hans"])) for row in rows if convert(row["zh_hans"]) != row["zh_hant"]]
    assert len(rows) == 201 and wrong == []
