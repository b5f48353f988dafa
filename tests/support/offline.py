"""The script of docs/event-format-2.md, as somebody outside runs it."""

import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "event-format-2.md"


def script(lines):
    code = PAGE.read_text().split("```python\n")[1].split("```")[0]
    # Isolated, so that nothing of the product can be imported.
    command = [sys.executable, "-I", "-c", code]
    return subprocess.run(command, input="\n".join(lines), capture_output=True, text=True)
