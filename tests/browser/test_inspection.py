"""An inspection at a browser: planned and approved; the unit reads its own part only, answers, and objects."""

from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile

from people import clock, demo
from people.models import Unit, User
from processes.inspection.models import Inspection
from tests.browser.loop_actor import Cast
from tests.support.loop import does, stands_at
from workflows import definitions, moves
from workflows.evidence import uploads
from workflows.models import new_uid

BEGIN = datetime(2026, 9, 1, 9, 30, tzinfo=clock.CHINA)
LEAD, DEPUTY, MINISTER, ONE, TWO = "insp_lead", "dm_org", "minister", "insp_a", "insp_b"
HEAD, HEAD2 = "t05_wy", "t11_wy"
FACT = "八月台账没有填报，现场核对时仍为空白。"
PART = "到村到户查看台账和现场，逐项核对，情况与报送材料基本一致，个别数据对不上。"


@pytest.fixture
def cast(transactional_db, chromium, live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    definitions.forget()
    clock.set_to(BEGIN)
    demo.load(clock.now())
    found = Cast(chromium, live_server.url)
    yield found
    found.leave()
    clock.reset()


def who(name):
    return User.objects.get(username=name)


def seen(case, n, code):
    """A signed visit and a finding with its proof, as the desk of the field records them."""
    case, town = Inspection.objects.get(pk=case.pk), Unit.objects.get(code=code)
    said = {"place": "镇党建办", "method": "files", "notes": "查看了全年台账和会议记录。"}
    moves.act(case, "add_visit", by=who(ONE), unit=town, at=clock.now(), **said)
    for name in (ONE, TWO):
        moves.act(case, "sign_visit", by=who(name), visit=n)
    one = new_uid()
    uploads.receive(case, who(ONE), ContentFile(f"{n}\n".encode(), name="核对.csv"), client_id=one)
    said = {"severity": "minor", "clause": "J06", "fact": FACT, "evidence": [str(one)]}
    moves.act(case, "save_finding", by=who(ONE), unit=town, **said)


@pytest.fixture
def planned(cast):
    """A plan for two townships, put before the deputy minister."""
    case = moves.open_case("inspection", by=who(LEAD), lead=who(LEAD), title="台账专项督查")
    units = list(Unit.objects.filter(code__in=("XZ05", "XZ11")))
    moves.act(
        case, "save_plan", by=who(LEAD), content="查台账", scope="今年以来", methods=["files"], topics=["台账"],
        starts_on=date(2026, 9, 7), ends_on=date(2026, 9, 10), days_per_unit=3, targets=units,
    )  # fmt: skip
    team = [who(LEAD), who(ONE), who(TWO)]
    moves.act(case, "save_team", by=who(LEAD), lead=team[0], members=team[1:])
    moves.act(case, "confirm_training", by=who(LEAD), people=team, on=date(2026, 8, 31))
    for one in team:
        moves.act(case, "declare_ties", by=one)
    return case


def test_from_the_plan_to_the_decision_of_the_review(cast, planned):
    case = f"/case/{planned.uid}/"
    does(cast[LEAD], case, "move/submit_plan", approver=str(who(DEPUTY).pk))
    does(cast[DEPUTY], case, "move/approve_plan")
    cast.wait(days=7)
    seen(planned, 1, "XZ05")
    seen(planned, 2, "XZ11")
    moves.act(planned, "end_fieldwork", by=who(LEAD), on=clock.today())
    does(cast[LEAD], case, "move/give_feedback")
    reads_its_own_part(cast[HEAD], case)
    does(cast[HEAD], case, "act/answer_findings", answers_1="情况属实，已补报。")
    does(cast[HEAD2], case, "move/respond", overall="没有意见。")
    stands_at(cast[LEAD], case, "报告撰写")
    moves.act(planned, "fill_topic", by=who(ONE), topic=1, note="两个乡镇都已开展，更新不够及时。")
    parts = dict.fromkeys(("situation", "problems", "causes", "suggestions"), PART * 11)
    moves.act(planned, "save_report", by=who(LEAD), **parts)
    does(cast[LEAD], case, "move/submit_report")
    assert cast[MINISTER].go(f"/p/inspection/{planned.uid}/sign/") == 200
    assert cast[MINISTER].send("", conclusion="总体达到要求。") == 200
    does(cast[HEAD], case, "move/file_objection", points_1="台账在八月三十一日已经补报，系统有记录可查。")
    reviewer = cast["appeal_a"]
    said = {"point": "1", "ruling": "withdrawn", "answer": "系统记录显示八月三十一日已补报，异议成立。"}
    does(reviewer, case, "act/answer_point", **said)
    does(reviewer, case, "move/decide_objection", summary="问题一撤回，其余维持。")
    stands_at(cast[HEAD], case, "结论已印发")
    assert cast[LEAD].go(case) == 200 and "已撤回" in cast[LEAD].page


def reads_its_own_part(head, case):
    """Another unit stands neither on the page nor in its history."""
    for page in (case, case + "history/"):
        assert head.go(page) == 200
        assert "高岭乡" not in head.page
