"""What a clerk would really send, at the browser: a clear sentence, the way out, nothing lost, nothing half done."""

import pytest
from django.test import Client

from people import clock
from processes.investigation.walk import CONCLUSION, MINUTES
from tests.support.refusing import refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def sent(walk, who, address, *, keeps=(), **data):
    with clock.frozen(walk.now):
        return refused(walk.people[who], walk.case, address, keeps=keeps, **data)


def talk(walk, **more):
    said = {"whom": "知情人甲（演示）", "with_kind": "witness", "held_on": f"{walk.now:%Y-%m-%d}", "place": "谈话室"}
    return said | {"minutes": MINUTES, "signed": "signed"} | more


def test_an_interview_with_one_interviewer(walk):
    walk.to_verifying()
    said = talk(walk, investigators=[walk.people["gj_inv1"].pk])
    assert "至少两名核查人员" in sent(walk, "gj_inv1", "act/record_interview", keeps=[MINUTES[:20]], **said)


def test_minutes_refused_without_a_word_why(walk):
    walk.to_verifying()
    team = [walk.people[name].pk for name in walk.team]
    page = sent(walk, "gj_inv1", "act/record_interview", **talk(walk, investigators=team, signed="refused"))
    assert "写明拒签的情况" in page


def test_a_report_without_minutes_signed_or_refused(walk):
    walk.to_verifying().talk(signed="").item().find().heard()
    page = sent(walk, "gj_inv1", "move/submit_report", conclusion=CONCLUSION)
    assert "既没有签字，也没有注明拒签" in page


def test_a_clue_changed_to_be_about_the_minister(walk):
    known = {"title": "反映某领导的问题", "source": "letter", "reporter_kind": "named"}
    known |= {"allegations": "其他｜" + "反映某领导在推荐中打招呼，" * 3, "respondents": walk.people["minister"].name}
    assert "移出并径送上级" in sent(walk, "gj_clk", "act/amend_clue", **known)


def test_a_panel_of_two(walk):
    walk.to_triage()
    said = {"starts_at": "2026-03-20T09:00", "place": "小会议室"}
    page = sent(walk, "gj_head", "act/convene", panel=[walk.people["legal"].pk, walk.people["dm_cadre"].pk], **said)
    assert "研判人员至少三人" in page


def test_a_notice_that_tells_of_the_reporter(walk):
    walk.to_decided("end")
    said = {
        "reply_to_reporter": "您反映的问题已经核实，已作处理。",
        "way": "dialogue",
        "result": "反映人来信所说的问题部分属实。",
    }
    assert "提到了反映人" in sent(walk, "co_a", "move/notify_parties", **said)


def test_the_papers_of_a_case_are_printed(walk):
    walk.to_decided("admonition").notify()
    client = Client()
    client.force_login(walk.people["co_a"], backend="django.contrib.auth.backends.ModelBackend")
    with clock.frozen(walk.now):
        for name in ("registration", "plan", "interviews", "report", "decision", "feedback", "acceptance"):
            assert client.get(f"/case/{walk.case.uid}/sheet/{name}.pdf").status_code == 200, name
