"""The same walk through the pages: each form gives the answers that its move asks for."""

import pytest
from django.urls import reverse

from people import clock
from processes.task_project.models import TaskProject
from tests.unit.task_project.conftest import WHY, accepted, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(client):
    def send(user, kind, case, name, **data):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get(reverse("web:case", args=[case.uid]))
        assert page.status_code == 200
        answer = client.post(reverse(f"web:{kind}", args=[case.uid, name]), data)
        assert answer.status_code == 302, answer.content.decode()[-3000:]
        return fresh(case)

    return send


def test_a_project_is_started_from_the_catalogue(client, team):
    client.force_login(team.supervision, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("web:begin", args=["task_project"])
    assert client.get(address).status_code == 200
    said = {"title": "试点", "source": "领导批示", "metric": "完成", "due_on": "2026-10-30", "unit": team.unit.pk}
    assert client.post(address, said).status_code == 302
    assert TaskProject.objects.get().owner_unit == team.unit


def test_from_registration_to_the_end_by_forms(opened, team, post):
    said = {"source": "年度要点", "lead": team.unit.pk, "metric": "覆盖率 98%", "due_on": "2026-10-30"}
    post(team.supervision, "move", opened, "register", **said)
    post(team.head, "move", opened, "sign_for")
    plan = "1 设计 | 40 | clerk | 2026-05-29\n2 录入 | 60 | clerk | 2026-09-30"
    post(team.head, "move", opened, "make_plan", wbs=plan)
    post(team.clerk, "move", opened, "report_month", month="2026-03", progress=20, done="开始设计")
    case = post(team.deputy, "move", opened, "change_plan", due_on="2026-11-27", reason=WHY)
    assert (case.progress, case.changes, case.due_on.month) == (20, 1, 11)
    for code in "12":
        post(team.clerk, "act", opened, "finish_leaf", code=code, note="已经全部完成")
    post(team.head, "move", opened, "apply_completion")
    sitting = {"group": [p.pk for p in team.judges], "starts_at": "2026-03-10T09:00", "place": "三楼会议室"}
    post(team.supervision, "move", opened, "start_acceptance", **sitting)
    post(team.supervision, "move", opened, "fail_acceptance", gaps="还差两个村\n资料没有归档")
    post(team.head, "move", opened, "apply_completion")
    post(team.supervision, "move", opened, "start_acceptance", **sitting)
    accepted(opened, team)
    case = post(team.deputy, "move", opened, "accept_result", reached="on", report="任务全部完成，达到指标。")
    assert (case.stage, case.gaps, case.returned) == ("done", [], 1)


def test_contesting_suspending_and_ending_by_forms(assigned, team, post):
    post(team.head, "act", assigned, "contest", text=WHY)
    post(team.office, "act", assigned, "arbitrate", ruling="rejected", text=WHY)
    post(team.head, "move", assigned, "sign_for")
    post(team.head, "move", assigned, "make_plan", wbs="1 全部 | 100 | clerk | 2026-05-29")
    day = clock.today().replace(month=5)
    post(team.minister, "move", assigned, "suspend_task", resume_on=day.isoformat(), reason=WHY)
    post(team.minister, "move", assigned, "resume_task")
    case = post(team.deputy, "move", assigned, "terminate_task", lessons=WHY, immunity="不涉及", reason=WHY)
    assert case.stage == "terminated"
