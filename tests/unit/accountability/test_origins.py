"""Where a matter of accountability comes from, and what it asks of the work it is about."""

from datetime import date

import pytest

from ledger.read import history
from people import clock
from processes.accountability.walk import Walk
from tests.support.visitor import form_of
from workflows import moves
from workflows.answers import ask
from workflows.errors import Refused
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def hearing(people):
    """An innovation that was approved, one member against."""
    from processes.innovation_hearing.walk import Walk as Hearing

    walk = Hearing(people, date(2026, 3, 3), title="村级台账随变随改试行办法", plan_year=2027)
    walk.to_publicity(dm_org=("reject", "汛期前不宜扩面。")).ripe("confirm").move("confirm", "minister")
    return walk.case


def test_the_work_it_is_about_is_joined_and_asked_and_the_question_stands_in_the_history(people, hearing):
    project = hearing.links_out.get(kind="L3", target__kind="task_project").target
    walk = Walk(people, date(2026, 5, 6), trigger_case_id=project.pk, trigger="project", about="dm_org")
    assert {link.kind for link in walk.case.links_out.all()} == {"L8"}
    assert walk.case.links_in.get().source_id == project.pk
    walk.to_weighing().weigh()
    with pytest.raises(Refused, match="查到承诺书"):
        walk.look_up(applies="none")
    walk.look_up(
        applies="no",
        reasons="失误发生在承诺书生效以前，不适用。",
        dissent="查阅部务会纪要，有一名成员书面提示汛期风险。",
    )
    assert [row["opinion"] for row in walk.case.dissent_check["found"]] == ["汛期前不宜扩面。"]
    assert "dissent" in walk.case.mitigation  # his own dissent speaks for him
    fields = next(one.fields for one in history(walk.case.uid) if one.event.kind == "act.look_up_dissent")
    assert fields["asked"][0]["question"] == "innovation_hearing.dissent"


def test_what_is_open_on_a_work_is_told_to_whom_it_may_be_and_names_nobody(people, hearing):
    walk, other = Walk(people, date(2026, 5, 6), work_ref_id=hearing.pk), Walk(people, date(2026, 5, 6)).case
    from processes.accountability.told import open_on

    told = open_on(Case.objects.get(pk=hearing.pk))
    assert told == [{"number": walk.case.number, "stage": "proposed"}]
    with pytest.raises(Refused, match="没有关联"):
        ask("accountability.open_on", work=Case.objects.get(pk=other.pk), purpose="查询有无问责事项", case=hearing)


def test_a_case_that_means_accountability_opens_a_proposal(people):
    work = moves.open_case(
        "task_project", by=people["sup_clk"], unit=people["dy_head"].unit, title="站点规范化", source="年度要点",
        number="立〔2026〕0099号",
    )  # fmt: skip
    from workflows.links import join
    from workflows.step import Step

    step = Step(work, people["sup_clk"], "move.test", work.created)
    join(step, kind="L7", reason="调查核实后提请问责", intended="accountability")
    link = work.links_out.get(intended="accountability")
    assert (link.target.kind, link.target.stage) == ("accountability", "proposed")
    assert link.target.own.trigger_case_id == work.pk


def test_l8_the_work_that_is_named_after_another_case_opened_it_is_joined_when_it_is_approved(people, hearing):
    walk = Walk(people, date(2026, 5, 6)).complete_proposal(work_ref=hearing)
    assert not walk.case.links_out.filter(kind="L8").exists()
    walk.approve()
    assert walk.case.links_out.get(kind="L8").target_id == hearing.pk


def test_what_an_investigation_found_lies_in_the_form_of_the_facts_and_says_nothing_of_who_reported(people, client):
    """Facts are typed once: they come over from where they were established (F20, F21)."""
    from processes.investigation.walk import BASIS
    from processes.investigation.walk import Walk as Investigation

    found = Investigation(people, date(2026, 3, 2), respondent="resp_a").to_decided("accountability")
    opened = found.case.links_out.get(intended="accountability").target
    walk = Walk(people, found.now, by="co_a", officer="co_b", case=opened).after(1)
    walk.complete_proposal(respondent=people["resp_a"]).after(1).approve().plan().inquire()
    client.force_login(people["co_b"], backend="django.contrib.auth.backends.ModelBackend")
    with clock.frozen(walk.now):
        page = client.get(f"/case/{walk.case.uid}/").content.decode()
    text = form_of(page, "/act/settle_facts/").fields["fact_text"]
    assert BASIS in text and "反映人" not in text
