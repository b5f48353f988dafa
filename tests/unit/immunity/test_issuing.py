"""A certificate is drafted with the vote and issued with the approval, in one; it says whose, for what, till when."""

from datetime import date, timedelta

import pytest

from ledger.read import history
from people import calendar, clock, roles
from processes.immunity.choices import LINES
from processes.immunity.models import Certificate
from processes.immunity.walk import Walk
from processes.innovation_hearing.walk import Walk as Proposal
from tests.unit.innovation_hearing.conftest import START
from workflows import moves, testing
from workflows.errors import Refused
from workflows.models import Link, Outbox, Service

pytestmark = pytest.mark.django_db


def test_the_process_is_sound():
    testing.sound("immunity")


def test_it_is_drafted_with_the_vote_and_issued_with_the_approval(approved):
    (certificate,) = Certificate.objects.all()
    assert (certificate.stage, certificate.number) == ("issued", "容〔2026〕0001号")
    assert certificate.work_ref_id == approved.case.pk and tuple(certificate.bottom_lines) == LINES
    assert certificate.valid_to <= calendar.same_day(certificate.valid_from, 24)
    joined = Link.objects.get(source=approved.case, kind="L3", target=certificate)
    assert joined.intended == ""


def test_the_holders_are_notified_and_served(issued):
    case = issued.case
    assert case.holders == [issued.people["dy_head"].pk]
    assert Service.objects.filter(case=case, paper="承诺书").count() == 1
    told = Outbox.objects.filter(uid=case.uid, topic="immunity.issued").values_list("recipients", flat=True)
    assert issued.people["dy_head"].pk in {pk for row in told for pk in row}


def test_f21_its_event_keeps_that_the_approval_was_looked_up_and_why(issued):
    fields = next(entry.fields for entry in history(issued.case.uid) if entry.event.kind == "move.issue")
    assert fields["asked"][0]["question"] == "innovation_hearing.approval"
    assert issued.case.approved_by["vote"]["outcome"] == "pass"


def test_nothing_is_confirmed_when_the_draft_is_incomplete(people):
    walk = Proposal(people, START, title="村级台账随变随改试行办法").to_publicity()
    draft = Certificate.objects.get()
    moves.act(draft, "edit", by=people["office_clk"], scope="在试点村改进台账更新方式", conditions=[])
    with pytest.raises(Refused, match="适用条件"):
        walk.ripe("confirm").move("confirm", "minister")
    assert walk.fresh().case.stage == "publicity" and Certificate.objects.get().stage == "drafted"
    moves.act(draft, "edit", by=people["office_clk"], conditions=["按方案实施"])
    walk.move("confirm", "minister")
    assert Certificate.objects.get().stage == "issued"


@pytest.mark.parametrize("months", [25, 36])
def test_it_is_not_valid_for_more_than_two_years(people, months):
    walk = Proposal(people, START, title="村级台账随变随改试行办法").to_publicity()
    late = calendar.same_day(walk.now.date(), months)
    moves.act(Certificate.objects.get(), "edit", by=people["office_clk"], valid_to=late)
    with pytest.raises(Refused, match="最长 24 个月"):
        walk.ripe("confirm").move("confirm", "minister")


def test_it_is_not_issued_before_the_approval(people):
    Proposal(people, START, title="村级台账随变随改试行办法").to_publicity()
    with pytest.raises(Refused, match="还没有审定通过"):
        moves.move(Certificate.objects.get(), "issue", by=people["minister"])


def test_the_bottom_lines_cannot_be_edited(people):
    Proposal(people, START, title="村级台账随变随改试行办法").to_publicity()
    with pytest.raises(Refused):
        moves.act(Certificate.objects.get(), "edit", by=people["office_clk"], bottom_lines=["B01"])


def test_one_approved_work_has_one_certificate(issued):
    with pytest.raises(Refused, match="已经有承诺书"):
        moves.open_case(
            "immunity", licensed=True, by=issued.people["sec_rec"], title="再来", work_ref_id=issued.case.work_ref_id
        )


def test_nobody_opens_one_by_hand(people):
    with pytest.raises(Refused, match="不能单独发起|不能发起"):
        moves.open_case("immunity", licensed=True, by=people["office_clk"], title="自己出具")


def test_the_head_of_the_section_accepts_having_read_the_conditions(issued):
    with pytest.raises(Refused, match="先阅读"):
        issued.move("accept", "dy_head", conditions_read=False)
    with pytest.raises(Refused):
        issued.move("accept", "zz_head", conditions_read=True)
    assert issued.accept().case.stage == "active"
    assert issued.case.accepted_on == issued.now.date()


def test_the_holder_gives_it_up_and_what_was_done_before_stays_covered(active):
    day = active.after(10).now.date()
    active.move("give_up", "dy_head", reason="项目已经调整方向，不再需要承诺。")
    assert (active.case.stage, active.case.valid_to) == ("expired", day)


def test_f29_the_clock_ends_it_on_its_day(people):
    walk = Proposal(people, START, title="村级台账随变随改试行办法").to_publicity()
    moves.act(Certificate.objects.get(), "edit", by=people["office_clk"], valid_to=date(2026, 11, 30))
    walk.ripe("confirm").move("confirm", "minister")
    held = Walk.of(people, walk.case, walk.now).after(1).accept()
    with clock.frozen(held.case.due - timedelta(hours=1)), pytest.raises(Refused, match="期限没有届满"):
        moves.move(held.case, "expire", by=roles.system_user())
    with clock.frozen(held.case.due + timedelta(hours=1)):
        moves.move(held.case, "expire", by=roles.system_user())
    assert held.fresh().case.stage == "expired"


def test_the_pledge_says_that_it_bars_no_discipline_and_no_law(active):
    from workflows.papers import PAPERS

    sheet = PAPERS["immunity.pledge"].make(active.case)
    said = " ".join(block.text for block in sheet.blocks if hasattr(block, "text"))
    assert "不免除违纪违法责任" in said and "谋取私利" in said and "有权机关" in said
    assert sheet.number == active.case.number
