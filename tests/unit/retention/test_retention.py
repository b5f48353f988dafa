"""A term that is over reminds; what is destroyed was appraised by one and approved by another, and leaves a stone."""

from datetime import date, timedelta

import pytest

from intake import channel
from intake.models import Report
from ledger.models import Event
from people import clock
from people.errors import NotDone
from retention import deciding, items, terms
from retention.models import Appraisal, Hold, Tombstone
from vault import safes
from vault.models import Safe

WHY = "保管期满，鉴定无继续保存价值"


def destroyed(people, report, what="identity"):
    made = deciding.propose(people["archivist"], what, report.pk, "destroy", WHY)
    return deciding.decide(people["leader"], made, True)


def test_terms_go_by_process_and_outcome(settings):
    assert [terms.of("case", "innovation_hearing", end).years for end in ("approved", "withdrawn")] == [None, 10]
    assert terms.of("case", "innovation_hearing").due(date(2026, 1, 1)) is None
    assert terms.of("identity", "report", "closed").due(date(2024, 2, 29)) == date(2026, 3, 1)
    settings.RETENTION = {("case", "suggestion", ""): 5}
    assert terms.of("case", "suggestion", "adopted").years == 5


def test_the_end_of_a_term_is_only_a_reminder(report, later):
    assert items.due() == []
    with later(2):
        assert [(one.what, one.over) for one in items.due()] == [("identity", True)]
    assert Safe.objects.filter(uid=report.pk).count() == 3 and not Tombstone.objects.exists()


def test_nothing_is_destroyed_before_its_term(people, report):
    with pytest.raises(NotDone, match="还没有到"):
        deciding.propose(people["archivist"], "identity", report.pk, "destroy", WHY)


def test_appraised_by_one_approved_by_another(people, report, later):
    with later(2):
        with pytest.raises(NotDone, match="不由你办理"):
            deciding.propose(people["leader"], "identity", report.pk, "destroy", WHY)
        made = deciding.propose(people["archivist"], "identity", report.pk, "destroy", WHY)
        with pytest.raises(NotDone, match="不由你办理"):
            deciding.decide(people["archivist"], made, True)
        assert Safe.objects.filter(uid=report.pk, part="identity").exists()
        deciding.decide(people["leader"], made, True)
    assert not Safe.objects.filter(uid=report.pk, part__in=["identity", "mark"]).exists()
    assert Safe.objects.filter(uid=report.pk, part="conversation").exists()


def test_a_stone_stays_and_says_nothing_of_what_was_said(people, report, later):
    with later(2):
        destroyed(people, report)
        stone = Tombstone.objects.values().get()
    assert stone["number"] == report.number and stone["rule"] == "identity" and stone["approved_by"] == "leader"
    assert "款项" not in repr(stone) and Event.objects.filter(kind="destroyed").count() == 1
    with later(3):
        assert items.due() == []


def test_a_whole_report_goes_after_thirty_years(people, report, receipt, came_back, later):  # noqa: F811
    with later(30):
        destroyed(people, report, "report")
    assert not Report.objects.exists() and not Safe.objects.exists()
    assert channel.find(came_back(receipt)) is None


def test_a_hold_stops_it_and_another_person_ends_it(people, report, later):
    hold = deciding.hold(people["archivist"], report.pk, report.number, "监察机关调查需要")
    with later(2):
        with pytest.raises(NotDone, match="已冻结"):
            deciding.propose(people["archivist"], "identity", report.pk, "destroy", WHY)
        with pytest.raises(NotDone, match="另一人"):
            deciding.release(people["archivist"], hold, "调查已经结束")
        deciding.release(people["liaison2"], hold, "调查已经结束")
        assert destroyed(people, report).state == "approved"


def test_a_hold_set_after_the_appraisal_still_stops_it_and_leaves_all_as_it_was(people, report, later):
    with later(2):
        made = deciding.propose(people["archivist"], "identity", report.pk, "destroy", WHY)
        deciding.hold(people["liaison2"], report.pk, report.number, "监察机关调查需要")
        with pytest.raises(NotDone, match="已冻结"):
            deciding.decide(people["leader"], made, True)
        made.refresh_from_db()
    assert made.state == "proposed" and safes.find(report.pk, "identity") and not Tombstone.objects.exists()


def test_fresh_words_move_the_term_and_unread_ones_stop_it(people, report, receipt, came_back, later):  # noqa: F811
    with later(1.9, 0):
        found = came_back(receipt)
        channel.say(report, found, "又发现一份凭证。")
    with later(2):
        assert [one.over for one in items.due() if one.what == "identity"] in ([], [False])
    with later(4):
        with pytest.raises(NotDone, match="还没有人看"):
            deciding.propose(people["archivist"], "identity", report.pk, "destroy", WHY)


def test_kept_longer_it_comes_back_when_that_is_over(people, report, later):
    with later(2):
        until = clock.today() + timedelta(days=365)
        made = deciding.propose(people["archivist"], "identity", report.pk, "keep", WHY, until)
        deciding.decide(people["leader"], made, True)
        assert items.find("identity", report.pk) is None
    with later(3, 10):
        assert items.find("identity", report.pk).due_on == until


def test_a_refusal_needs_its_reason_and_is_kept(people, report, later):
    with later(2):
        made = deciding.propose(people["archivist"], "identity", report.pk, "destroy", WHY)
        with pytest.raises(NotDone, match="理由"):
            deciding.decide(people["leader"], made, False)
        deciding.decide(people["leader"], made, False, "关联案件尚未办结")
    assert Appraisal.objects.get().answer == "关联案件尚未办结" and not Hold.objects.exists()


def test_the_pages_are_for_those_who_decide_and_for_auditors(client, people, report, later):
    from tests.support.world import person

    with later(2):
        for user, status in ((person("x"), 404), (person("sys", "system_admin"), 404), (person("aud", "auditor"), 200)):
            client.force_login(user)
            assert client.get("/retention/").status_code == status
        client.force_login(people["archivist"])
        assert report.number in client.get("/retention/").content.decode()
        said = {"item": f"identity:{report.pk}", "outcome": "destroy", "why": WHY}
        assert client.post("/retention/propose/", said).status_code == 302
        client.force_login(people["leader"])
        place = f"/retention/{Appraisal.objects.get().pk}/decide/"
        assert client.post(place, {"approve": "1"}).status_code == 302
    assert Tombstone.objects.exists()
