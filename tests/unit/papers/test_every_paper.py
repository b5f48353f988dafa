"""Every paper that the four processes about persons issue is printed once, from walks in which it is issued.

With PAPERS_TO=folder the printed files stay there for somebody who wants to look at them.
"""
# ruff: noqa: F811 - fixtures of the processes' own tests are asked for by their names

import os
from datetime import date
from pathlib import Path

import pytest

from processes.accountability.walk import Walk as Accountability
from processes.admonition.walk import Walk as Admonition
from processes.immunity.models import Certificate
from processes.immunity.walk import Walk as Immunity
from processes.investigation.walk import Walk as Investigation
from tests.unit.immunity.conftest import approved  # noqa: F401
from tests.unit.innovation_hearing.conftest import people  # noqa: F401
from workflows.papers import PAPERS, issuing
from workflows.papers.blocks import KEPT
from workflows.papers.typeset import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.nightly]
CLEAR = "经核查会议记录和推荐表，推荐经过会议研究并已公示。"
FALSE = "招标前已把设备型号告知供货单位，材料事后补写。"
START, WHY = date(2026, 3, 2), "经核对台账和会议记录，理由充分，请按此办理。"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def investigated(people):
    """Told to both sides and made clear; and one that was sent to whom it belongs."""
    walk = Investigation(people, START, respondent="resp_a").to_decided("clarify", finding="false").notify()
    walk.after(1).act("ask_clarification", "resp_a", text="请在本乡镇干部大会上说明情况。", consent=True)
    walk.act(
        "issue_clarification",
        walk.head,
        respondent=1,
        scope="本乡镇机关干部",
        text="经核查会议记录和推荐表，推荐经过会议研究并已公示。",
    )
    sent = Investigation(people, START).register().after(1)
    sent.move("route", sent.head, jurisdiction="discipline", sent_to="县纪委监委", reason=WHY)
    return walk, sent


def accounted(people):
    """Served, appealed, upheld, over; and one in which nobody was held responsible."""
    walk = Accountability(people, START).to_served().after(2).appeal().after(1).panel().find().settle()
    walk.after(5).criticise().complete().after(30).talk().end()
    none = Accountability(people, START, about="resp_b").to_weighing().after(1).weigh().look_up()
    return walk, none.propose_none("force_majeure").meeting().vote().exempt()


def admonished(people):
    """One of each of the three kinds; the admonition is complained about and put right."""

    def begun(measure, mode="talk"):
        return Admonition(people, START, respondent="resp_a", measure=measure, mode=mode).approve().issue()

    hard = begun("admonish").talk().self_check().effect()
    hard.after(1).act("complain", "resp_a", text="谈话记录没有写明我说明的情况，请予复核。")
    hard.after(1).act("answer_complaint", "minister", ruling="kept", answer=WHY)
    hard.on(hard.case.follow_up_at).correct()
    # The demonstration's person concerned has no unit whose leader would countersign; another answers the inquiry.
    asked = Admonition(people, START, respondent="t11_wy", measure="inquire", mode="letter").approve().issue()
    return begun("remind").talk().self_check().close(), begun("remind", "letter").reply().assess().close(), hard, asked


def accepted(people, approved):
    return Immunity.of(people, approved.case, approved.now).after(1).accept()


def determined(people, approved):
    held = accepted(people, approved).case
    matter = Accountability(people, date(2026, 10, 12), work_ref=approved.case).to_shown().receive()
    matter.act("claim_immunity", "resp_a", certificate=held.pk, act_on=date(2026, 6, 22), statement=WHY)
    return Immunity(people, Certificate.objects.get(), matter.now).determined("part", covered=["进场顺序的安排"])


def revoked(people, approved):
    walk = accepted(people, approved).after(3)
    walk.act(
        "propose_revocation", "office_head", ground="false", facts="招标前已把设备型号告知供货单位，材料事后补写。"
    )
    walk.after(1).act("acknowledge", "dy_head").act("state_defence", "dy_head", text="材料是按实际情况补登的。")
    walk.act("answer_defence", "office_head", n=1, answer="decline", reason=WHY)
    return walk.meeting("sec_rec", days=10).vote("sec_rec").move("revoke", "sec_rec", reason=WHY)


def printed(*walks):
    """Keys of the papers that were issued in the walks; each of them prints."""
    found = set()
    for walk in walks:
        for row in walk.case.papers.filter(kind__startswith="sheet:"):
            key = row.kind.removeprefix("sheet:").split("/")[0]
            if key not in found:
                kept(key, pdf(*issuing.read(row)))
                assert not KEPT.search(str(issuing.read(row)[0])), key  # days as papers write them
            found.add(key)
    return found


def kept(key, file):
    assert file[:4] == b"%PDF", key
    if folder := os.environ.get("PAPERS_TO"):
        (Path(folder) / f"{key}.pdf").write_bytes(file)


def of(process):
    return {key for key, kind in PAPERS.items() if kind.process == process}


def test_papers_of_an_investigation(people):
    assert of("investigation") - printed(*investigated(people)) == set()


def test_papers_of_accountability(people):
    assert of("accountability") - printed(*accounted(people)) == set()


def test_papers_of_an_admonition(people):
    assert of("admonition") - printed(*admonished(people)) == set()


def test_papers_of_a_certificate_that_is_claimed(people, approved):
    left = of("immunity") - printed(determined(people, approved))
    assert left == {"immunity.notice", "immunity.revocation"}


def test_papers_of_a_certificate_that_is_revoked(people, approved):
    assert printed(revoked(people, approved)) == {"immunity.pledge", "immunity.notice", "immunity.revocation"}
