"""The safeguards of the clock and of separated duties (F28–F30), through a user's own doors."""
# ruff: noqa: F811 - fixtures of the processes' own tests are asked for by their names

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from ledger.models import Event
from ledger.verify import verify
from people import clock, roles
from tests.conformance.test_safeguards import post
from tests.support.flush import unsealed
from tests.support.world import person
from tests.unit.inspection.conftest import (  # noqa: F401
    answered,
    at,
    drafting,
    ended,
    feedback,
    field,
    issued,
    opened,
    reported,
    signed,
    visited,
    world,
)
from tests.unit.rectification.conftest import (  # noqa: F401
    SEEN,
    assigned,
    checking,
    checks,
    executing,
    planned,
    submitted,
    team,
)
from workflows import moves, registry, sweep
from workflows.conformance import running
from workflows.errors import Refused
from workflows.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class TestF28Accessibility:
    """No trap on holidays; what comes on paper or is said is taken down."""

    def test_a_term_that_ends_on_a_day_off_goes_on_to_the_next_working_day(self, client, issued, world, at, capsys):
        served, said = issued.moments_known()["served"], {"points_1": "台账已补报，系统有记录可查。"}
        assert served.astimezone(clock.CHINA).date() == date(2026, 9, 21)
        with at(date(2026, 10, 22)):
            answer = post(client, world.head, issued, "file_objection", "move", **said)
            assert answer.status_code == 409 and "2026-10-21" in answer.content.decode()
        with at(date(2026, 10, 21), 17):
            assert post(client, world.head, issued, "file_objection", "move", **said).status_code == 302
        call_command("duedate", "2026-01-19", "30", "cd")
        assert "2026-02-24" in capsys.readouterr().out


class TestF29AutomationLimits:
    """The system reminds and computes; it sets no adverse status."""

    def test_the_clock_takes_only_the_moves_that_the_specification_lets_it_take_and_none_that_is_adverse(self):
        allowed = {
            (process["code"], move["from_"], move["method"])
            for process in running.specification()["processes"]
            for move in process["transitions"]
            if move.get("by_system")
        }
        taken, adverse = set(), []
        for code, model in registry.KINDS.items():
            if model.__module__.startswith("processes."):
                found = [
                    (stage, move) for stage, facts in registry.current(code).stages.items() for move in facts.moves
                ]
                taken |= {(code, stage, move.name) for stage, move in found if move.lapses or roles.SYSTEM in move.by}
                adverse += [
                    (code, move.name) for _s, move in found if move.adverse and (move.lapses or roles.SYSTEM in move.by)
                ]
        assert taken <= allowed and taken and adverse == []

    def test_the_system_cannot_sign_in_and_its_clock_takes_nothing_that_is_left_to_people(self, client, checking):
        system, said = roles.system_user(), {"gaps": ["没有收回"]}
        assert client.post(reverse("web:sign_in"), {"username": system.username, "password": ""}).status_code == 400
        for name, more in (("fail_check", said), ("approve_strike_off", {})):
            with pytest.raises(Refused):
                moves.move(checking, name, by=system, **more)
        with clock.frozen(clock.now() + timedelta(days=800)):
            sweep.lapse()
            sweep.climb()
        assert Case.objects.get(pk=checking.pk).stage == "checking"


class TestF30SeparationOfDuties:
    """Creator, approver and verifier differ; the administrator sees nothing, the auditor changes nothing."""

    def test_who_checked_does_not_approve(self, client, submitted, team):
        double = person("double", "inspector", "deputy_minister", unit_code="BWH")
        case = checks(submitted, team, by=double)
        moves.act(case, "recommend_strike_off", by=double, record=SEEN)
        answer = post(client, double, case, "approve_strike_off", "move")
        assert answer.status_code == 409 and "不能是同一人" in answer.content.decode()
        assert post(client, team.deputy, case, "approve_strike_off", "move").status_code == 302

    def test_the_administrator_sees_no_case_and_the_auditor_changes_none(self, client, submitted, team):
        admin, auditor = person("sysadm", "system_admin"), person("aud", "auditor")
        page = reverse("web:case", args=[submitted.uid])
        client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(page).status_code == 404
        client.force_login(auditor, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(page).status_code == 200
        assert post(client, auditor, submitted, "start_check", "move").status_code == 409
        Case.objects.filter(pk=submitted.pk).update(classification="sealed")
        assert client.get(page).status_code == 404

    def test_a_row_that_was_tampered_with_is_found(self, submitted):
        assert verify(submitted.uid).ok
        with unsealed(connection):
            Event.objects.filter(uid=submitted.uid, seq=2).update(actor_name="别人")
        assert not verify(submitted.uid).ok
