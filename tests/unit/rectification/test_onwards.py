"""What does not hold leads on: a consultation, a topic of the next inspection, a yellow light."""

from datetime import datetime

import pytest

from people import clock
from processes.rectification import onwards
from tests.support.world import person
from tests.unit.rectification.conftest import SEEN, applies, checks, fails, finishes, fresh, on
from workflows import lights, moves, registry
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_the_consultation_that_is_proposed_knows_the_work_and_what_is_wrong(executing, team):
    case = executing
    for text in "一二三":
        case = fails(case, team, text)
    help_asked = case.links_out.get(kind="L6").target.own
    assert (help_asked.kind, help_asked.stage, help_asked.work_ref.pk) == ("consultation", "requested", case.pk)
    assert help_asked.owner_unit == case.owner_unit and case.finding["fact"] in help_asked.symptoms
    assert help_asked.symptoms.count("核查未通过：还有两个账号没有收回") == 3
    assert help_asked.opened_by == team.inspector and len(onwards.symptoms(case)) >= 50


def test_what_keeps_coming_back_is_a_topic_of_the_next_quarter(struck, team):
    from processes.inspection import jobs  # a test may know two processes

    case = struck
    for n, day in enumerate(((2026, 4, 1), (2026, 5, 1)), start=1):
        with on(*day):
            moves.move(case, "record_rebound", by=team.supervision, reason=f"第{n}次抽查又发现未审批导出。")
            checks(applies(case, team, str(n)), team)
            moves.act(case, "recommend_strike_off", by=team.inspector, record=SEEN)
            moves.move(case, "approve_strike_off", by=team.deputy)
    with clock.frozen(datetime(2026, 7, 1, 9, tzinfo=clock.CHINA)):
        inspection = jobs.open_quarter()
    assert [topic.source_id for topic in inspection.topics.all()] == [case.pk]
    assert Case.objects.get(pk=case.pk).links_out.filter(target=inspection, kind="L6").exists()


def test_a_measure_past_its_date_turns_the_light_yellow(executing, team):
    assert not executing.at_risk()
    with on(2026, 4, 11):
        assert fresh(executing).at_risk() == "有 1 项措施超过期限没有完成"
        moves.act(executing, "comment", by=team.supervision, text="请抓紧完成逾期的措施。")
        case = fresh(executing)
        assert lights.colour(case.due, case.warn_at) == "yellow"
        moves.act(executing, "finish_remedy", by=team.helper, n=1, note="权限已经全部收回")
        case = fresh(executing)
        assert not case.at_risk() and lights.colour(case.due, case.warn_at) == "green"


def test_what_has_nothing_to_do_is_not_offered(client, executing, team):
    def offered(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(f"/case/{executing.uid}/").content.decode()

    assert "/act/finish_remedy/" in offered(team.head) and "/act/extend_rectification/" in offered(team.deputy)
    finishes(executing, team)
    assert "/act/finish_remedy/" not in offered(team.head) and "/act/add_proof/" in offered(team.head)
    checks(applies(executing, team), team)
    assert "/act/recommend_strike_off/" in offered(team.inspector)
    moves.act(executing, "recommend_strike_off", by=team.inspector, record=SEEN)
    assert "/act/recommend_strike_off/" not in offered(team.inspector)


def test_who_owns_a_measure_sees_the_case_and_others_do_not(client, executing, team):
    stranger = person("stranger", unit_code="XZ09")
    for user, status in ((team.helper, 200), (stranger, 404)):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"/case/{executing.uid}/").status_code == status
    assert {"consultation", "inspection"} <= set(registry.KINDS)
