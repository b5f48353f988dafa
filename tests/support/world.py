"""A small organisation for engine tests."""

from django.utils import timezone

from people.models import Holding, Role, Unit, User


def unit(code="ZZK"):
    return Unit.objects.get_or_create(code=code, defaults={"name": code})[0]


def person(username, *roles, unit_code="ZZK"):
    """A person holding roles in a unit."""
    home = unit(unit_code)
    user, _ = User.objects.get_or_create(username=username, defaults={"name": username, "unit": home})
    for code in roles:
        role, _ = Role.objects.get_or_create(code=code, defaults={"zh": code})
        begun = timezone.localdate().replace(month=1, day=1)
        Holding.objects.get_or_create(person=user, role=role, unit=home, defaults={"since": begun})
    return user
