"""Quotas and distances are rules: two administrators change them from a day on, and what is open keeps its own."""

from datetime import date, timedelta

import pytest

from people import clock
from processes.inspection import limits, stats
from tests.support.world import person
from tests.unit.inspection.conftest import fresh, in_field, plan, staffed
from workflows import definitions, moves, rulesets, testing
from workflows.errors import Refused
from workflows.models import RuleChange

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
QUOTA, WHY = "//limit:per_year", "县委要求督查总量再压减，每个单位一年一次。"


@pytest.fixture
def admins(world):
    testing.forget()
    yield person("sysadm", "system_admin"), person("secadm", "security_admin")
    testing.forget()


def as_(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def changed(client, admins, value):
    """Proposed by one at the page, confirmed by another; it holds from tomorrow on."""
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = as_(client, admins[0]).post("/rules/inspection/", {QUOTA: value, "reason": WHY, "effective": tomorrow})
    if answer.status_code == 302:
        waiting = RuleChange.objects.get(outcome="")
        as_(client, admins[1]).post(f"/rules/decide/{waiting.pk}/", {"outcome": "confirmed"})
    return answer


def test_the_page_of_rules_names_each_limit_and_takes_a_whole_number_only(client, admins):
    page = as_(client, admins[0]).get("/rules/inspection/").content.decode()
    assert all(str(one.label) in page for one in limits.LIMITS.values()) and "各环节共用" in page
    for wrong in ("0", "很多", "401"):
        answer = changed(client, admins, wrong)
        assert answer.status_code == 422 and "1 至 400 的整数" in answer.content.decode()
    assert not RuleChange.objects.exists()


def test_a_quota_that_two_people_lowered_holds_for_what_is_opened_afterwards(client, admins, world, opened, at):
    first = moves.open_case("inspection", by=world.supervision, title="专项督查一", lead=world.lead)
    in_field(first, world, targets=[world.town])
    assert changed(client, admins, "1").status_code == 302
    assert RuleChange.objects.get().outcome == "confirmed"
    again = {"targets": [world.town], "overlap_reason": "县委交办，须再次核对整改情况。"}
    with at(date(2026, 9, 2)):
        rulesets.forget()
        later = moves.open_case("inspection", by=world.supervision, title="专项督查二", lead=world.lead)
        plan(later, world, **again)
        staffed(fresh(later), world)
        with pytest.raises(Refused, match="本年已督查 1 次，达到年度上限"):
            moves.move(later, "submit_plan", by=world.lead, approver=world.deputy)
        plan(opened, world, **again)  # opened before: four a year still hold for it
        staffed(fresh(opened), world)
        moves.move(opened, "submit_plan", by=world.lead, approver=world.deputy)
        assert {line.quota for line in stats.of(world.supervision).burden} == {1}
    assert definitions.rules_of(opened.definition_id).limit("per_year", 0) == 4
