"""Every transition of a project, taken through the forms on its pages by the people who are entitled to it."""

from datetime import date, datetime

import pytest

from people import clock, demo
from people.clock import CHINA
from processes.task_project.models import TaskProject
from tests.support.fast import Cast, Story, after, edges, on
from tests.support.loop import choice
from tests.support.visitor import form_of
from workflows import definitions

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both
HEAD, CLERK, OFFICE, DEPUTY, SUPERVISION = "zz_head", "zz_clk", "office_clk", "dm_org", "sup_clk"
WHY = "本单位没有承担这项工作的职责和人员。"
GROUP = ("gw_head", "jy_head", "expert1")
PLAN = "1 设计 | 40 | zz_head | 2026-04-30\n2 录入 | 60 | zz_clk | 2026-09-30"
MEMBERS = ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb", "minister")
RECORDER, LESSONS = "sec_rec", "前期摸底不足，条件不具备就铺开了。"
ENDED = "上级已有统一系统，本项目不再单独建设。"
EARLY = {
    ("drafted", "assigned", "register"), ("assigned", "accepted", "sign_for"), ("accepted", "running", "make_plan"),
}  # fmt: skip
WALKED = {
    "returned": {("drafted", "assigned", "register"), ("assigned", "returned", "dispute")},
    "done": EARLY | {
        ("running", "running", "report_month"), ("running", "running", "change_plan"),
        ("running", "suspended", "suspend_task"), ("suspended", "running", "resume_task"),
        ("running", "completion", "apply_completion"), ("completion", "acceptance", "start_acceptance"),
        ("acceptance", "running", "fail_acceptance"), ("acceptance", "done", "accept_result"),
    },
    "terminated": EARLY | {("running", "terminated", "terminate_task")},
}  # fmt: skip


@pytest.fixture
def story(db):
    definitions.forget()
    demo.load(datetime(2026, 1, 5, 9, tzinfo=CHINA))
    on(date(2026, 3, 2))
    cast = Cast()
    desk = cast[SUPERVISION]
    desk.go("/start/task_project/")
    unit = choice(form_of(desk.page, ""), "unit", "组织科")
    said = {"title": "网格化联系", "source": "年度要点", "metric": "建册率 98%", "due_on": "2026-10-30"}
    yield Story.begun(cast, SUPERVISION, "task_project", unit=unit, **said)
    clock.reset()
    definitions.forget()


def running(story):
    story.move("register", SUPERVISION)
    story.move("sign_for", HEAD)
    story.move("make_plan", HEAD, wbs=PLAN)


def accepted_by_group(story, choices):
    """The group is named, meets, votes."""
    form = story.form("move/start_acceptance", SUPERVISION)
    group = [choice(form, "group", story.cast.name(who)) for who in GROUP]
    story.move("start_acceptance", SUPERVISION, group=group, starts_at=f"{clock.today()}T15:00", place="三楼会议室")
    on(clock.today(), 15)
    story.attended(SUPERVISION)
    story.act("start_vote", SUPERVISION)
    for who in GROUP:
        item = next(name for name in story.form("act/ballot", who).choices if name.startswith("choice_"))
        story.act("ballot", who, opinion="四个村还没有录入。", **{item: choices})
    story.act("record", SUPERVISION, minutes="验收组查看了系统和台账，抽查十个村，逐项核对指标。")
    for who in GROUP:
        story.act("sign_record", who, signed="sign")


def test_a_unit_disputes_and_the_office_agrees(story):
    story.move("register", SUPERVISION)
    story.act("contest", HEAD, text=WHY)
    story.act("arbitrate", OFFICE, ruling="upheld", text="职责确实不在该科，另行交办。")
    story.move("dispute", HEAD, reason=WHY)
    assert story.taken == WALKED["returned"]


def test_from_the_draft_to_the_acceptance(story):
    running(story)
    story.move("report_month", CLERK, month="2026-03", progress="20", done="完成设计")
    story.move("change_plan", DEPUTY, due_on="2026-11-30", reason="两个乡镇道路中断，同意延期一个月。")
    story.move("suspend_task", "minister", resume_on="2026-06-30", reason="防汛期间人员全部下沉，暂缓。")
    on(date(2026, 6, 30))
    story.move("resume_task", "minister")
    for code in ("1", "2"):
        story.act("finish_leaf", HEAD, code=code, note="已经完成，材料齐全。")
    story.move("apply_completion", HEAD)
    accepted_by_group(story, "reject")
    story.move("fail_acceptance", SUPERVISION, gaps="四个村没有录入")
    after(3)
    story.move("apply_completion", HEAD)
    accepted_by_group(story, "pass")
    story.move("accept_result", DEPUTY, reached="on", report="各项任务按期完成，建册率达到指标。")
    assert story.taken == WALKED["done"]


def test_ended_early_after_the_lessons_are_written(story):
    running(story)
    story.move("terminate_task", DEPUTY, lessons=LESSONS, immunity="不涉及", reason=ENDED)
    assert story.taken == WALKED["terminated"]


def test_an_innovation_ends_early_only_by_a_vote(story):
    story.act("edit", SUPERVISION, source="听证通过")
    running(story)
    story.act("ask_vote", DEPUTY, text="试点条件消失，继续投入没有意义。")
    story.act("convene", RECORDER, starts_at=f"{clock.today()}T15:00", place="部务会议室")
    on(clock.today(), 15)
    story.attended(RECORDER)
    story.act("start_vote", RECORDER)
    for who in MEMBERS:
        item = next(name for name in story.form("act/ballot", who).choices if name.startswith("choice_"))
        story.act("ballot", who, **{item: "pass"})
    story.move("terminate_task", DEPUTY, lessons=LESSONS, immunity="不涉及", reason=ENDED)
    assert story.taken == WALKED["terminated"]


def test_no_transition_was_left_out():
    assert set().union(*WALKED.values()) == edges(TaskProject)
