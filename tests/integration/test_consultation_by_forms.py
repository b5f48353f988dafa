"""Every transition of a consultation, taken through the forms on its pages by the people who are entitled to it."""

from datetime import date, datetime, timedelta

import pytest

from people import calendar, clock, demo
from people.clock import CHINA
from processes.consultation.models import Consultation
from processes.consultation.walk import CONCLUSION, MINUTES, SELF, SYMPTOMS
from tests.support.fast import Cast, Story, after, edges, on
from tests.support.loop import choice
from tests.support.visitor import form_of
from workflows import definitions, moves
from workflows.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both
REASON = "同类问题上季度已经会诊，请先落实上次的对策。"
FACTS = "本月又有三十个站点停用，上季度定的对策没有一条涉及经费。"
NOTE = "先列预算后更新设备，换人必交接；半年后月均使用超过六次。"
REPORT = "两轮会诊均未见效：第一轮经费未落实，第二轮管理员编制未落实，单靠本部门无法解决，建议县委研究经费和编制。"
PANEL = {
    "sections": ("gw_head",), "units": ("jwlink",), "townships": ("t05_sj",), "veterans": ("retired1",),
    "experts": ("expert1",), "delegates": ("delegate",),
}  # fmt: skip
PEOPLE = [who for some in PANEL.values() for who in some]
OFFICER, CHAIR, DEPUTY, OUTSIDER = "co_c", "chair_b", "dm_exec", "退休老干部甲"
RECORDER, WORK = "sec_rec", "立〔2026〕0015号"
MEMBERS = ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb", "minister")  # the head last
GONE = "问题已经解决，不再需要会诊。"
ASKED = {("requested", "approved", "approve"), ("approved", "gathering", "prepare")}
FIRST_ROUND = ASKED | {
    ("gathering", "session", "convene"), ("session", "opinion", "conclude"), ("opinion", "decided", "decide"),
    ("decided", "following", "track"),
}  # fmt: skip
WALKED = {
    "asked again": {
        ("requested", "dropped", "decline"), ("dropped", "requested", "reopen_request"),
        ("requested", "withdrawn", "withdraw_request"),
    },
    "withdrawn late": {("requested", "approved", "approve"), ("approved", "withdrawn", "withdraw_request")},
    "withdrawn last": ASKED | {("gathering", "withdrawn", "withdraw_request")},
    "cured": FIRST_ROUND | {
        ("session", "gathering", "ask_more_info"), ("opinion", "session", "send_back"), ("following", "cured", "cure"),
    },
    "unresolved": FIRST_ROUND | {
        ("following", "session", "relapse"), ("following", "unresolved", "escalate_to_county"),
    },
}  # fmt: skip


@pytest.fixture
def story(db):
    definitions.forget()
    demo.load(datetime(2026, 1, 5, 9, tzinfo=CHINA))
    on(date(2026, 3, 2))
    cast = Cast()
    work = {"unit": cast["dy_head"].user.unit, "title": "站点规范化", "number": WORK}
    moves.open_case("task_project", by=cast["sup_clk"].user, **work)
    cast["dy_head"].go("/start/consultation/")
    unit = choice(form_of(cast["dy_head"].page, ""), "unit", "党员教育中心")
    said = {"title": "站点利用率低会诊", "work_ref": WORK, "unit": unit, "trigger": "red_light"}
    yield Story.begun(cast, "dy_head", "consultation", symptoms=SYMPTOMS, **said)
    clock.reset()
    definitions.forget()


def named(story):
    form = story.form("move/approve", DEPUTY)
    people = {role: choice(form, role, story.cast.name(who)) for role, who in (("chair", CHAIR), ("officer", OFFICER))}
    story.move("approve", DEPUTY, **people)


def approved(story):
    named(story)
    story.move("prepare", OFFICER, gather_list="设备台账\n近一年开机记录")
    story.act("describe_self", "dy_head", text=SELF)


def called(story):
    """The session lies four working days ahead; everybody has the papers, comes, and declares."""
    form = story.form("act/call_session", OFFICER)
    asked = {
        f"people_{group}": [choice(form, f"people_{group}", story.cast.name(who)) for who in some]
        for group, some in PANEL.items()
    }
    start = calendar.load().add(clock.today(), 4, "wd").date
    said = {"starts_at": f"{start}T09:00", "place": "三楼会议室", "names_veterans": OUTSIDER}
    story.act("call_session", OFFICER, **said, **asked)
    form = story.form("act/serve", OFFICER)
    receipts = {name: "本人签收，回证存卷" for name in form.fields if name.startswith("receipt_")}
    story.act("serve", OFFICER, **receipts)
    for who in PEOPLE:
        story.act("confirm_seat", who, coming="1", ties="none")
    form = story.form("act/note_reply", OFFICER)
    seat = choice(form, "seat", OUTSIDER)
    story.act("note_reply", OFFICER, seat=seat, coming="1", note="电话确认，无利害关系")
    on(start)
    story.attended(OFFICER)


def heard(story, cross=""):
    """Everybody writes an opinion; when all are in they are revealed, and the table is filled in."""
    for who in PEOPLE:
        story.act("give_opinion", who, diagnosis="根子在没有年度经费安排。", advice="先列年度计划，逐年更新设备。")
    unit, due = str(story.case.owner_unit_id), (clock.today() + timedelta(60)).isoformat()
    cells = {
        "causes.cause": ["经费没有年度安排"], "causes.kind": ["system"], "causes.confidence": ["high"],
        "measures.content": ["分三年更新设备，列入年度预算", "建立移交清单"], "measures.owner": [unit, unit],
        "measures.due": [due, due], "measures.metric": ["月均使用不少于六次", "清单覆盖全部站点"],
        "measures.cross": [cross, ""],
    }  # fmt: skip
    story.act("write_table", CHAIR, **cells)
    story.act("record", CHAIR, minutes=MINUTES)
    for who in (CHAIR, "dy_head", *PEOPLE):
        story.act("sign_record", who, signed="sign")
    form = story.form("act/note_signature", OFFICER)
    story.act("note_signature", OFFICER, seat=choice(form, "seat", OUTSIDER))
    story.move("conclude", CHAIR, conclusion=CONCLUSION, dissent_state="none")


def voted(story):
    """What touches money of several units goes to the executive meeting first."""
    start = calendar.load().add(clock.today(), 3, "wd").date
    story.act("convene", RECORDER, starts_at=f"{start}T09:00", place="部务会议室")
    story.act("serve", RECORDER)
    on(start)
    story.attended(RECORDER)
    story.act("vote_on_measures", RECORDER)
    for who in MEMBERS:
        item = next(name for name in story.form("act/ballot", who).choices if name.startswith("choice_"))
        story.act("ballot", who, **{item: "pass"})


def decided(story):
    after(1)
    ways = {"way_1": "task_project", "way_2": "task_project"}
    story.move("decide", DEPUTY, ruling_1="accepted", ruling_2="accepted", **ways)
    after(1)
    story.move("track", "sup_clk")


def effect(story, reached):
    said = {f"done_{n}": "1" for n in (1, 2)} | {f"reached_{n}": "1" if reached else "0" for n in (1, 2)}
    said |= {f"value_{n}": "七次" for n in (1, 2)} | {f"proof_{n}": "查看了站点开机记录" for n in (1, 2)}
    story.act("record_effect", "sup_clk", **said)


def missed(story):
    on(calendar.load().add(story.case.metric_due, 11, "wd").date)
    effect(story, reached=False)


def test_a_request_is_declined_asked_again_and_withdrawn(story):
    story.move("decline", DEPUTY, reason=REASON)
    story.move("reopen_request", "dy_head", new_facts=FACTS)
    story.move("withdraw_request", "dy_head", reason=GONE)
    assert story.taken == WALKED["asked again"]


def test_withdrawn_when_it_was_approved(story):
    named(story)
    story.move("withdraw_request", "dy_head", reason=GONE)
    assert story.taken == WALKED["withdrawn late"]


def test_withdrawn_while_the_material_is_gathered(story):
    approved(story)
    story.move("withdraw_request", "dy_head", reason=GONE)
    assert story.taken == WALKED["withdrawn last"]


@pytest.mark.nightly
def test_from_the_request_to_the_cure(story):
    approved(story)
    called(story)
    story.move("convene", CHAIR)
    story.move("ask_more_info", CHAIR, items="近三年设备经费明细")
    story.act("describe_self", "dy_head", text=SELF)
    called(story)
    story.move("convene", CHAIR)
    heard(story)
    story.move("send_back", DEPUTY, reason="对策没有触及经费来源，请再会诊。")
    called(story)
    story.act("open_session", CHAIR)
    heard(story)
    decided(story)
    story.act("record_follow_up", OFFICER, text="各项对策按月推进，指标正在上升。")
    tasks = Case.objects.filter(kind="task_project", links_in__source=story.case, links_in__kind="L10")
    tasks.update(stage="done", status="DONE")
    effect(story, reached=True)
    story.act("confirm_cure", "dy_head", agree="1")
    story.move("cure", "sup_clk", outcome_note=NOTE)
    assert story.taken == WALKED["cured"]


@pytest.mark.nightly
def test_two_rounds_fail_and_the_county_is_told(story):
    approved(story)
    called(story)
    story.move("convene", CHAIR)
    heard(story, cross="cross")
    voted(story)
    decided(story)
    missed(story)
    story.move("relapse", "sup_clk", reason="月均使用仍不足四次，未达到指标。")
    called(story)
    story.act("open_session", CHAIR)
    heard(story)
    decided(story)
    missed(story)
    story.move("escalate_to_county", DEPUTY, report=REPORT)
    assert story.taken == WALKED["unresolved"]


def test_no_transition_was_left_out():
    assert set().union(*WALKED.values()) == edges(Consultation)
