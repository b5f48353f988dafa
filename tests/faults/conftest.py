from time import monotonic, sleep

import pytest

pytest.register_assert_rewrite("tests.faults.house")

from tests.faults.house import House  # noqa: E402
from tests.unit.notifications.conftest import case, people  # noqa: E402, F401


@pytest.fixture
def house(transactional_db, tmp_path):
    found = House(tmp_path)
    yield found
    found.close()


@pytest.fixture
def eventually():
    def wait(question, seconds=120):
        until = monotonic() + seconds
        while not question():
            assert monotonic() < until, f"{question.__name__} not within {seconds} s"
            sleep(0.05)

    return wait
