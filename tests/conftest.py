"""What every run of the tests shares: compiled catalogues, an honest count, nothing skipped silently."""

from pathlib import Path

import pytest
from _pytest import runner as runner_of_tests
from django.db import connection
from django.utils import translation

from tests.honest import pytest_runtest_makereport, pytest_terminal_summary  # noqa: F401
from tests.support import roomy, template
from tests.support.flush import emptied_tables  # noqa: F401
from tests.support.on_one import on_one
from tests.support.remembered import remembered  # noqa: F401
from tools import catalogue
from tools import test as runner

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        for path in catalogue.catalogues(ROOT):
            catalogue.compile_po(path)


def pytest_collection_modifyitems(items):
    for item in items:
        path = item.path.relative_to(ROOT).as_posix()
        if on_one(path):
            item.add_marker(pytest.mark.embedded)
        item.takers = runner.takers(path, {mark.name for mark in item.iter_markers()})
    if lost := [item.nodeid for item in items if not item.takers]:
        raise pytest.UsageError(f"No run of tools/test.py takes {', '.join(lost[:9])}: see their marks and folders")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    return roomy.run(runner_of_tests.pytest_runtest_protocol, item, nextitem)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """As pytest-django's, with a copy instead of migrations."""
    with django_db_blocker.unblock():
        name = template.lay()
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.creation._destroy_test_db(name, verbosity=0)


@pytest.fixture(autouse=True)
def rules_forgotten():
    """A table that was rolled back gives its ids out again: what is cached under them must go."""
    from workflows import definitions

    definitions.forget()


@pytest.fixture(autouse=True)
def the_organisations_language():
    """A page visited in another language must not leave it behind for the next test of the process."""
    translation.activate("zh-hans")
    yield
    translation.activate("zh-hans")
