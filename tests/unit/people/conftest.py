from datetime import date

import pytest

from people.models import Holding, Unit, User

DAY = date(2026, 3, 2)


@pytest.fixture
def unit(db):
    return Unit.objects.create(code="GBK", name="干部科", name_en="Cadre section")


@pytest.fixture
def person(db, unit):
    return User.objects.create_user("gb_clk", name="干部科科员", unit=unit)


@pytest.fixture
def hold():
    def give(person, role, unit=None, since=date(2026, 1, 1), until=None):
        return Holding.objects.create(person=person, role_id=role, unit=unit, since=since, until=until)

    return give
