"""Every test runs on one large piece of Python's stack.

CPython 3.11 keeps frames in pieces of 16 KB and gives a piece back as soon as it is empty. Where the border falls
into a deep call that is repeated, as the nodes of a template are, each call asks the system for memory and returns
it: a tenth of the time of a run. A frame with many names gets a piece of its own size, and those below find room in it.
"""

NAMES = 70_000  # eight bytes each: the piece is the next power of two, 1 MB, and nearly half of it stays free


def _roomy():
    names = "=".join(f"_{n}" for n in range(NAMES))
    space = {}
    exec(f"def run(call, *args):\n return call(*args)\n {names}=None", space)  # noqa: S102
    return space["run"]


run = _roomy()
