"""The resource patterns that say to whom work is pushed, how people choose from it, when it starts, who sees it.

Where a pattern would take the choice from whom the rules entitle, the product does not have it on purpose: work is
offered to all of them. Then the test asserts that.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.conformance.test_resources import decided_by
from web.inbox import next_item
from workflows import clock, drafts, history, inbox, pools
from workflows.conformance.specimen.stages import Stage
from workflows.errors import NotFound

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "出差在外，请代为办理。"
THREE = ["signer_a", "signer_b", "signer_c"]


def shown(person, **which):
    """Stages of what stands in somebody's inbox, in its order."""
    return [row["stage"] for row in inbox.page(person, **which).rows]


def decide(stated, tell, **cast):
    """A specimen that is decided by whoever plays the decider."""
    stated(**{Stage.DECISION: decided_by("decider")})
    told = tell("any", **cast)
    told.sign("signer_a")
    return told


# Push


def test_distribution_by_offer_to_one(tell, stated):
    told = decide(stated, tell)
    assert told.holders() == ["decider"] and told.item("decider").claimed_at is None


def test_distribution_by_offer_to_many(tell):
    assert tell("pool").holders() == THREE


def test_distribution_by_allocation_to_one(tell):
    told = tell()
    told.move("begin", "author")
    assert told.holders() == ["handler"]
    told.move("to_any", "handler")  # without a claim before it


def test_neither_random_nor_in_rotation_nor_to_the_shortest_queue(tell, stated):
    """Random allocation, round robin, shortest queue: nobody is drawn; whoever the rules entitle has the work."""
    known = [decide(stated, tell, decider=["decider", "extra"]).holders() for _n in range(3)]
    assert known == [["decider", "extra"]] * 3


def test_early_distribution_is_foretold_and_not_given(tell):
    told = tell("sequential")
    assert told.waiting() == {"signer_b": "line", "signer_c": "line"}
    assert shown(told.people["signer_b"]) == []


def test_distribution_on_enablement(tell):
    told = tell("sequential")
    told.sign("signer_a")
    assert told.holders() == ["signer_b"] and shown(told.people["signer_b"]) == ["sequential"]


def test_late_distribution(tell):
    """What is done by one of a group is given to a person only when that person takes it."""
    told = tell("pool")
    told.act("claim", "signer_c")
    assert told.holders() == ["signer_c"]


# Pull


def two(tell):
    """Two specimens in the hand of one person: the second is due before the first."""
    first = tell("all")
    with clock.frozen(clock.now() - timedelta(days=3)):
        second = tell("all")
    return first, second


def test_system_determined_queue_content(tell):
    first, second = two(tell)
    rows = inbox.page(first.people["signer_a"]).rows
    assert [row["case_uid"] for row in rows] == [second.case.uid, first.case.uid]  # by due date, not as they came


def test_resource_determined_queue_content(tell):
    told = tell("all")
    told.act("delegate", "signer_a", to=told.people["extra"].pk, ask="经费是否够用")
    assert shown(told.people["extra"], only={"kind__in": ("delegate",)}) == ["all"]
    assert shown(told.people["extra"], only={"kind__in": ("sign",)}) == []


def test_selection_autonomy(tell):
    """The second in the list is as good as the first."""
    first, second = two(tell)
    first.sign("signer_a")
    assert [row["case_uid"] for row in inbox.page(first.people["signer_a"]).rows] == [second.case.uid]


# Start


def test_commencement_on_creation(tell):
    """Work that nobody holds begins by itself: the sub-case is there when the stage is entered."""
    told = tell("sub")
    assert told.inner.stage == "drafting"


def test_commencement_on_allocation(tell):
    told = tell("pool")
    told.act("claim", "signer_b")
    told.move("passed", "signer_b")
    assert told.stage == "decision"


def test_piled_execution(tell):
    """One by one: after an item the next that waits is shown, of whatever case."""
    first, second = two(tell)
    signer, done = first.people["signer_a"], second.item("signer_a").pk
    assert str(second.case.uid) in next_item(signer)
    second.sign("signer_a")
    assert str(first.case.uid) in next_item(signer, past=str(done))


def test_chained_execution(tell):
    """Whoever has the next step of the same case finds it on the page that follows."""
    told = tell("all", decider=["signer_c"])
    for name in THREE:
        told.sign(name)
    client = Client()
    client.force_login(told.people["signer_c"])
    page = client.get(reverse("web:case", args=[told.case.uid])).content.decode()
    assert reverse("web:move", args=[told.case.uid, "adopt"]) in page


# Visibility


def test_visibility_of_unallocated_work(tell):
    told = tell("pool")
    assert [row["case_uid"] for row in pools.of(told.people["signer_a"])] == [told.case.uid]
    assert pools.of(told.people["extra"]) == []


def test_visibility_of_allocated_work(tell):
    told = tell("pool")
    told.act("claim", "signer_b")
    assert [row["taken_by"] for row in pools.of(told.people["signer_a"])] == ["signer_b"]
    client = Client()
    client.force_login(told.people["extra"])  # has no part in it
    assert client.get(reverse("web:case", args=[told.case.uid])).status_code == 404
    with pytest.raises(NotFound):
        told.act("claim", "extra")


# Several at once


def test_simultaneous_execution(tell):
    """One person has several things begun at once; nothing that was begun is lost by turning to another."""
    first, second = two(tell)
    signer = first.people["signer_a"]
    for told in (first, second):
        drafts.save(told.case, signer, "sign", {"opinion": [told.case.title]})
    second.sign("signer_a")
    assert drafts.load(first.case, signer, "sign").data == {"opinion": [first.case.title]}


def test_additional_resources(tell):
    told = tell("all")
    told.act("add_signers", "signer_a", people=[told.people["extra"].pk], where="beside", reason=WHY)
    assert told.holders() == [*THREE, "extra"]
    words = [line.words for line in history.of(told.now)]
    assert "加签" in words
