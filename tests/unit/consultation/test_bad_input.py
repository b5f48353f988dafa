"""What a clerk would really send, at the browser: a clear sentence, the way out, nothing lost, nothing half done."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from people import clock
from processes.consultation.models import Consultation
from processes.consultation.walk import CONCLUSION, PANEL, SYMPTOMS, Walk
from tests.support.refusing import refused
from tests.unit.consultation.test_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TITLE = "站点利用率低会诊"


def sent(walk, who, address, *, keeps=(), **data):
    """The page that refuses it, at the moment to which the consultation has come."""
    with clock.frozen(walk.now):
        return refused(walk.people[who], walk.case, address, keeps=keeps, **data)


def asked(people, **said):
    """What the form of a new request answers, and that no case was opened."""
    known = {"title": TITLE, "work_ref": "立〔2026〕0015号", "trigger": "red_light", "urgency": "normal",
             "symptoms": SYMPTOMS, "unit": people["dy_head"].unit_id}  # fmt: skip
    before = Consultation.objects.count()
    answer = signed_in(people["sup_clk"]).post("/start/consultation/", known | said)
    assert answer.status_code == 422 and Consultation.objects.count() == before
    page = answer.content.decode()
    assert TITLE in page  # what was typed stays
    return page


def test_a_request_with_four_words_of_symptoms_says_how_many_are_needed(people, work):
    assert "至少 50 字，现有 4 字" in asked(people, symptoms="设备很旧")


def test_a_number_with_a_typing_error_finds_no_work_and_stays_to_be_mended(people, work):
    page = asked(people, work_ref="立〔2026〕9915号")
    assert "没有找到编号为“立〔2026〕9915号”" in page and escape(SYMPTOMS[:20]) in page


def test_a_panel_of_four_does_not_begin_and_says_who_is_missing(walk):
    walk.approve().prepare()
    walk.panel = PANEL[:4]
    walk.call(seats=[]).serve().confirm().on(walk.sitting.starts_at).came()
    said = sent(walk, "chair_b", "move/convene", opinions_until=f"{walk.until():%Y-%m-%dT%H:%M}")
    assert "确认参加的有 4 人、4 类，会诊须 5 人、3 类以上" in said


def test_a_session_tomorrow_leaves_no_time_for_the_papers(walk):
    walk.approve().prepare()
    start = walk.now + timedelta(days=1)
    people = {f"people_{group}": [walk.people[name].pk] for name, group in (("gw_head", "sections"), *PANEL[1:])}
    said = {"starts_at": f"{start:%Y-%m-%dT09:00}", "place": "三楼会议室", "names_veterans": "退休老干部甲"}
    page = sent(walk, "co_c", "act/call_session", keeps=["三楼会议室", "退休老干部甲"], **said, **people)
    assert "2 个工作日送达" in page and not walk.case.sittings.exists()


def test_an_opinion_after_the_reveal_stays_on_the_page_with_the_way_to_dissent(walk):
    walk.gathered().begin().opinions()
    words = "根子在没有年度经费安排，设备老化是表象。"
    page = sent(walk, "expert1", "act/give_opinion", keeps=[words], diagnosis=words, advice="先列年度计划，逐年更新。")
    assert "一并揭示" in page and "提出不同意见" in page


def test_a_measure_without_owner_and_date_names_its_row(walk):
    walk.to_session().opinions()
    cause = {"causes.cause": ["经费没有年度安排"], "causes.kind": ["system"], "causes.confidence": ["high"]}
    rows = {"measures.content": ["列入年度预算"], "measures.owner": [""], "measures.due": ["明年三月"],
            "measures.metric": ["月均六次"], "measures.cross": [""]}  # fmt: skip
    page = sent(walk, "chair_b", "act/write_table", keeps=["列入年度预算", "经费没有年度安排"], **cause, **rows)
    assert "第 1 行的“期限”请写成 2027-03-31 这样" in page


def test_an_incomplete_table_is_no_opinion_and_the_conclusion_stays(walk):
    walk.to_session().opinions()
    rows = walk.measures()
    walk.fill(measures=[rows[0], rows[1] | {"owner": "", "metric": ""}]).sign()
    page = sent(walk, "chair_b", "move/conclude", keeps=[CONCLUSION], conclusion=CONCLUSION, dissent_state="none")
    assert "对策第 2 行还没有写清" in page


def test_dissent_that_was_recorded_cannot_be_denied(walk):
    walk.to_session().opinions().fill().sign()
    walk.act("note_dissent", "retired1", text="主题教育不宜过长，建议半年小结后再定。")
    page = sent(walk, "chair_b", "move/conclude", keeps=[CONCLUSION], conclusion=CONCLUSION, dissent_state="none")
    assert "不能写“没有不同意见”" in page


def test_a_decision_leaves_no_measure_out_and_turns_none_down_without_a_reason(walk):
    walk.to_opinion()
    until = (walk.now.date() + timedelta(120)).isoformat()
    said = {"ruling_1": "accepted", "way_1": "task_project", "ruling_2": "declined", "way_2": "task_project"}
    page = sent(walk, "dm_exec", "move/decide", metric_due=until, **said)
    assert "理由" in page
    early = (walk.now.date() + timedelta(5)).isoformat()
    said |= {"reason_2": "已有同类清单，不必另做。"}
    page = sent(walk, "dm_exec", "move/decide", keeps=["已有同类清单，不必另做。"], metric_due=early, **said)
    assert "问效日期不能早于" in page


def test_a_month_is_followed_up_once(walk):
    walk.to_following().follow()
    words = "各项对策按月推进，继续跟踪。"
    said = {"month": f"{walk.now:%Y-%m}", "text": words}
    assert "已经登记过" in sent(walk, "co_c", "act/record_follow_up", keeps=[words], **said)


def test_who_asked_for_it_does_not_decide_on_it(people, walk, work):
    own = Walk(people, walk.now, by="dm_exec", work_ref=work, licensed=True)
    chosen = {"chair": people["chair_b"].pk, "officer": people["co_c"].pk, "urgency": "normal"}
    assert "你是本次会诊的申请人" in sent(own, "dm_exec", "move/approve", **chosen)


def test_a_stranger_finds_no_consultation_to_write_into(people, walk):
    client = Client()
    client.force_login(people["t05_wy"])
    with clock.frozen(walk.now):
        assert client.post(f"/case/{walk.case.uid}/act/describe_self/", {"text": "设备很旧"}).status_code == 404
