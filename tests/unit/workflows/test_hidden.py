"""A post alone opens no restricted case: who may not see it may not act in it, and is told nothing (invariant 7)."""

import pytest

from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import moves
from workflows.errors import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return moves.open_case("approval", by=person("author", "clerk"), title="购置档案柜")


def test_who_may_not_see_a_restricted_case_does_not_find_it_whatever_post_they_hold(case, monkeypatch):
    holder = person("holder")
    monkeypatch.setattr(Approval, "named", lambda self, role: [holder.pk])
    Approval.objects.filter(pk=case.pk).update(classification="restricted")
    with pytest.raises(NotFound):
        moves.move(case, "submit", by=holder, signers=[], decider=holder.pk)
    assert Approval.objects.get(pk=case.pk).stage == "draft"


def test_who_opened_it_goes_on(case):
    Approval.objects.filter(pk=case.pk).update(classification="restricted")
    moves.move(case, "submit", by=case.opened_by, signers=[person("signer").pk], decider=person("decider").pk)
    assert Approval.objects.get(pk=case.pk).stage == "signing"
