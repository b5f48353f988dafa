"""Which tests are about pages, papers, words and the demonstration: they run on one database, in every process alike.

What the engine, its store, the ledger, access, faults and the rules of a process do is tried on both. That the
pages get their answers from PostgreSQL as well is `tests/integration/matrix/test_pages_on_both.py`.
"""

from fnmatch import fnmatch

PLACES = ("tests/unit/web/*", "tests/unit/papers/*")
NAMES = (
    "test_bad_input*", "test_demo*", "test_every_edge*", "test_*forms*", "test_lists*", "test_overview*", "test_*page*",
    "test_papers*", "test_stats*", "test_words*",
)  # fmt: skip
# Batches, budgets of statements, offers of a pool are the store's matter, too.
ON_BOTH = (
    "tests/unit/web/test_budgets.py",
    "tests/unit/web/test_bundles*",
    "tests/unit/web/test_pool.py",
    "tests/*/test_pages_on_both.py",
)


def on_one(path):
    """Whether a test file, named from the root of the project, is tried on one database only."""
    if any(fnmatch(path, one) for one in ON_BOTH):
        return False
    name = path.rpartition("/")[2]
    return any(fnmatch(path, one) for one in PLACES) or any(fnmatch(name, one) for one in NAMES)
