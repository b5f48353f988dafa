"""What a clerk would really send, through the browser's door: a clear sentence, the way out, nothing done."""

from datetime import date

import pytest
from django.test import Client

from ledger.models import Event
from people import clock
from processes.immunity.models import Certificate
from processes.immunity.walk import PANEL, PROOF, REASONS
from processes.innovation_hearing.walk import Walk as Proposal
from tests.unit.innovation_hearing.conftest import START
from workflows import moves
from workflows.models import Participant

pytestmark = pytest.mark.django_db


def sent(walk, by, address, wrote=False, **data):
    """(status, what the page says), and whether anything was written."""
    client, case = Client(), walk.case
    before = Event.objects.filter(uid=case.uid).count()
    with clock.frozen(walk.now):
        client.force_login(walk.people[by])
        answer = client.post(f"/case/{case.uid}/{address}/", data)
    assert (Event.objects.filter(uid=case.uid).count() > before) == wrote, answer.content.decode()[:3000]
    walk.fresh()
    return answer.status_code, answer.content.decode()


def test_it_is_not_accepted_unread(issued):
    status, page = sent(issued, "dy_head", "move/accept")
    assert status in (409, 422) and "先阅读适用条件和底线" in page
    assert sent(issued, "dy_head", "move/accept", wrote=True, conditions_read="on")[0] in (200, 302, 303)
    assert issued.case.stage == "active"


def test_a_stranger_finds_no_certificate(issued):
    assert sent(issued, "t11_wy", "move/accept", conditions_read="on")[0] == 404


def test_an_approval_waits_for_a_complete_draft(people):
    walk = Proposal(people, START, title="村级台账随变随改试行办法").to_publicity().ripe("confirm")
    moves.act(Certificate.objects.get(), "edit", by=people["office_clk"], valid_to=date(2029, 12, 31))
    status, page = sent(walk, "minister", "move/confirm")
    assert status == 409 and "有效期最长 24 个月" in page and walk.case.stage == "publicity"


def test_a_second_certificate_for_one_project_is_not_confirmed(issued, people):
    """Nobody drafts a second one; should there be one all the same, the approval that would issue it is refused."""
    walk = Proposal(people, START, title="村级台账随变随改试行办法").to_publicity().ripe("confirm")
    Certificate.objects.filter(pk=issued.case.pk).update(work_ref=walk.case.pk)
    status, page = sent(walk, "minister", "move/confirm")
    assert status == 409 and f"已有承诺书 {issued.case.number}" in page and "先由持有人放弃原承诺" in page
    assert walk.case.stage == "publicity"
    assert set(Certificate.objects.values_list("stage", flat=True)) == {"issued", "drafted"}


def test_nobody_starts_a_certificate_by_hand(issued):
    client = Client()
    for who in ("office_clk", "dy_head", "minister"):
        client.force_login(issued.people[who])
        assert client.post("/start/immunity/", {"title": "第二份承诺书"}).status_code == 404
    assert Certificate.objects.count() == 1


def test_an_act_before_the_certificate_is_not_claimed(active, matter):
    active.move("give_up", "dy_head", reason="项目已经调整方向，不再需要承诺。").on(date(2026, 10, 12))
    said = {"matter": matter.pk, "act_on": "2026-01-05", "statement": "主张适用承诺书，请核实。"}
    assert sent(active, "officer", "move/claim_late", **said)[0] == 404  # has no ground on the certificate itself
    holder = active.people["respondent"]
    Participant.objects.create(case=active.case, person=holder, role="claimant")
    status, page = sent(active, "respondent", "move/claim_late", **said)
    assert status == 409 and "有效期内" in page and active.case.stage == "expired"


def test_one_matter_is_not_claimed_in_twice(claimed, matter):
    claimed.determined()
    said = {"matter": matter.pk, "act_on": "2026-06-20", "statement": "再次主张适用承诺书。"}
    status, page = sent(claimed, "respondent", "move/claim_again", **said)
    assert status == 409 and "已经认定过一次" in page and "申请复核" in page and claimed.case.stage == "determined"


def test_a_panel_of_two_is_none(claimed):
    status, page = sent(claimed, "legal", "act/name_panel", panel=[claimed.people[one].pk for one in PANEL[:2]])
    assert status == 409 and "至少 3 人" in page and claimed.case.panel == []


def test_a_look_without_evidence_is_not_kept(claimed):
    said = {"look": "motive", "finding": "为群众办事，没有发现谋利。", "favours": "yes", "line": "", "proof": ""}
    status, page = sent(claimed, "legal", "act/answer_look", **said)
    assert status == 409 and "每一看都要有依据" in page and "为群众办事" in page
    said["proof"] = PROOF
    assert sent(claimed, "legal", "act/answer_look", wrote=True, **said)[0] in (200, 302, 303)
    assert claimed.case.looks["motive"]["proof"] == PROOF


def test_the_panel_examines_when_all_seven_are_answered(claimed):
    status, page = sent(claimed.gather().state(), "legal", "move/examine")
    assert status == 409 and "七看还没有完成" in page


def test_another_conclusion_than_was_voted_is_not_kept(claimed):
    claimed.gather().state().look().examine().after(1).meeting().vote()
    said = {"conclusion": "none", "reasons": REASONS, "covered": ""}
    status, page = sent(claimed, PANEL[0], "move/propose", **said)
    assert status == 409 and "与表决结果" in page and claimed.case.stage == "examining"
    said = {"conclusion": "part", "reasons": REASONS, "covered": "进场顺序的安排\n工期安排"}
    assert sent(claimed, PANEL[0], "move/propose", wrote=True, **said)[0] in (200, 302, 303)
    assert claimed.case.panel_opinion["covered"] == ["进场顺序的安排", "工期安排"]


def test_no_meeting_about_a_revocation_before_the_holder_is_heard(active):
    said = {"ground": "false", "facts": "相关材料事后补写，时间与台账不符，供货单位已经说明。", "line": ""}
    assert sent(active, "office_head", "act/propose_revocation", wrote=True, **said)[0] in (200, 302, 303)
    status, _page = sent(active, "sec_rec", "act/convene", starts_at="2026-05-20T09:00", place="部务会议室")
    assert status == 409 and active.case.sittings.count() == 0


def test_the_record_keeper_determines_after_the_vote_only(claimed):
    claimed.gather().state().look().examine().after(1).meeting().vote().propose()
    said = {"conclusion": "full", "reasons": REASONS, "covered": ""}
    status, page = sent(claimed, "sec_rec", "move/determine", **said)
    assert status == 409 and claimed.case.stage == "proposed_conclusion" and ("表决" in page or "送达" in page)
