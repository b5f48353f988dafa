"""The vendored files are the ones that were locked."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LOCK = json.loads((ROOT / "web/static/web/vendor/vendor.lock").read_text())


@pytest.mark.parametrize("path", LOCK["files"])
def test_a_vendored_file_has_its_locked_hash(path):
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == LOCK["files"][path]


def test_every_vendored_file_is_locked():
    found = {str(p.relative_to(ROOT)) for p in (ROOT / "web/static/web/vendor").rglob("*") if p.is_file()}
    assert found - {"web/static/web/vendor/vendor.lock"} <= set(LOCK["files"])


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = (ROOT / "web/static/web/vendor/tabler-icons/icons.svg").read_text()
    have = set(re.findall(r'id="i-([a-z-]+)"', sprite))
    used = {
        name
        for template in ROOT.glob("*/templates/**/*.html")
        for name in re.findall(r'<c-icon name="([a-z-]+)"', template.read_text())
    }
    assert used <= have


def test_every_icon_that_a_process_or_the_side_bar_names_is_in_the_sprite():
    from web import nav
    from workflows import registry

    sprite = (ROOT / "web/static/web/vendor/tabler-icons/icons.svg").read_text()
    used = {model.process.icon for model in registry.KINDS.values()} | {item.icon for item in nav.ITEMS}
    assert used <= set(re.findall(r'id="i-([a-z-]+)"', sprite))
