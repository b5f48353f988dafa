"""/room/ over HTTP: what was served and nothing more; what they do there goes through the one door."""

import pytest
from django.urls import reverse

from tests.unit.evidence.files import jpeg, sent
from workflows.defence import readers
from workflows.evidence import take, uploads
from workflows.models import Service, new_uid
from workflows.papers import Kind, Para, Sheet, issuing, kinds

TITLE = "反映某人问题的核查"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def site(client, matter):
    """`site(person)` signs in; the answer of an address as text and status."""

    class Site:
        def __init__(self, person):
            client.force_login(person)

        def get(self, name, *args):
            answer = client.get(reverse(f"web:{name}", args=args))
            said = b"".join(answer.streaming_content) if answer.streaming else answer.content
            return answer.status_code, said.decode(errors="replace")

        def do(self, name, kind="act", case=matter.case, **answers):
            return client.post(reverse("web:room_do", args=[case.uid, kind, name]), answers)

    return Site


@pytest.fixture
def paper(monkeypatch, matter):
    """A paper of the process, issued in the moment in which it is served."""
    kind = Kind("approval.facts", "事实材料", lambda case: Sheet(title="事实材料", blocks=(Para("认定的事实如下。"),)))
    monkeypatch.setitem(kinds.PAPERS, kind.key, kind)

    def served(person=None):
        from workflows import clock
        from workflows.step import Step

        issuing.issue(matter.now(), Step(matter.now(), matter.officer, "act.test", clock.now()), kind.key)
        return matter.begin(person, paper="facts").service

    return served


def test_before_the_first_service_there_is_not_even_a_hint(site, matter):
    me = site(matter.respondent)
    assert me.get("room", matter.case.uid)[0] == 404
    status, said = me.get("rooms")
    assert status == 200 and str(matter.case.uid) not in said
    assert reverse("web:rooms") not in me.get("profile")[1]
    for page in ("inbox", "notices", "search", "looks", "sittings"):
        assert TITLE not in me.get(page)[1]


def test_the_side_bar_leads_there_only_who_has_a_matter(site, matter):
    matter.begin()
    assert reverse("web:rooms") in site(matter.respondent).get("profile")[1]
    assert reverse("web:rooms") not in site(matter.officer).get("profile")[1]


def test_the_room_shows_neither_title_nor_stage_nor_who_handles_it(site, matter):
    matter.begin()
    status, said = site(matter.respondent).get("room", matter.case.uid)
    assert status == 200 and "事实材料" in said and "等你签收" in said
    for told in (TITLE, "审定", matter.author.name, matter.signer.name):
        assert told not in said, told
    # Whose recusal may be asked for is told them, as a right (R14): whoever has open work, and nobody else.
    assert said.count(matter.officer.name) == 1 and "申请谁回避" in said


@pytest.mark.parametrize("page", ["case", "history", "ahead", "ahead_card", "secrecy"])
def test_every_other_address_of_the_case_is_404(site, matter, page):
    matter.begin()
    assert site(matter.respondent).get(page, matter.case.uid)[0] == 404


def test_others_have_no_room_there_not_even_who_handles_the_case(site, matter):
    matter.begin()
    for who in (matter.officer, matter.author, matter.other):
        me = site(who)
        assert me.get("room", matter.case.uid)[0] == 404
        assert me.do("state_defence", text="代他说几句").status_code == 404


def test_f07_receiving_the_paper_in_the_room_starts_the_clock_and_shows_it(site, matter, paper):
    service = paper()
    me = site(matter.respondent)
    assert "期限还没有开始" in me.get("room", matter.case.uid)[1]
    assert me.get("room_pdf", matter.case.uid, service.pk)[0] == 404  # read is who has received
    answer = me.do("acknowledge", service=service.pk)
    assert answer.status_code == 302 and answer["Location"].endswith(f"/paper/{service.pk}/")
    assert Service.objects.get(pk=service.pk).read_at
    assert "到 2026 年 3 月 16 日 为止" in " ".join(me.get("room", matter.case.uid)[1].split())
    assert me.get("room_paper", matter.case.uid, service.pk)[0] == 200
    assert me.get("room_pdf", matter.case.uid, service.pk)[1].startswith("%PDF")
    assert me.get("room_picture", matter.case.uid, service.pk, 1)[0] == 200


def test_a_paper_of_somebody_else_is_404(site, matter, paper):
    service = paper()
    matter.act("acknowledge", matter.respondent)
    Service.objects.filter(pk=service.pk).update(person=matter.other)
    matter.begin()
    assert site(matter.respondent).get("room_pdf", matter.case.uid, service.pk)[0] == 404


def test_what_is_said_there_stands_point_by_point_with_each_answer(site, matter):
    matter.begin()
    me = site(matter.respondent)
    answer = me.do("state_defence", points="当时我不在岗\n程序没有走完", text="")
    assert answer.status_code == 302
    matter.act("answer_defence", matter.officer, n=1, answer="adopt", reason="经查当日确在外地出差，采纳")
    said = me.get("room", matter.case.uid)[1]
    assert "当时我不在岗" in said and "经查当日确在外地出差" in said and "还没有答复" in said


@pytest.mark.parametrize(
    ("name", "answers", "status"),
    [
        ("state_defence", {"points": "", "text": ""}, 422),
        ("state_defence", {"text": "字" * 6000}, 422),
        ("waive_defence", {"statement": ""}, 422),
        ("ask_clarification", {"text": "短"}, 422),
        ("acknowledge", {"service": "999999"}, 409),
        ("answer_defence", {"n": 1, "answer": "adopt", "reason": "自己给自己答复一下吧"}, 404),
        ("comment", {"text": "我要看案卷"}, 404),
        ("no_such_act", {}, 404),
    ],
)
def test_what_is_not_in_order_is_refused_and_changes_nothing(site, matter, name, answers, status):
    matter.begin()
    before = matter.now().head_seq
    assert site(matter.respondent).do(name, **answers).status_code == status
    assert matter.now().head_seq == before


def test_a_move_of_the_case_is_not_theirs(site, matter):
    matter.begin()
    assert site(matter.respondent).do("adopt", kind="move").status_code == 404
    assert matter.now().stage == "decision"


def test_a_late_defence_asks_for_the_reason_and_is_then_taken_in(site, matter, later):
    matter.begin()
    me = site(matter.respondent)
    me.do("acknowledge")
    later(days=40)
    me = site(matter.respondent)
    assert me.do("state_defence", text="当时我不在岗").status_code == 409
    assert "逾期的正当理由" in me.get("room", matter.case.uid)[1]
    assert me.do("state_defence", text="当时我不在岗", late_reason="住院治疗，出院后即提交").status_code == 302
    assert readers.rounds(matter.now())[0].late_reason


def test_twice_pressed_is_once_said(site, matter):
    matter.begin()
    me, key = site(matter.respondent), str(new_uid())
    for _time in range(2):
        assert me.do("state_defence", text="当时我不在岗", key=key).status_code == 302
    assert len(readers.points(matter.now())) == 1


@pytest.fixture
def photo(matter):
    staged = uploads.receive(
        matter.case, matter.officer, sent("张三手机.jpg", jpeg(make="张三的手机", place=True)), client_id=new_uid()
    )
    from workflows import clock
    from workflows.step import Step

    step = Step(matter.now(), matter.officer, "act.test", clock.now())
    return take(matter.now(), step, [str(staged.client_id)])[0]


def test_evidence_is_read_once_released_without_what_tells_who_made_it(site, matter, photo):
    matter.begin()
    me = site(matter.respondent)
    assert me.get("evidence", matter.case.uid, photo.pk, "original")[0] == 404
    matter.act("release_evidence", matter.officer, evidence=photo.pk, reason="依程序向当事人出示，听取意见")
    assert me.get("evidence", matter.case.uid, photo.pk, "original")[0] == 404
    released = readers.released(matter.now(), matter.respondent)[0]
    status, said = me.get("room_evidence", matter.case.uid, released.pk)
    assert status == 200 and "Exif" not in said
    assert "张三" not in me.get("room", matter.case.uid)[1]


def test_notices_name_the_number_alone_and_lead_to_the_room(site, matter):
    from notifications import relay
    from workflows import clock
    from workflows.models import Outbox

    matter.begin()
    Outbox.objects.create(
        uid=matter.case.uid, topic="case.moved", recipients=[matter.respondent.pk], data={"stage": "decision"},
        secret=False, at=clock.now(),
    )  # fmt: skip
    relay.run_once()
    said = site(matter.respondent).get("notices")[1]
    assert reverse("web:room", args=[matter.case.uid]) in said and "与你有关的事项有新的情况" in said
    assert TITLE not in said and "审定" not in said


def test_who_looked_is_not_told_of_a_matter_that_was_never_shown(site, matter):
    from policy import access_log, looks
    from workflows import clock
    from workflows.models import Case

    Case.objects.filter(pk=matter.case.pk).update(finished=clock.now(), classification="restricted")
    access_log.record(matter.officer, matter.case.uid, "read", "work", "/")
    access_log.record(matter.author, matter.case.uid, "read", "opened", "/")
    assert looks.about(matter.respondent) == []
    matter.begin()
    assert [entry.person_id for entry, _case in looks.about(matter.respondent)] == [matter.officer.pk]
