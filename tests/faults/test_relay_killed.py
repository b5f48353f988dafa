"""Invariant 8, nothing is lost: kill -9 of the process that delivers, in the embedded profile and any other."""

import random
from time import sleep

import pytest

from tests.faults.house import check, finished, kill, tell

KILLS = 5


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_relay_loses_no_notice_and_doubles_none(house, case, people, eventually):
    moments = random.Random(20260302)
    for _turn in range(KILLS):
        tell(case, people, 30)
        process = house.relay()
        sleep(moments.uniform(0.02, 0.25))
        kill(process)
    tell(case, people, 10)
    house.relay()
    house.relay()
    eventually(finished)
    check(case, people, house.mail, KILLS)
