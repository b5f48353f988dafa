"""What the matrix of access shares : a database filled once, and as it was at its end."""

import logging

import pytest
from django.db import transaction


@pytest.fixture
def rules_forgotten():
    """The demonstration's rules are stored once for the whole matrix; nothing is forgotten between its tests."""


@pytest.fixture(scope="package")
def filled(django_db_setup, django_db_blocker):
    """The demonstration and the people of the matrix, in a transaction that is taken back at the end."""
    from policy import access_log
    from tests.integration.matrix import scene
    from workflows import definitions

    definitions.forget()
    logging.disable(logging.ERROR)  # thousands of refusals are what is wanted
    with django_db_blocker.unblock(), transaction.atomic():
        scene.built()
        access_log.record(None, None, "begin")  # so that the end of an earlier day is not written in a test
        people = scene.cast()
        yield people, scene.clients(people)
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    definitions.forget()
