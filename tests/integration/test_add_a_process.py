"""A process is a folder: the tutorial works word for word, and a copy under a new name runs beside the first.

Both happen in a tree of their own, in which everything but the new folder and its test is the product's.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from processes import discovered

ROOT = Path(__file__).resolve().parent.parent.parent
BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```$", re.M | re.S)
LINKED = (
    "audit",
    "intake",
    "ledger",
    "locale",
    "notifications",
    "people",
    "policy",
    "retention",
    "settings",
    "tools",
    "vault",
    "web",
    "workflows",
)
COPIED = ("manage.py", "pyproject.toml", "processes/__init__.py", "tests/unit/__init__.py")
pytestmark = [pytest.mark.slow, pytest.mark.embedded]


@pytest.fixture
def tree(tmp_path):
    """The product by links; what is written here reaches nothing outside."""
    (tmp_path / "processes").mkdir()
    for name in (*LINKED, *(name.replace(".", "/") for name in discovered())):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in (*COPIED, *(f"tests/{path.name}" for path in (ROOT / "tests").glob("*.py"))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "tests/support").symlink_to(ROOT / "tests/support")
    return tmp_path


def run(tree, *command):
    """Run a command in the tree with a data folder of its own; its output."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "PYTEST", "DUBAN", "DATABASE"))}
    env = clean | {"DJANGO_SETTINGS_MODULE": "settings.test", "DATA": str(tree / "data"), "PYTHONPATH": str(tree)}
    (tree / "data").mkdir(exist_ok=True)
    done = subprocess.run([sys.executable, *command], cwd=tree, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def own(tree):
    """The tree's own Python files and links, by their top two folders."""
    paths = (path.relative_to(tree) for path in tree.rglob("*") if path.suffix == ".py" or path.is_symlink())
    return {"/".join(path.parts[:2]) for path in paths}


def test_the_tutorial_works_word_for_word(tree):
    blocks = BLOCK.findall((ROOT / "docs/add-a-process.md").read_text("utf-8"))
    assert len(blocks) >= 9
    for language, text in blocks:
        if language == "python":
            first, _, rest = text.partition("\n")
            path = tree / first.removeprefix("# ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(rest, "utf-8")
            continue
        for line in filter(None, text.splitlines()):
            program, *words = shlex.split(line)
            assert program == "python"
            said = run(tree, *words)
    assert "3 passed" in said


@pytest.mark.parametrize("name", ["task_project"])
def test_a_copy_under_a_new_name_runs_beside_the_first(tree, name):
    before = own(tree)
    renamed(ROOT / "processes" / name, tree / "processes/copied_process", name)
    said = run(tree, "-c", WALK)
    assert said.splitlines()[-1] == "copied_process drafted 1"
    assert own(tree) - before == {"processes/copied_process"}


WALK = """
import django; django.setup()
from django.core.management import call_command
from workflows import moves, registry, testing
call_command("check", tag=["workflows"], verbosity=0)
call_command("makemigrations", "copied_process", "--check", "--dry-run", verbosity=0)
call_command("migrate", verbosity=0)
who = testing.person("somebody", *registry.kind("copied_process").process.starters)
case = moves.open_case("copied_process", by=who, title="Copied")
print(case.kind, case.stage, case.open_items)
"""


def renamed(source, target, name):
    """Copy a folder, giving its package, model and acts another name; keys follow the package's name."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    texts = {path: path.read_text("utf-8") for path in target.rglob("*.py")}
    acts = set(re.findall(r'@act\("(\w+)"\)', "".join(texts.values())))
    for path, text in texts.items():
        text = text.replace(name, "copied_process")
        text = text.replace("".join(map(str.title, name.split("_"))), "CopiedProcess").replace(
            name.replace("_", ""), "copiedprocess"
        )
        path.write_text(re.sub(rf'"({"|".join(acts)})"', r'"copied_\1"', text) if acts else text, "utf-8")
