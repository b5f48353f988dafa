"""Make the environment (.venv) from a hashed lock file, then run a command in it.

    python3 tools/bootstrap.py {runtime|test} [SCRIPT ARGUMENT ...]

It needs the standard library only, and its syntax is that of every Python, because its first duty
is to tell somebody with the wrong Python what to type.
"""

from __future__ import print_function

import hashlib
import os
import shutil
import subprocess
import sys

LOWEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
INSIDE = os.path.join(VENV, "bin", "python")


class Stop(Exception):
    """What is missing, and the command to type."""


def main(arguments):
    """Set up and become the command; or say one sentence and return 1."""
    try:
        check_python()
        check_folder()
        prepare(arguments[0] if arguments else "runtime")
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; type the same command to go on.", file=sys.stderr)
        return 1
    if arguments[1:]:
        os.chdir(ROOT)
        os.execv(INSIDE, [INSIDE] + arguments[1:])  # noqa: S606
    return 0


def check_python():
    """Refuse a Python that is too old or that cannot make an environment."""
    if sys.version_info < LOWEST:
        raise Stop(
            "Python %d.%d is too old for Duban, which needs 3.11 or newer; type: %s"
            % (sys.version_info[0], sys.version_info[1], newer_python())
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise Stop(
            "This Python has no venv module; on Debian type: sudo apt install python%d.%d-venv"
            % (sys.version_info[0], sys.version_info[1])
        )


def newer_python():
    """Return the command that helps: a newer Python that is here already, or how to get one."""
    goal = os.environ.get("MAKE_GOAL") or "setup"
    for minor in (11, 12, 13):
        name = "python3.%d" % minor
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            if runs(os.path.join(folder, name)):
                return "make %s PYTHON=%s" % (goal, name)
    return "sudo apt install python3.11 python3.11-venv && make %s PYTHON=python3.11" % goal


def runs(program):
    """Say whether the program exists and starts: a version manager leaves shims that do not."""
    if not os.access(program, os.X_OK):
        return False
    with open(os.devnull, "w") as nowhere:
        return subprocess.call([program, "-c", "import venv, ensurepip"], stdout=nowhere, stderr=nowhere) == 0


def check_folder():
    """Refuse a folder in which nothing can be made."""
    if not os.access(ROOT, os.W_OK):
        raise Stop(
            'Nothing was installed, because %s cannot be written; type: sudo chown -R "$(id -un)" "%s"' % (ROOT, ROOT)
        )


def prepare(kind):
    """Install what the lock file of this kind names, unless exactly that is installed already."""
    lock = os.path.join(ROOT, "requirements", kind + ".lock")
    if kind not in ("runtime", "test"):
        raise Stop("There is no environment called %s; type: make setup" % kind)
    wanted = digest(lock)
    mark = os.path.join(VENV, "installed-" + kind)
    if read(mark) == wanted and runs(INSIDE):
        return compile_messages()
    made = not os.path.exists(VENV)
    print("Installing into .venv (once, about a minute) ...", file=sys.stderr)
    try:
        install(lock)
        compile_messages()
    except BaseException:
        # A half made environment would be taken for a whole one; one that was there before is left alone.
        if made:
            shutil.rmtree(VENV, ignore_errors=True)
        raise
    with open(mark, "w") as out:
        out.write(wanted)


def install(lock):
    """Create the environment if it does not start, and let pip check every hash."""
    if not runs(INSIDE):
        shutil.rmtree(VENV, ignore_errors=True)
        call([sys.executable, "-m", "venv", VENV], "The environment could not be made; type: rm -rf .venv; make setup")
    call(
        [
            INSIDE,
            "-m",
            "pip",
            "install",
            "-qq",
            "--disable-pip-version-check",
            "--no-input",
            "--require-hashes",
            "-r",
            lock,
        ],
        "The packages could not be installed (the reason stands above); check the network and type: make setup",
    )


def compile_messages():
    """Compile the catalogues; git keeps only their sources."""
    call(
        [INSIDE, os.path.join(ROOT, "tools", "messages.py"), "compile"],
        "The translations could not be compiled; type: git checkout -- locale && make setup",
    )


def call(command, refusal):
    """Run a command and turn its failure into the sentence."""
    try:
        code = subprocess.call(command, cwd=ROOT)
    except OSError as error:
        raise Stop("%s (%s)" % (refusal, error))
    if code:
        raise Stop(refusal)


def digest(path):
    """Return the hash of a lock file."""
    with open(path, "rb") as lock:
        return hashlib.sha256(lock.read()).hexdigest()


def read(path):
    """Return what a file holds, or nothing."""
    if not os.path.exists(path):
        return ""
    with open(path) as source:
        return source.read()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
