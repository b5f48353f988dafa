"""One folder per process. A folder with an `apps.py` is found; nothing else lists them."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


def discovered():
    """Return the dotted names of all process applications, sorted."""
    return [f"processes.{found.parent.name}" for found in sorted(Path(__file__).parent.glob("*/apps.py"))]


def demos():
    """The demonstration modules in the order of building: by their ORDER, 0 unless they say more, then by name."""
    found = [import_module(f"{name}.demo") for name in discovered() if find_spec(f"{name}.demo")]
    return sorted(found, key=lambda module: getattr(module, "ORDER", 0))


def years():
    """The modules that fill the demonstration year, in the order of their names."""
    return [import_module(f"{name}.year") for name in discovered() if find_spec(f"{name}.year")]
