"""What the forms of accountability refuse a clerk, each with the way out."""
# ruff: noqa: F811 - the cast is a fixture of the story beside

from datetime import timedelta

import pytest
from django.utils.html import escape

from people import clock
from people.clock import CHINA
from processes.accountability.texts import TEXT
from processes.accountability.walk import PANEL
from tests.integration.test_accountability_by_forms import (
    ABOUT,
    MINISTER,
    OFFICER,
    SECRETARY,
    WHY,
    begun,
    cast,  # noqa: F401
    heard,
    later,
    pk,
    proposed,
    room,
    served,
    shown,
    weighed,
)  # fmt: skip
from workflows import due

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both


def bad(story, by, way, why, **given):
    """What a clerk sends is refused with the sentence; nothing has changed, and what was written stays on the page."""
    before = story.case.revision, story.case.stage
    answer = story.cast[by].client.post(f"{story.address}{way}/", given)
    page = answer.content.decode()
    assert answer.status_code in (409, 422) and why in page, (answer.status_code, way)
    assert (story.case.revision, story.case.stage) == before
    assert all(escape(said) in page for said in given.values() if said == WHY), "lost"


def test_an_anonymous_report_alone_is_refused_at_the_form(cast):
    story = begun(cast, anonymous="on")
    team = [pk(cast, name) for name in ("gj_inv1", "gj_inv2")]
    bad(story, MINISTER, "move/approve_open", "匿名反映", officer=pk(cast, OFFICER), investigators=team)


def test_one_investigator_is_refused_at_the_form(cast):
    story = begun(cast)
    bad(
        story, MINISTER, "move/approve_open", "至少两人", officer=pk(cast, OFFICER), investigators=[pk(cast, "gj_inv1")]
    )


def test_weighing_before_the_term_of_the_defence_is_over_is_refused(cast):
    story = begun(cast)
    shown(story)
    bad(story, OFFICER, "move/close_defence", "陈述申辩")


def test_a_decision_outside_the_bracket_a_sanction_and_a_heavier_one_are_refused(cast):
    story = begun(cast)
    shown(story)
    heard(story)
    weighed(story, "minor", "important")
    said = {"outcome": "decide", "publicity": "unit", "reasons": WHY}
    bad(story, OFFICER, "act/propose_decision", "不在对应档次", form="admonish", **said)
    bad(story, OFFICER, "act/propose_decision", "移送纪委监委", form="discipline_sanction", **said)
    bad(story, OFFICER, "act/propose_decision", "不得因申辩而加重", form="org_adjustment", outside=WHY, **said)


def test_a_recused_member_and_the_head_before_the_others_are_refused_at_the_ballot(cast):
    story = begun(cast)
    shown(story)
    heard(story)
    weighed(story)
    proposed(story)
    later(1)
    at = (clock.now() + timedelta(7)).astimezone(CHINA)
    story.act("convene", SECRETARY, starts_at=at.strftime("%Y-%m-%dT09:00"), place="部务会议室")
    story.act("serve", SECRETARY, paper="部务会材料")
    story.act("declare_interest", "dm_org", declared="recuse", interest="与被反映人曾长期共事")
    clock.set_to(at.replace(hour=9))
    story.attended(SECRETARY)
    story.act("start_vote", SECRETARY)
    item = story.case.sittings.get().agenda.get()
    for who, why in (("dm_org", "回避"), (MINISTER, "末位表态")):
        answer = cast[who].client.post(f"{story.address}act/ballot/", {f"choice_{item.pk}": "pass"})
        assert answer.status_code == 409 and why in answer.content.decode(), (who, answer.status_code)
    assert not item.ballots.exists()


def test_an_appeal_on_day_31_is_refused_without_a_reason_and_taken_with_one(cast):
    story = begun(cast)
    served(story)
    clock.set_to(due.end_of(clock.today() + timedelta(33)).astimezone(CHINA))
    status = room(story, "move", "file_appeal", text=TEXT["appeal"], late_reason="")
    assert story.case.stage == "served" and status in (200, 409, 422) and "仍可申诉" in cast[ABOUT].page
    assert room(story, "move", "file_appeal", text=TEXT["appeal"], late_reason="因病住院，有医院证明。") == 200
    assert story.case.stage == "appeal"


def test_the_panel_offers_nobody_who_touched_the_case(cast):
    story = begun(cast)
    served(story)
    assert room(story, "move", "file_appeal", text=TEXT["appeal"]) == 200
    offered = {value for value, _label in story.form("act/form_panel", "office_clk").choices["people"]}
    assert pk(cast, PANEL[0]) in offered and not {pk(cast, name) for name in (OFFICER, "gj_inv1", MINISTER)} & offered
