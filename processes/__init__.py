"""One folder per process. A folder with an `apps.py` is found; nothing else lists them."""

from pathlib import Path


def discovered():
    """Return the dotted names of all process applications, sorted."""
    return [f"processes.{found.parent.name}" for found in sorted(Path(__file__).parent.glob("*/apps.py"))]
