"""What several hands of the office share, and who may say who decides later: done on the pages, with real facts."""

import pytest
from django.urls import reverse

from tests.support.world import person
from tests.unit.suggestion.conftest import assigned, drafted, registered, step
from workflows import moves
from workflows.errors import Refused
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db
SORTED = {"category": "cat_grassroots", "aspect": "venues"}


@pytest.fixture
def second(world):
    return person("office_two", "office", "clerk", unit_code="BGS")


def page(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"web:{name}", args=args)).content.decode()


def act(client, user, case, name, **said):
    client.force_login(user)
    return client.post(reverse("web:act", args=[case.uid, name]), said).status_code


def test_one_of_the_office_claims_a_suggestion_and_the_others_read_who_has_it(client, world, second):
    case = registered(world)
    assert case.title in page(client, world.office, "pool") and "候领" in page(client, second, "inbox")
    assert act(client, world.office, case, "claim") == 302
    assert case.title not in page(client, second, "inbox") and case.title in page(client, world.office, "inbox")
    assert "office已经领取" in page(client, second, "case", case.uid)
    with pytest.raises(Refused, match="office已经领取"):
        moves.move(case, "classify", by=second, **SORTED)
    assert act(client, world.office, case, "release") == 302
    assert case.title in page(client, second, "inbox")


def test_nobody_has_to_claim_it(world, second):
    case = step(registered(world), "classify", second, **SORTED)
    assert case.stage == "triaged"
    assert not WorkItem.objects.filter(process=case.pk, stage="registered", status__in=("ASSIGNED", "SCHEDULED"))


def test_who_holds_it_alone_is_not_offered_to_claim_it(client, world):
    case = registered(world)
    assert reverse("web:act", args=[case.uid, "claim"]) not in page(client, world.office, "case", case.uid)


def test_the_minister_says_who_approves_the_reply_and_it_comes_to_them(client, world):
    case, minister = assigned(world), person("the_minister", "minister", unit_code="BWH")
    address = reverse("web:act", args=[case.uid, "appoint"])
    assert address in page(client, minister, "case", case.uid)
    assert address not in page(client, world.clerk, "case", case.uid)
    place = "drafted section_head@owner_unit"
    said = {"place": place, "people": [world.rc_head.pk], "reason": "负责人外出学习一个月"}
    assert place in page(client, minister, "act", case.uid, "appoint")
    assert act(client, minister, case, "appoint", **said) == 302
    case = drafted(world, case=case)
    with pytest.raises(Refused):
        step(case, "approve_reply", world.head)
    assert step(case, "approve_reply", world.rc_head).stage == "replied"
