"""The safeguards of whoever a case is about: heard, answered, judged by others, through their doors.

F04–F09, F14, F24, met in accountability (P06), which touches them all.
"""
# ruff: noqa: F811 - fixtures of the process's own tests are asked for by their names

from datetime import timedelta

import pytest
from django.urls import reverse

from ledger.models import Event
from people import clock
from processes.accountability.texts import TEXT
from tests.conformance.test_safeguards import events, post
from tests.support.world import person
from tests.unit.accountability.conftest import people, walk  # noqa: F401
from workflows import flags
from workflows.models import Paper, Service
from workflows.papers import issuing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATE = "住院治疗，出院后即提交申诉。"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def tries(client, walk):
    """`tries(username, name, kind, **said)` at the moment of the walk → status and page; refused, nothing happened."""

    def attempt(username, name, kind="act", **said):
        before = events(walk.case)
        with clock.frozen(walk.now):
            answer = post(client, walk.people[username], walk.case, name, kind, **said)
        if answer.status_code != 302:
            assert events(walk.case) == before
        walk.fresh()
        return answer.status_code, answer.content.decode()

    return attempt


@pytest.fixture
def room(client, walk):
    """What the respondent is answered in their room: a page, or what they do there."""

    def at(name="", kind="act", **said):
        user = walk.people["resp_a"]
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        with clock.frozen(walk.now):
            if not name:
                answer = client.get(reverse("web:room", args=[walk.case.uid]))
            else:
                answer = client.post(reverse("web:room_do", args=[walk.case.uid, kind, name]), said)
        walk.fresh()
        return answer.status_code, answer.content.decode()

    return at


class TestF04RightToBeHeard:
    """Nothing adverse before a defence was received, waived in writing, or its term was over after service."""

    def test_the_defence_is_not_over_before_the_paper_was_received(self, walk, tries):
        walk.to_shown()
        status, said = tries("co_a", "close_defence", "move")
        assert status == 409 and "没有签收" in said

    def test_nor_while_the_term_runs_but_when_it_is_over(self, walk, tries):
        walk.to_shown().receive()
        status, said = tries("co_a", "close_defence", "move")
        assert status == 409 and "陈述申辩" in said
        walk.after(30)
        assert tries("co_a", "close_defence", "move")[0] == 302

    def test_or_when_it_was_waived_in_writing_in_the_room(self, walk, tries, room):
        walk.to_shown()
        assert room("waive_defence", statement="我对事实没有异议，放弃申辩。")[0] == 302
        assert tries("co_a", "close_defence", "move")[0] == 302


class TestF05EveryPointAnswered:
    """Each point is adopted or declined with a reason; nothing gets heavier by defending oneself or appealing."""

    def test_a_point_without_an_answer_holds_the_case(self, walk, tries, room):
        walk.to_shown()
        assert room("state_defence", points="系统故障三个月不应计入。\n程序没有走完。")[0] == 302
        status, said = tries("co_a", "close_defence", "move")
        assert status == 409 and "第 1、2 条" in said
        for n in (1, 2):
            assert tries("co_a", "answer_defence", n=n, answer="decline", reason="短")[0] in (409, 422)
            said = {"n": n, "answer": "adopt", "reason": "经核对系统日志，故障三个月属实。"}
            assert tries("co_a", "answer_defence", **said)[0] == 302
        assert "经核对系统日志" in room()[1]
        assert tries("co_a", "close_defence", "move")[0] == 302

    def test_what_was_shown_does_not_get_heavier_because_of_the_defence(self, walk, tries):
        walk.to_weighing("circular_criticism").after(1).weigh(severity="serious").look_up()
        said = {"outcome": "decide", "form": "admonish", "publicity": "unit", "reasons": TEXT["reasons"]}
        status, page = tries("co_a", "propose_decision", **said)
        assert status == 409 and "不得因申辩而加重" in page

    def test_nor_because_of_the_appeal(self, walk, tries):
        walk.to_served("admonish").after(2).appeal().after(1).panel()
        said = {"outcome": "revoke", "fault": "facts", "reasons": TEXT["revoked"], "form": "org_adjustment"}
        status, page = tries("appeal_a", "propose_finding", **said)
        assert status in (409, 422) and not walk.case.finding
        assert tries("appeal_a", "propose_finding", **said | {"form": "circular_criticism"})[0] == 302


class TestF06FactsShownMasked:
    """The person reads the facts, the evidence list and the intended basis, and no name of who said what."""

    def test_a_witness_in_the_facts_stops_their_showing(self, walk, tries):
        walk.approve().after(1).plan().after(5).inquire(who="知情群众甲").after(1)
        walk.facts(fact_text=TEXT["fact_text"] + "知情群众甲对此作了说明。")
        status, said = tries("co_a", "show_facts", "move")
        assert status == 409 and "见面材料里出现了谈话对象的姓名" in said

    def test_the_paper_states_facts_evidence_and_basis_and_is_read_in_the_room_alone(self, walk, room, client):
        walk.to_shown()
        text = str(issuing.read(Paper.objects.get(case=walk.case, kind="sheet:accountability.facts"))[0])
        assert "十二名流动党员" in text and "系统更新记录" in text and "岗位责任制" in text
        assert "流动党员联络员" not in text and "gj_inv1" not in text
        status, page = room()
        assert status == 200 and "等你签收" in page and TEXT["title"] not in page
        with clock.frozen(walk.now):
            for name in ("case", "history"):
                assert client.get(reverse(f"web:{name}", args=[walk.case.uid])).status_code == 404


class TestF07NoticeAndService:
    """The notice says what it must; its date is kept; terms count from service, not from signature."""

    def test_the_term_counts_from_receipt_and_the_room_says_until_when(self, walk, room):
        walk.to_shown().after(2)
        assert "期限还没有开始" in room()[1]
        service = Service.objects.get(case=walk.case, person=walk.people["resp_a"])
        assert room("acknowledge", service=service.pk)[0] == 302
        service.refresh_from_db()
        assert service.read_at == walk.now
        assert "到 " in room()[1] and "为止" in room()[1]

    def test_a_decision_that_lacks_its_organ_is_not_served(self, walk, tries, monkeypatch):
        from processes.accountability import guards_after

        walk.to_decided().after(1)
        monkeypatch.setattr(guards_after, "organ", lambda: "")
        status, said = tries("co_a", "serve", "move")
        assert status == 409 and "决定书缺少" in said


class TestF08OtherPeopleJudgeTheAppeal:
    """Nobody who acted in the case, or in where it came from, sits on the panel."""

    def test_whoever_touched_the_case_is_not_chosen(self, walk, tries):
        walk.to_served().after(2).appeal().after(1)
        touched = walk.people["gj_inv1"]
        assert Event.objects.filter(uid=walk.case.uid, actor_id=touched.pk).exists()
        person(touched.username, "appeal_officer", unit_code=touched.unit.code)  # who reviews other cases, not this one
        start = (walk.now + timedelta(days=6)).strftime("%Y-%m-%dT%H:%M")
        panel = [touched.pk, walk.people["appeal_b"].pk, walk.people["appeal_c"].pk]
        status, _page = tries("office_clk", "form_panel", people=panel, starts_at=start, place="二楼小会议室")
        assert status in (409, 422) and not walk.case.panel
        assert not walk.case.sittings.filter(kind="appeal_panel").exists()
        panel[0] = walk.people["appeal_a"].pk
        assert tries("office_clk", "form_panel", people=panel, starts_at=start, place="二楼小会议室")[0] == 302
        assert sorted(walk.case.panel) == sorted(panel) and walk.case.sittings.filter(kind="appeal_panel").exists()


class TestF09Appeal:
    """Within a month of service; later with a reason; execution goes on unless it is stayed with one."""

    def test_on_the_thirty_first_day_it_takes_a_reason_and_no_more(self, walk, room):
        walk.to_served().after(40)
        status, said = room("file_appeal", "move", text=TEXT["appeal"])
        assert status == 409 and "申诉期限已于" in said
        assert room("file_appeal", "move", text=TEXT["appeal"], late_reason=LATE)[0] == 302
        assert walk.case.stage == "appeal"

    def test_in_time_it_is_taken_in_from_the_room(self, walk, room):
        walk.to_served().after(10)
        assert room("file_appeal", "move", text=TEXT["appeal"])[0] == 302


class TestF14Presumption:
    """Until it is concluded the person is the one who was reported, and silence is no admission."""

    def test_the_room_says_that_silence_is_no_admission(self, walk, room):
        walk.to_shown()
        assert "没有说话不等于承认" in room()[1]

    def test_no_page_calls_them_guilty_before_the_decision(self, walk, tries, client):
        walk.to_weighing()
        client.force_login(walk.people["co_a"], backend="django.contrib.auth.backends.ModelBackend")
        with clock.frozen(walk.now):
            page = client.get(reverse("web:case", args=[walk.case.uid])).content.decode()
        assert "被反映人" in page
        assert not any(word in page for word in ("违纪人", "责任人员认定为", "当事人有错", "罪"))


class TestF24TheEffectOfADecisionEnds:
    """It ends on its day by itself; the person reads it, and nobody's eligibility knows of it afterwards."""

    def test_the_clock_ends_it(self, walk, client):
        walk.to_effective().talk()
        person = walk.people["resp_a"]
        assert person.pk in flags.standing(walk.now)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        with clock.frozen(walk.now):
            assert "自动结束" in client.get(reverse("web:profile")).content.decode()
        walk.end()
        assert walk.case.stage == "ended" and person.pk not in flags.standing(walk.now)
