"""Every transition of a certificate, taken by the form that lies on the page of whoever is entitled to it."""
# ruff: noqa: F811 - fixtures of the process's own tests are asked for by their names

from datetime import date

import pytest
from django.db import transaction

from people import clock
from processes.accountability.walk import Walk as Accountability
from processes.immunity.claiming import WAYS
from processes.immunity.models import Certificate
from processes.immunity.walk import STATED, Walk
from processes.innovation_hearing.walk import Walk as Proposal
from tests.support.fast import Cast, edges
from tests.support.loop import complaints
from tests.support.pressing import Pressing
from tests.unit.immunity.conftest import START, approved, people  # noqa: F401
from workflows.defence import readers

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both
WHY = "已经核对台账和会议记录，理由写在记录里。"
FACTS = "招标前已把设备型号告知供货单位，相关材料事后补写，时间与台账不符。"
NEW = "补充交通部门出具的断道证明和两次书面报告的原件。"
JUNE = date(2026, 6, 20)
# The confirmation of the proposal issues it (`tests/unit/immunity/test_issuing.py`), and the clock ends it.
SKIPPED = {"issue", "expire"}


class Pressed(Pressing, Walk):
    """The walk of the demonstration, with its moves pressed."""

    def claim_in(self, matter):
        """The person concerned claims in their room about the work; which move it is follows from the certificate."""
        before, actor = self.case.stage, Cast()[matter.about]
        with clock.frozen(self.now):
            assert actor.go(f"/room/{matter.case.uid}/") == 200
            said = {"certificate": str(self.case.pk), "act_on": JUNE.isoformat(), "statement": STATED}
            assert actor.send("/do/act/claim_immunity/", **said) == 200, complaints(actor)
        name = WAYS[before]
        self.fresh().taken.add((before, self.case.stage, name))
        return self


def shown(people, approved, about):
    """A matter of accountability about the same work, whose facts were shown."""
    walk = Accountability(people, date(2026, 10, 1), about=about, work_ref=approved.case)
    return walk.to_shown().receive()


def revoked(walk):
    """The holder is heard; the first vote is not carried, the second is."""
    for choice, name, by in (("reject", "keep_valid", "office_head"), ("pass", "revoke", "sec_rec")):
        walk.after(3).act("propose_revocation", "office_head", ground="false", facts=FACTS)
        walk.after(1).act("acknowledge", "dy_head").act("state_defence", "dy_head", text="材料是按实际情况补登的。")
        point = readers.points(walk.case)[-1]
        walk.act("answer_defence", "office_head", n=point.n, answer="decline", reason=WHY)
        walk.meeting("sec_rec", days=10).vote("sec_rec", default=choice).move(name, by, reason=WHY)
    return walk


def determined(walk, first, second):
    """Claimed, determined, reviewed once, and claimed again in another matter."""
    walk.on(first.now).claim_in(first).determined("part", covered=["进场顺序的安排"])
    walk.after(1).move("ask_review", "dy_head", new_facts=NEW)
    walk.after(1).meeting("sec_rec", days=5).vote("sec_rec").determine("full")
    return walk.claim_in(second)


def claimed_late(walk, matter):
    """Given up, and claimed for what was done before."""
    walk.on(matter.now).move("give_up", "dy_head", reason=WHY)
    return walk.after(1).claim_in(matter)


def dropped(people):
    """While the proposal is still published its draft is dropped."""
    proposal = Proposal(people, START, title="村级台账随变随改试行办法").to_publicity()
    walk = Pressed(people, Certificate.objects.filter(stage="drafted").latest("pk"), proposal.now)
    return walk.move("drop_draft", "office_clk", reason=WHY)


@pytest.fixture
def issued(people, approved):
    return Pressed.of(people, approved.case, approved.now).after(1)


def undone(tell, *known):
    """The edges of a story, of which nothing is kept."""
    mark = transaction.savepoint()
    taken = tell(*known).taken
    transaction.savepoint_rollback(mark)
    return taken


def test_a_certificate_is_accepted_and_given_up_by_the_forms(issued):
    taken = issued.accept().move("give_up", "dy_head", reason=WHY).taken
    assert taken == {("issued", "active", "accept"), ("active", "expired", "give_up")}


@pytest.mark.nightly
def test_every_edge_is_taken_by_the_form_on_its_page(issued, approved, people):
    def fresh():
        return Pressed(people, Certificate.objects.get(pk=issued.case.pk), issued.now)

    first, second = shown(people, approved, "resp_a"), shown(people, approved, "resp_b")
    taken = undone(lambda: fresh().move("give_up", "dy_head", reason=WHY)) | undone(dropped, people)
    stories = revoked, lambda walk: determined(walk, first, second), lambda walk: claimed_late(walk, first)
    for tell in stories:
        taken |= undone(lambda tell=tell: tell(fresh().accept()))
    assert {edge for edge in edges(Certificate) if edge[2] not in SKIPPED} - taken == set()
