"""Accountability through the forms on its pages, by whoever is entitled, and what those pages refuse a clerk."""

from datetime import date, datetime, timedelta

import pytest

from people import clock, demo, roles
from people.clock import CHINA
from processes.accountability.models import Accountability
from processes.accountability.texts import TEXT
from processes.accountability.walk import PANEL
from tests.support.fast import Cast, Story, edges, on
from workflows import definitions, moves

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both
OFFICER, ABOUT, MINISTER, SECRETARY = "co_a", "resp_a", "minister", "sec_rec"
WHY = "理由充分，已经核对有关材料和规定。"
SKIPPED = {"expire"}  # taken by the clock


@pytest.fixture
def cast(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    definitions.forget()
    demo.load(datetime(2026, 1, 5, 9, tzinfo=CHINA))
    on(date(2026, 3, 2))
    yield Cast()
    clock.reset()
    definitions.forget()


def pk(cast, name):
    return str(cast[name].user.pk)


def begun(cast, **more):
    said = {name: TEXT[name] for name in ("title", "clue", "duty_basis", "trigger", "trigger_note")}
    said |= {"object_kind": "person", "respondent": pk(cast, ABOUT)} | more
    return Story.begun(cast, "sup_clk", "accountability", **said)


def later(days):
    clock.set_to(clock.now().astimezone(CHINA) + timedelta(days))


def opened(story):
    team = [pk(story.cast, name) for name in ("gj_inv1", "gj_inv2")]
    moves.act(story.case, "end_check", by=roles.system_user())  # the blind check has a page of its own (F12)
    story.move("approve_open", MINISTER, officer=pk(story.cast, OFFICER), investigators=team)


def planned(story):
    story.move("make_plan", OFFICER, scope=TEXT["scope"], plan_text=TEXT["plan_text"])


def inquired(story, form="admonish"):
    team = [pk(story.cast, name) for name in ("gj_inv1", "gj_inv2")]
    story.act(
        "log_inquiry", "gj_inv1", held_on=clock.today().isoformat(), way="到单位谈话", people=team, text=TEXT["record"]
    )
    said = {name: TEXT[name] for name in ("fact_text", "evidence_list", "basis")}
    story.act("settle_facts", OFFICER, intended_form=form, **said)


def room(story, kind, name, **given):
    """What the person does in the room; returns the status."""
    actor = story.cast[ABOUT]
    before, address = story.case.stage, story.address.replace("/case/", "/room/")
    assert actor.go(address) == 200, (name, actor.status)
    status = actor.send(f"do/{kind}/{name}/", **given)
    if kind == "move" and story.case.stage != before:
        story.taken.add((before, story.case.stage, name))
    return status


def shown(story, form="admonish"):
    opened(story)
    planned(story)
    inquired(story, form)
    story.move("show_facts", OFFICER)
    assert story.cast[ABOUT].client.get(story.address).status_code == 404  # the room is theirs, the case is not
    received(story)


def received(story):
    row = story.case.services.filter(person=story.cast[ABOUT].user, read_at=None).order_by("-pk").first()
    address = f"{story.address.replace('/case/', '/room/')}do/act/acknowledge/"
    assert story.cast[ABOUT].client.post(address, {"service": row.pk}, follow=True).status_code == 200


def heard(story):
    assert room(story, "act", "state_defence", points=TEXT["point"], text="") == 200
    story.act("answer_defence", OFFICER, n="1", answer="adopt", reason=WHY)
    story.move("close_defence", OFFICER)


def weighed(story, severity="minor", responsibility="direct"):
    story.act(
        "weigh_up",
        OFFICER,
        severity=severity,
        responsibility=responsibility,
        loss=TEXT["loss"],
        mitigation=["remedied"],
    )
    story.act("look_up_immunity", OFFICER, applies="none", reasons=WHY)
    story.act("look_up_dissent", OFFICER, reasons=WHY)
    story.act("view_comparables", OFFICER, none_why=WHY)


def voted(story, by=SECRETARY):
    clock.set_to(max(clock.now(), story.case.sittings.order_by("-pk").first().starts_at).astimezone(CHINA))
    story.attended(by)
    story.act("start_vote", by)
    sitting = story.case.sittings.order_by("-pk").first()
    item = sitting.agenda.get()
    for seat in sorted(sitting.seats.filter(recused=False), key=lambda seat: (seat.role == "head", seat.pk)):
        story.act("ballot", seat.person.username, **{f"choice_{item.pk}": "pass"})


def met(story):
    later(1)
    at = (clock.now() + timedelta(7)).astimezone(CHINA)
    story.act("convene", SECRETARY, starts_at=at.strftime("%Y-%m-%dT09:00"), place="部务会议室")
    story.act("serve", SECRETARY, paper="部务会材料")
    voted(story)


def proposed(story, **more):
    said = {"outcome": "decide", "form": "admonish", "publicity": "unit", "reasons": TEXT["reasons"]} | more
    story.act("propose_decision", OFFICER, **said)


def served(story):
    shown(story)
    heard(story)
    weighed(story)
    proposed(story)
    met(story)
    story.move("decide", SECRETARY)
    story.move("serve", OFFICER)
    received(story)


def reviewed(story, outcome, **more):
    at = (clock.now() + timedelta(4)).astimezone(CHINA)
    people = [pk(story.cast, name) for name in PANEL]
    story.act("form_panel", "office_clk", people=people, starts_at=at.strftime("%Y-%m-%dT14:30"), place="小会议室")
    story.act("propose_finding", PANEL[0], outcome=outcome, reasons=WHY, **more)
    voted(story, PANEL[0])
    story.move(outcome, PANEL[0])


def executed(story):
    due_on = (clock.today() + timedelta(14)).isoformat()
    story.move("begin_execution", "arch", criticism_due=due_on, tasks=TEXT["tasks"])
    assert room(story, "act", "hand_in_criticism", text=TEXT["criticism"]) == 200
    story.move("complete_execution", "arch")


def test_a_decision_is_reached_served_and_corrected_by_the_forms_on_its_page(cast):
    """The short form: from the first check to what follows a decision."""
    story = begun(cast)
    corrected(story)
    assert {"approve_open", "show_facts", "decide", "serve", "correct_own_motion"} <= {edge[2] for edge in story.taken}


@pytest.mark.nightly
def test_every_edge_is_taken_by_the_form_on_its_page(cast):
    taken = set()
    stories = (
        refused, taken_back, transferred, exempted, looked_again, corrected, appealed_early, appealed_meanwhile,
        appealed_late,
    )  # fmt: skip

    for tell in stories:
        on(date(2026, 3, 2))
        story = begun(cast)
        tell(story)
        taken |= story.taken
    assert {edge for edge in edges(Accountability) if edge[2] not in SKIPPED} - taken == set()


def refused(story):
    story.move("refuse", MINISTER, reason=WHY)


def taken_back(story):
    story.move("withdraw_proposal", "sup_clk", reason=WHY)


def transferred(story):
    opened(story)
    planned(story)
    story.act("report_suspicion", "gj_inv1", text="发现有收受礼金的线索，涉嫌违纪。")
    story.move("refer", MINISTER, reason=WHY)


def exempted(story):
    shown(story)
    heard(story)
    weighed(story)
    story.act("propose_decision", OFFICER, outcome="exempt", ground="force_majeure", reasons=WHY)
    met(story)
    story.move("exempt", SECRETARY)


def looked_again(story):
    shown(story)
    assert room(story, "act", "state_defence", points=TEXT["point"], text="") == 200
    story.move("re_investigate", OFFICER, reason=WHY)
    story.move("show_facts", OFFICER)
    received(story)
    assert room(story, "act", "waive_defence", statement="放弃陈述申辩，没有异议。") == 200
    story.move("close_defence", OFFICER)
    story.move("investigate_anew", OFFICER, reason=WHY)


def corrected(story):
    served(story)
    executed(story)
    story.act("ask_correction_opinion", MINISTER, reason=WHY)
    story.act("give_correction_opinion", "legal", text=WHY)
    story.move("correct_own_motion", MINISTER, fault="basis", error="适用依据有误，应予纠正。", reason=WHY)


def appealed_early(story):
    served(story)
    assert room(story, "move", "file_appeal", text=TEXT["appeal"]) == 200
    reviewed(story, "revoke", fault="facts")


def appealed_late(story):
    served(story)
    executed(story)
    later(40)
    assert room(story, "move", "file_appeal", text=TEXT["appeal"], late_reason="因病住院，有医院证明。") == 200
    reviewed(story, "uphold")
    assert story.case.stage == "executing"


def appealed_meanwhile(story):
    served(story)
    story.move("begin_execution", "arch", criticism_due=clock.today().isoformat(), tasks=TEXT["tasks"])
    assert room(story, "move", "file_appeal", text=TEXT["appeal"]) == 200
    assert story.case.stage == "appeal"
