"""Every transition of a rectification, taken through the forms on its pages by the people who are entitled to it."""

from datetime import date, datetime

import pytest

from people import clock, demo
from people.clock import CHINA
from people.models import Unit
from processes.rectification.models import Rectification
from tests.support.fast import Cast, Story, after, edges, on, paper
from workflows import definitions, moves

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both
HEAD, SUPERVISION, INSPECTOR, DEPUTY = "t05_wy", "office_head", "extsup2", "dm_org"
SEEN = "到场查看了权限清单，抽查五次导出都有审批记录。"
WHY = "措施没有写到人，请逐项写明责任人和期限。"
PLANNED = {
    ("assigned", "accepted", "sign_for"), ("accepted", "planning", "hand_in_plan"),
    ("planning", "executing", "approve_plan"),
}  # fmt: skip
STRUCK = {
    ("executing", "submitted", "apply_strike_off"), ("submitted", "checking", "start_check"),
    ("checking", "cancelled_no", "approve_strike_off"),
}  # fmt: skip
WALKED = PLANNED | STRUCK | {
    ("planning", "accepted", "send_back"), ("checking", "executing", "fail_check"),
    ("cancelled_no", "executing", "record_rebound"), ("cancelled_no", "closed", "pass_recheck"),
}  # fmt: skip


@pytest.fixture
def story(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    definitions.forget()
    demo.load(datetime(2026, 1, 5, 9, tzinfo=CHINA))
    on(date(2026, 3, 2))
    cast = Cast()
    finding = {"id": 1, "number": "督〔2026〕0001号", "fact": "信息导出没有审批", "clause": "导出须经审批"}
    case = moves.open_case(
        "rectification", licensed=True, by=cast["office_head"].user, title="信息导出未审批问题整改",
        unit=Unit.objects.get(code="XZ05"), severity="serious", finding=finding,
    )  # fmt: skip
    yield Story(cast, f"/case/{case.uid}/")
    clock.reset()
    definitions.forget()


def plans(story):
    owner = str(story.cast[HEAD].user.pk)
    row = {"text": "收回全部导出权限", "owner": owner, "due": story.case.due_on.isoformat()}
    rows = {f"measures-0-{part}": said for part, said in row.items()}
    story.move("hand_in_plan", HEAD, responsible=owner, **rows)


def applies(story, n):
    story.act("finish_remedy", HEAD, n="1", note="权限已经全部收回")
    proves(story, n)


def proves(story, n):
    said = {"root_cause": "导出功能没有分级授权，谁都能下载。", "outcome": "权限已经收回并重新分级。"}
    story.move("apply_strike_off", HEAD, evidence_files=paper(text=f"第 {n} 次核对的清单"), **said)
    story.move("start_check", INSPECTOR, way="visit", checked_what="镇党建办")


def struck(story):
    story.act("recommend_strike_off", INSPECTOR, record=SEEN)
    story.move("approve_strike_off", DEPUTY, opinion="同意销号")


def test_from_the_duty_to_the_look_back(story):
    story.move("sign_for", HEAD)
    plans(story)
    story.move("send_back", SUPERVISION, reason=WHY)
    plans(story)
    story.move("approve_plan", SUPERVISION)
    applies(story, 1)
    story.move("fail_check", INSPECTOR, gaps="两个账号仍能导出", record=SEEN)
    after(3)
    proves_again(story, 2)
    struck(story)
    story.move("record_rebound", SUPERVISION, reason="抽查发现又有账号可以直接导出。")
    after(3)
    proves_again(story, 3)
    struck(story)
    on(story.case.re_check_at)
    story.move("pass_recheck", SUPERVISION, record=SEEN)
    assert story.taken == WALKED


def proves_again(story, n):
    """What was lacking stands in the plan as a measure, and is done."""
    while left := [i for i, row in enumerate(story.case.measures, start=1) if not row["done"]]:
        story.act("finish_remedy", HEAD, n=str(left[0]), note="缺项已经补齐")
    proves(story, n)


def test_only_what_falls_on_objection_is_left_out():
    """A withdrawal follows from the review of the inspection's finding; `tests/unit/rectification` walks it."""
    assert {name for _from, _to, name in edges(Rectification) - WALKED} == {"withdraw_item"}
