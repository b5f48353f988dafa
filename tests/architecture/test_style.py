"""The linter has nothing to say."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import ROOT

pytestmark = pytest.mark.embedded


def test_ruff_finds_nothing():
    program = Path(sys.executable).parent / "ruff"
    found = subprocess.run(
        [program, "check", "--output-format", "concise", "."], cwd=ROOT, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stdout[-3000:]
