"""Imports point down. Each contract holds, and each is seen to fail when it is broken."""

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.architecture import PRODUCT, ROOT

pytestmark = pytest.mark.embedded
PAIR = {
    "processes/one/__init__.py": "",
    "processes/two/__init__.py": "from processes import one\n",
}
# contract -> the files that break it
BREAKS = {
    "layers": {"ledger/broken.py": "from workflows import models\n"},
    "notifications": {"notifications/broken.py": "import workflows.moves\n"},
    "unaware": {"workflows/broken.py": "import notifications\n"},
    "processes": PAIR,
    "readers": {"workflows/inbox.py": "import workflows.moves\n"},
    "viewflow": {"web/broken.py": "from viewflow.workflow import flow\n"},
    "vault": {"web/broken.py": "from vault import models\n"},
    "evidence": {"ledger/export.py": "from ledger import append\n"},
    "signer": {"ledger/signer/broken.py": "from django.conf import settings\n"},
    "kit": {"ledger/kit/broken.py": "import cryptography\n"},
    "engine": {"workflows/broken.py": "import processes\n"},
}


def lint(folder, *contracts):
    program = Path(sys.executable).parent / "lint-imports"
    named = [part for contract in contracts for part in ("--contract", contract)]
    return subprocess.run([program, "--no-cache", *named], cwd=folder, capture_output=True, text=True)


def test_every_contract_holds():
    found = lint(ROOT)
    assert found.returncode == 0, found.stdout[-3000:]


def test_every_contract_is_broken_once_below():
    config = ConfigParser()
    config.read(ROOT / ".importlinter")
    assert {name.rpartition(":")[2] for name in config.sections() if ":" in name} == set(BREAKS)


@pytest.mark.parametrize("contract", BREAKS)
def test_a_broken_contract_is_caught(contract, tmp_path):
    for package in filter(lambda name: (ROOT / name).exists(), PRODUCT):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("static", "templates", "data")
        )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for name, text in BREAKS[contract].items():
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text)
    found = lint(tmp_path, contract)
    assert found.returncode == 1 and "BROKEN" in found.stdout, found.stdout[-2000:]
