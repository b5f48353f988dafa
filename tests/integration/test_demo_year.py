"""The demonstration year: its days, and what its stories make; all of it at night, a little of it always."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from ledger.verify import verify
from people import clock
from processes import years
from processes.accountability import year as accountability
from processes.admonition import year as admonition
from processes.consultation import year as consultation
from processes.innovation_hearing import year as hearing
from processes.inspection import year as inspection
from processes.investigation import year as investigation
from processes.suggestion import year as suggestion
from processes.task_project import year as project
from web.management import folder
from web.management import year as management
from web.management.year import Year, last_day
from workflows.models import Case


@pytest.fixture
def house(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    yield tmp_path
    clock.reset()


def test_the_year_is_twelve_whole_months_and_three_before_them():
    year = Year(date(2026, 11, 21))
    assert (year.months[0], year.months[-1], len(year.months)) == ("2025-11", "2026-10", 12)
    assert year.first == date(2025, 8, 4)
    assert last_day(date(2026, 11, 21)) == date(2026, 11, 21) and last_day(date(2031, 1, 1)) == date(2026, 12, 1)


def test_what_processes_promise_is_what_the_issue_asks():
    found = {kind: n for module in years() for kind, n in module.COUNTS.items() if kind != "task_project"}
    asked = {
        "suggestion": 612, "innovation_hearing": 30, "inspection": 40, "rectification": 200, "consultation": 6,
        "investigation": 8, "accountability": 4, "admonition": 6, "immunity": 24,
    }  # fmt: skip
    assert found | asked == found


@pytest.mark.embedded
def test_a_little_of_the_year(house, monkeypatch):
    """One or two cases of each process, for a quarter; every chain holds."""
    monkeypatch.setattr(management, "MONTHS", 1)
    monkeypatch.setattr(suggestion, "MOST", 6)
    monkeypatch.setattr(hearing, "OWN", hearing.OWN[:1])
    monkeypatch.setattr(project, "SIXTY", 3)
    monkeypatch.setattr(project, "MONTHS", 1)
    monkeypatch.setattr(inspection, "MANY", 2)
    monkeypatch.setattr(consultation, "MANY", 0)
    monkeypatch.setattr(investigation, "MANY", 1)
    monkeypatch.setattr(admonition, "MANY", 0)
    monkeypatch.setattr(accountability, "WAYS", ())
    Year(date(2026, 11, 21)).fill()
    stages = sorted(Case.objects.values_list("kind", "stage").distinct())
    assert {kind for kind, _stage in stages} >= {"innovation_hearing", "inspection", "suggestion", "task_project"}
    assert ("innovation_hearing", "approved") in stages and ("suggestion", "closed") in stages
    assert all(verify(uid).ok for uid in Case.objects.values_list("uid", flat=True))


@pytest.mark.nightly
@pytest.mark.embedded
def test_the_whole_year(house, capsys):
    call_command("demoyear", fill=True)
    assert "612" in capsys.readouterr().out


def test_a_folder_that_holds_a_demonstration_is_left_alone(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "kind").write_text(folder.DEMO)
    with pytest.raises(CommandError, match=str(tmp_path)):
        call_command("demoyear")


def test_a_real_installation_has_no_demonstration_year(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="make demo-year"):
        call_command("demoyear")
