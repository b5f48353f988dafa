"""Deny first: who sees a case, who may act in it (invariant 7, F01, F30)."""

from datetime import date

import pytest

from ledger.models import AccessEntry
from people.models import Conflict
from policy import rules as policy
from tests.support.approval.models import Approval
from tests.support.world import person, unit
from workflows import moves
from workflows.errors import NotFound, Refused
from workflows.models import Case, WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    author, signer = person("author", "clerk"), person("signer")
    case = moves.open_case("approval", by=author, title="一件事", unit=unit("ZZK"))
    moves.move(case, "submit", by=author, signers=[signer.pk], decider=signer.pk)
    return case


def sees(user, case):
    return policy.may_see(user, case)


def test_author_and_signer_see_it_and_a_stranger_does_not(case):
    assert sees(person("author"), case) and sees(person("signer"), case)
    assert not sees(person("stranger", "clerk"), case)


def test_the_head_of_the_unit_sees_it_unless_it_is_restricted(case):
    head, other = person("head", "section_head"), person("other_head", "section_head", unit_code="RCK")
    assert sees(head, case) and not sees(other, case)
    Case.objects.filter(pk=case.pk).update(classification="restricted")
    assert not sees(head, case)


def test_offices_read_the_processes_they_keep(case, monkeypatch):
    clerk = person("keeper", "office", unit_code="BGS")
    assert not sees(clerk, case)
    monkeypatch.setitem(policy.READERS, "approval", frozenset({"office"}))
    assert sees(clerk, case)


def test_the_auditor_reads_all_but_sealed_and_does_nothing(case):
    auditor = person("auditor", "auditor")
    assert sees(auditor, case)
    with pytest.raises(Refused) as refusal:
        moves.move(case, "pass_on", by=auditor)
    assert not isinstance(refusal.value, NotFound)
    Case.objects.filter(pk=case.pk).update(classification="sealed")
    assert not sees(auditor, case)


def test_an_administrator_sees_nothing_and_does_nothing_even_with_a_business_role(case):
    admin = person("admin", "system_admin", "clerk")
    assert not sees(admin, case)
    Approval.objects.filter(pk=case.pk).update(decider=admin)
    with pytest.raises(NotFound):
        moves.move(case, "adopt", by=admin)


@pytest.mark.parametrize("role, level, listed", [
    ("system_admin", "internal", False), ("auditor", "sealed", False), ("auditor", "internal", True),
    ("clerk", "sealed", True),
])  # fmt: skip
def test_work_left_from_before_lists_no_case_that_a_later_function_hides(client, case, role, level, listed):
    """Somebody with open work becomes administrator or auditor: their lists know the case no longer either."""
    Case.objects.filter(pk=case.pk).update(classification=level)
    worker = person("worker", role)
    WorkItem.objects.filter(process=case).update(owner=worker, status="ASSIGNED")
    client.force_login(worker)
    assert sees(worker, case) == listed
    assert (case.title in client.get("/").content.decode()) == listed
    assert (str(case.uid) in client.get("/next/").headers["Location"]) == listed
    WorkItem.objects.filter(process=case).update(status="DONE", finished=case.created)
    assert (case.title in client.get("/done/").content.decode()) == listed


def test_a_deactivated_person_does_nothing(case):
    signer = person("signer")
    signer.is_active = False
    signer.save(update_fields=["is_active"])
    assert not policy.visible(signer).exists()
    with pytest.raises(Refused):
        moves.act(case, "sign", by=signer, decision="agree")


def test_a_tie_to_somebody_the_case_is_about_blocks_and_is_noted_in_the_access_log(case, monkeypatch):
    about, kin = person("about"), person("kin", "office")
    Conflict.objects.create(person=kin, other=about, kind="kin", since=date(2020, 1, 1))
    monkeypatch.setattr(Approval, "about", lambda self: (about.pk,))
    monkeypatch.setitem(policy.READERS, "approval", frozenset({"office"}))
    events = case.own.__class__.objects.get(pk=case.pk).head_seq
    with pytest.raises(Refused, match="回避"):
        moves.move(case, "pass_on", by=kin)
    assert AccessEntry.objects.filter(person_id=kin.pk, what="recusal_block").exists()
    assert Case.objects.get(pk=case.pk).head_seq == events
