"""The safeguards of whoever a case is about: heard, answered, judged by the bracket and by others, through their doors.

F04–F09, F14–F17, F19, F24, F27, met in accountability (P06), which touches them all.
"""
# ruff: noqa: F811 - fixtures of the process's own tests are asked for by their names

import pytest
from django.urls import reverse

from ledger.models import Event
from people import clock
from processes.accountability.texts import TEXT
from tests.conformance.test_safeguards import events, post
from tests.unit.accountability.conftest import people, walk  # noqa: F401
from workflows import flags
from workflows.models import Paper, Service
from workflows.papers import issuing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CORROBORATED = "系统日志、督查现场记录和两名经办人员的书面说明均可独立印证线索反映的情况。"
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
        assert status in (409, 422)


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
        start = walk.now.strftime("%Y-%m-%dT%H:%M")
        panel = [touched.pk, walk.people["appeal_b"].pk, walk.people["appeal_c"].pk]
        status, _page = tries("office_clk", "form_panel", people=panel, starts_at=start, place="二楼小会议室")
        assert status in (409, 422) and not walk.case.sittings.filter(kind="appeal").exists()


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


class TestF15Proportionality:
    """The outcome comes from its bracket; outside it needs a written reason and two thirds."""

    def test_outside_the_bracket_without_a_reason(self, walk, tries):
        walk.to_weighing("org_adjustment").after(1).weigh(severity="minor").look_up()
        said = {"outcome": "decide", "form": "org_adjustment", "publicity": "unit", "reasons": TEXT["reasons"]}
        status, page = tries("co_a", "propose_decision", **said)
        assert status in (409, 422) and "档次" in page


class TestF16ImmunityAndDissent:
    """Certificates and recorded dissent are looked up before any blame."""

    def test_without_either_look_nothing_is_decided(self, walk, tries):
        walk.to_weighing().after(1).weigh()
        walk.act("view_comparables", "co_a", none_why="系统中同类已决事项不足三件，已查阅纸质档案。")
        said = {"outcome": "decide", "form": "admonish", "publicity": "unit", "reasons": TEXT["reasons"]}
        status, page = tries("co_a", "propose_decision", **said)
        if status == 302:
            walk.meeting().vote()
            status, page = tries("sec_rec", "decide", "move")
        assert status == 409 and "还没有核对容错承诺书" in page


class TestF17Authority:
    """What is not the department's to decide can be proposed or transferred, nothing else."""

    def test_a_sanction_is_not_chosen_here(self, walk, tries):
        walk.approve().after(1).plan().after(5).inquire().after(1)
        said = {name: TEXT[name] for name in ("fact_text", "evidence_list", "basis")}
        status, _page = tries("co_a", "settle_facts", intended_form="discipline_sanction", **said)
        assert status in (409, 422)

    def test_an_adjustment_waits_for_the_county_committee(self, walk, tries):
        walk.to_weighing("org_adjustment").after(1).weigh(severity="serious").look_up().propose("org_adjustment")
        walk.meeting().vote()
        status, said = tries("sec_rec", "decide", "move")
        assert status == 409 and "县委" in said


class TestF19AnonymousAlone:
    """An anonymous report alone opens nothing."""

    @pytest.mark.parametrize(("corroboration", "wanted"), [("", 409), (CORROBORATED, 302)])
    def test_without_corroboration_it_is_not_opened(self, people, client, corroboration, wanted):
        from datetime import date

        from processes.accountability.walk import Walk

        made = Walk(people, date(2026, 3, 2), anonymous=True, corroboration=corroboration).checked()
        said = {"officer": people["co_a"].pk, "investigators": [people["gj_inv1"].pk, people["gj_inv2"].pk]}
        with clock.frozen(made.now):
            answer = post(client, people["minister"], made.case, "approve_open", "move", **said)
        assert answer.status_code == wanted
        assert wanted == 302 or "匿名" in answer.content.decode()


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


class TestF27EqualTreatment:
    """The nearest past outcomes are looked at before anything is decided."""

    def test_without_a_look_at_comparables_nothing_is_decided(self, walk, tries):
        walk.to_weighing().after(1).weigh()
        walk.act("look_up_immunity", "co_a", applies="none", reasons="本事项不涉及创新工作，没有承诺书。")
        walk.act("look_up_dissent", "co_a", reasons="没有集体决定过这项工作，没有保留意见。")
        said = {"outcome": "decide", "form": "admonish", "publicity": "unit", "reasons": TEXT["reasons"]}
        status, page = tries("co_a", "propose_decision", **said)
        if status == 302:
            walk.meeting().vote()
            status, page = tries("sec_rec", "decide", "move")
        assert status in (409, 422) and "同类事项" in page
