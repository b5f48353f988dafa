"""A case file at the end of its term: appraised, approved, gone, and the ledger still verifies."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ledger import verification
from ledger.log.sequence import Sequencer
from ledger.models import Event, Salt
from ledger.verify import verify
from people import clock
from people.errors import NotDone
from retention import deciding, items, terms
from retention.models import Tombstone
from tests.support.world import person
from workflows import destroying, moves
from workflows.errors import Refused
from workflows.models import Case, Evidence, Exclusion, Outbox, Paper, WorkItem

SAID = "柜子放在二楼楼梯口"


@pytest.fixture
def case(people, settings, tmp_path):
    """Decided, with an opinion and a file."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    author, decider = person("author", "clerk"), person("decider")
    signers = [person(f"signer{n}") for n in (1, 2, 3)]
    case = moves.open_case("approval", by=author, title="购置档案柜")
    moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=decider.pk)
    for signer in signers:
        moves.act(case, "sign", by=signer, decision="agree", opinion=SAID, originals={"opinion": SAID})
    moves.move(case, "adopt", by=decider, reason=SAID)
    row = Paper(case=case, kind="sheet:x", name="x", size=1, sha256="0" * 64, by=author, at=clock.now())
    row.file.save("x.json", ContentFile(b"x"), save=True)
    return Case.objects.get(pk=case.pk).own


@pytest.fixture
def over(later):
    """After the thirty years."""
    return later(31)


def ended(people, case):
    made = deciding.propose(people["archivist"], terms.CASE, case.uid, "destroy", "保管期满，无继续保存价值")
    return deciding.decide(people["leader"], made, True)


def test_what_it_said_goes_and_the_chain_verifies(people, case, over, django_capture_on_commit_callbacks):
    file = Paper.objects.get().file.name
    with over, django_capture_on_commit_callbacks(execute=True):
        ended(people, case)
    kept = Case.objects.get(pk=case.pk)
    assert kept.title == destroying.TITLE and kept.number == case.number and kept.stage == case.stage
    assert not Salt.objects.filter(uid=case.uid).exclude(name="").exists()
    assert not Paper.objects.exists() and not Evidence.objects.exists() and not default_storage.exists(file)
    assert not Outbox.objects.filter(uid=case.uid).exists()
    assert not WorkItem.objects.filter(process=case).exclude(title=destroying.TITLE).exists()
    assert verify(case.uid).ok and verify(case.uid).erased
    Sequencer().run()
    assert verification.run().faults == []


def test_no_word_of_it_is_left_in_any_table(people, case, over, django_capture_on_commit_callbacks):
    from django.apps import apps

    with over, django_capture_on_commit_callbacks(execute=True):
        ended(people, case)
    left = [
        str(model) for model in apps.get_models() if model._meta.managed and model is not Event
        for row in model._base_manager.values() if SAID in str(row)
    ]  # fmt: skip
    assert left == []


def test_a_stone_and_an_event_say_that_it_was_and_who_ended_it(people, case, over):
    with over:
        ended(people, case)
        with pytest.raises(NotDone):
            deciding.propose(people["archivist"], terms.CASE, case.uid, "destroy", "再销毁一次")
    stone = Tombstone.objects.get()
    assert stone.uid == case.uid and "购置" not in str(vars(stone))
    last = Event.objects.filter(uid=case.uid).order_by("-seq").first()
    assert last.kind == "act.destroy" and Event.objects.filter(kind="destroyed").exists()


def test_the_pages_of_its_case_say_that_it_is_gone_who_decided_and_offer_no_paper(people, case, over, client):
    client.force_login(case.opened_by)
    assert "案卷已于" not in client.get(f"/case/{case.uid}/").content.decode()
    with over:
        ended(people, case)
        for page in (f"/case/{case.uid}/", f"/audit/case/{case.uid}/"):
            told = client.get(page).content.decode()
            assert "案卷已于" in told and "archivist提出，leader批准" in told and destroying.TITLE in told
            assert "/sheet/" not in told


def test_nothing_before_its_term(people, case):
    with pytest.raises(NotDone, match="还没有到"):
        deciding.propose(people["archivist"], terms.CASE, case.uid, "destroy", "现在就销毁")


@pytest.mark.parametrize("level", ["internal", "sealed"])
def test_who_ends_a_file_is_told_its_number_and_days_and_does_not_read_it(people, case, over, client, level):
    Case.objects.filter(pk=case.pk).update(classification=level, number="批〔2026〕0001号")
    with over:
        for who in ("archivist", "leader"):
            client.force_login(people[who])
            page = client.get("/retention/").content.decode()
            assert "批〔2026〕0001号" in page and case.title not in page
            assert client.get(f"/case/{case.uid}/").status_code == 404
        client.force_login(people["liaison2"])
        assert "批〔2026〕" not in client.get("/retention/").content.decode()


def test_who_is_kept_out_is_not_told_of_its_end_either(people, case, over):
    by = person("author")
    Exclusion.objects.create(case=case, person=people["archivist"], by=by, since=clock.now())
    with over, pytest.raises(NotDone, match="还没有到"):
        ended(people, case)


def test_what_is_gone_or_kept_for_good_does_not_crowd_out_what_waits(people, case, over, monkeypatch, settings):
    monkeypatch.setattr(items, "MOST", 1)
    older = moves.open_case("approval", by=person("author"), title="更早的一件")
    for found, days in ((older, 9), (case, 0)):
        Case.objects.filter(pk=found.pk).update(finished=clock.now() - timedelta(days=days))
    with over:
        assert [one.uid for one in items.due(people["archivist"])] == [older.uid]
        by = {"proposed_by": "x", "approved_by": "y", "on": clock.today()}
        days = {"began_on": clock.today(), "ended_on": clock.today()}
        Tombstone.objects.create(uid=older.uid, what=terms.CASE, number="x", rule="case", **days, **by)
        assert [one.uid for one in items.due(people["archivist"])] == [case.uid]
        settings.RETENTION = {(terms.CASE, "approval", ""): terms.PERMANENT}
        assert items.due(people["archivist"]) == []
        settings.RETENTION |= {(terms.CASE, "approval", case.stage): 30}
        assert [one.uid for one in items.due(people["archivist"])] == [case.uid]


def test_a_hold_refuses_it_before_and_after_the_appraisal(people, case, over):
    with over:
        made = deciding.propose(people["archivist"], terms.CASE, case.uid, "destroy", "保管期满，无继续保存价值")
        deciding.hold(people["liaison2"], case.uid, "甲字1号", "案件涉诉，不得销毁")
        with pytest.raises(NotDone, match="冻结"):
            deciding.decide(people["leader"], made, True)
        assert Case.objects.get(pk=case.pk).title == case.title and not Tombstone.objects.exists()


def test_an_open_case_is_not_destroyed_and_nobody_but_the_system_does_it(people, case):
    from people import roles

    other = moves.open_case("approval", by=person("author2", "clerk"), title="另一件")
    with pytest.raises(Refused, match="没有办结"):
        moves.act(other, "destroy", by=roles.system_user(), rule="x")
    for one in people.values():
        with pytest.raises(Refused):
            moves.act(case, "destroy", by=one, rule="x")
    assert clock.now() - case.created < timedelta(days=1)
