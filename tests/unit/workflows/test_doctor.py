"""The doctor names what is wrong with people and data, with the remedy."""

from datetime import datetime

import pytest
from django.core.management import call_command

from people import clock
from people.models import CalendarYear, Holding, User
from tests.support.approval.models import Approval
from workflows import doctor, moves, registry, testing
from workflows.models import Case, Definition

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 2, 12, tzinfo=clock.CHINA)


@pytest.fixture
def well(monkeypatch):
    """One process, all its posts filled, its calendar confirmed."""
    monkeypatch.setattr(registry, "KINDS", {"approval": Approval})
    CalendarYear.objects.update_or_create(year=2026, defaults={"confirmed": True, "source": "国办"})
    User.objects.get_or_create(username="system", defaults={"name": "系统", "kind": "system"})
    with clock.frozen(DAY):
        testing.person("head", "section_head")
        yield testing.person("clerk", "clerk")


def told():
    return " ".join(finding.what for finding in doctor.findings())


def test_a_healthy_installation(well, capsys):
    assert doctor.findings() == []
    call_command("doctor")
    assert "没有发现问题" in capsys.readouterr().out


def test_a_post_that_nobody_holds(well, monkeypatch):
    from processes.task_project.models import TaskProject

    monkeypatch.setattr(registry, "KINDS", {"task_project": TaskProject})
    assert "没有人担任督查室" in told()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=open("/dev/null", "w"))


def test_a_unit_with_open_cases_and_no_head(well):
    moves.open_case("approval", by=well, title="一件事")
    assert doctor.findings() == []
    Holding.objects.filter(role="section_head").delete()
    assert "没有负责人" in told()


def test_a_case_that_nobody_works_on(well):
    case = moves.open_case("approval", by=well, title="没人办的事")
    Case.objects.filter(pk=case.pk).update(open_items=0)
    assert "没人办的事" in told()


def test_stored_rules_whose_code_is_gone(well):
    moves.open_case("approval", by=well, title="一件事")
    row = Definition.objects.get()
    row.text = row.text.replace('"guards":[]', '"guards":["approval.gone"]', 1)
    row.save()
    assert "approval.gone" in told()


def test_a_process_whose_folder_is_gone(well, monkeypatch):
    moves.open_case("approval", by=well, title="一件事")
    monkeypatch.setattr(registry, "KINDS", {})
    assert "没有这个流程的目录" in told()


def test_a_year_that_is_not_confirmed(well):
    CalendarYear.objects.filter(year=2026).update(confirmed=False)
    assert "2026 年的放假安排没有确认" in told()
    with clock.frozen(DAY.replace(month=12)):
        assert "2027 年" in told()


def test_letters_without_a_link_and_from_nobody(well, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.PUBLIC_URL, settings.DEFAULT_FROM_EMAIL = "", "webmaster@localhost"
    assert "没有设置 PUBLIC_URL" in told() and "发件人是 webmaster@localhost" in told()
    assert any("MAIL_FROM" in finding.remedy for finding in doctor.findings())
    settings.PUBLIC_URL, settings.DEFAULT_FROM_EMAIL = "https://duban.example", "督办 <duban@example.org>"
    assert doctor.findings() == []
