"""A case at risk warns before its term comes near, and says why; no risk, no difference."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.support.approval.models import Approval
from tests.support.world import person
from web import reasons
from workflows import clock, lights, moves

pytestmark = pytest.mark.django_db
WHY = "验收未通过，须补齐差距。"


@pytest.fixture
def case():
    author = person("author", "clerk")
    case = moves.open_case("approval", by=author, title="购置档案柜")
    signers = [person(f"signer{n}") for n in (1, 2, 3)]
    moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=person("decider").pk)
    return fresh(case), signers


def fresh(case):
    return Approval.objects.get(pk=case.pk)


def colours(case):
    """The light of the case and of its open work."""
    work = case.task_set.filter(status="ASSIGNED").values_list("due", "warn_at")
    return {lights.colour(case.due, case.warn_at), *(lights.colour(*one) for one in work)}


def test_at_risk_is_yellow_in_every_list_and_green_again_afterwards(case, monkeypatch):
    case, signers = case
    assert colours(case) == {"green"}
    monkeypatch.setattr(Approval, "at_risk", lambda self: WHY)
    moves.act(case, "sign", by=signers[0], decision="agree")
    assert colours(fresh(case)) == {"yellow"}
    assert reasons.of(fresh(case)).startswith(WHY)
    monkeypatch.undo()
    monkeypatch.setattr(Approval, "at_risk", lambda self: "")
    usual = fresh(case)
    moves.act(usual, "sign", by=signers[1], decision="agree")
    assert colours(fresh(case)) == {"green"}


def test_a_risk_to_come_warns_from_its_day_on(case, monkeypatch):
    case, signers = case
    day = clock.now() + timedelta(hours=20)
    monkeypatch.setattr(Approval, "risk_from", lambda self: day)
    moves.act(case, "sign", by=signers[0], decision="agree")
    case = fresh(case)
    assert lights.colour(case.due, case.warn_at) == "green"
    assert lights.colour(case.due, case.warn_at, day) == "yellow"
    assert case.warn_at == day.astimezone(timezone.get_current_timezone())


def test_a_risk_without_a_term_is_shown_too():
    at = clock.now()
    assert lights.light(None, at, at) == ("yellow", "有风险")
    assert lights.light(None, None, at) == ("", "")
