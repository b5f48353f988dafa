"""A claim, the seven looks, the panel, the meeting: determined with reasons, never across a bottom line."""

from datetime import date

import pytest

from processes.immunity import told, works
from processes.immunity.choices import LOOKS
from processes.immunity.walk import PANEL, PROOF, REASONS
from tests.support.world import person
from workflows import due, moves
from workflows.errors import Refused
from workflows.models import Case, Link, Outbox

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 20)


def test_the_respondent_claims_while_a_matter_on_the_same_work_is_open(claimed, matter):
    case = claimed.case
    assert (case.stage, case.matter_id, case.act_on) == ("claimed", matter.pk, JUNE)
    assert Link.objects.filter(source=case, target=matter, kind="L8").exists()
    assert Outbox.objects.filter(uid=case.uid, topic="immunity.claimed").exists()
    assert told.undecided(case.work_ref) == [{"number": case.number, "state": "claimed", "matter": matter.pk}]


def test_the_officer_claims_as_well(active, matter):
    assert active.on(date(2026, 10, 12)).claim("officer", matter, JUNE).case.stage == "claimed"


def test_nobody_claims_without_an_open_matter(active, people):
    people["respondent"] = person("respondent", "respondent", unit_code="DYZX")
    with pytest.raises(Refused):
        moves.move(active.case, "claim", by=people["respondent"], matter=1, act_on=JUNE, statement="主张适用承诺书。")


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2027, 12, 31)])
def test_the_act_lies_within_the_validity(active, matter, day):
    with pytest.raises(Refused, match="有效期内"):
        active.on(date(2026, 10, 12)).claim("respondent", matter, day)


def test_after_it_ended_the_respondent_claims_for_an_act_within_it_and_the_officer_does_not(active, matter):
    active.on(date(2026, 10, 12)).move("give_up", "dy_head", reason="项目已经调整方向，不再需要承诺。")
    with pytest.raises(Refused, match="有效期内"):
        active.after(1).claim("respondent", matter, active.now.date(), name="claim_late")
    with pytest.raises(Refused):
        active.claim("officer", matter, JUNE, name="claim_late")
    assert active.claim("respondent", matter, JUNE, name="claim_late").case.stage == "claimed"


def test_two_certificates_for_one_project_are_both_found_and_each_is_claimed_by_itself(active, matter, people):
    from datetime import timedelta

    from processes.innovation_hearing.walk import Walk as Proposal

    other = Proposal(people, date(2026, 5, 6), head="dy_head", title="设备进场试点的延伸").to_publicity()
    other.ripe("confirm").move("confirm", "minister")
    project = Case.objects.filter(kind="task_project", links_in__source=active.case.work_ref_id).get()
    Link.objects.create(
        source=other.case, target=project, kind="L3", reason="同一项目", at=other.now + timedelta(days=1)
    )
    assert [row["number"] for row in told.certificates(project)] == ["容〔2026〕0001号", "容〔2026〕0002号"]
    active.on(date(2026, 10, 12)).claim("respondent", matter, JUNE)
    assert [row["number"] for row in told.undecided(project)] == ["容〔2026〕0001号"]


# The seven looks and the panel.


def test_all_seven_looks_are_answered_each_with_what_proves_it(claimed):
    claimed.gather().state()
    with pytest.raises(Refused, match="每一看都要有依据"):
        claimed.act("answer_look", "legal", look="motive", finding="为群众办事，没有谋利。", proof="", favours="yes")
    for code, _label in LOOKS[:6]:
        claimed.act("answer_look", "legal", look=code, finding="逐项核对，情况属实。", proof=PROOF, favours="yes")
    with pytest.raises(Refused, match="看主观"):
        claimed.examine()


def test_a_statement_is_heard_before_it_is_examined(claimed):
    with pytest.raises(Refused, match="陈述"):
        claimed.gather().look().examine()


def test_the_panel_has_three_from_outside(claimed):
    with pytest.raises(Refused, match="至少 3 人"):
        claimed.gather(panel=PANEL[:2])
    with pytest.raises(Refused, match="不是外部成员"):
        claimed.gather(panel=(*PANEL[:2], "gw_head"))


def test_f01_nobody_tied_to_the_holder_sits_in_the_panel(claimed, people):
    from people.models import Conflict

    Conflict.objects.create(person=people["expert1"], other=people["dy_head"], kind="kin", since=date(2026, 1, 1))
    with pytest.raises(Refused, match="应当回避"):
        claimed.gather()


def test_a_look_that_crosses_a_bottom_line_is_not_in_favour(claimed):
    with pytest.raises(Refused, match="不能同时"):
        claimed.act(
            "answer_look",
            "legal",
            look="motive",
            finding="由亲属公司供货，没有招标。",
            proof=PROOF,
            line="B02",
            favours="yes",
        )


def test_the_panel_votes_before_it_proposes(claimed):
    claimed.gather().state().look().examine()
    with pytest.raises(Refused, match="还没有表决"):
        claimed.propose()
    with pytest.raises(Refused, match="还没有表决"):
        claimed.after(1).meeting().propose()


def test_the_conclusion_is_as_voted(claimed):
    claimed.gather().state().look().examine().after(1).meeting().vote()
    with pytest.raises(Refused, match="不一致"):
        claimed.propose("none")
    with pytest.raises(Refused, match="逐条列明"):
        claimed.propose("part")
    with pytest.raises(Refused, match="至少 20 个字"):
        claimed.propose(reasons="同意。")
    case = claimed.propose("part", covered=["进场顺序的安排"]).case
    assert (case.stage, case.panel_opinion["covered"]) == ("proposed_conclusion", ["进场顺序的安排"])
    assert case.panel_opinion["vote"]["agreed"] == 3


# The determination.


def test_it_is_determined_by_the_meeting_and_told_to_the_holder_and_to_the_matter(claimed, matter):
    case = claimed.determined().case
    assert (case.stage, case.conclusion) == ("determined", "full")
    (row,) = told.result(case.work_ref)
    assert (row["matter"], row["conclusion"], row["reasons"]) == (matter.pk, "full", REASONS)
    assert told.undecided(case.work_ref) == []
    assert case.papers.filter(kind="sheet:immunity.determination").exists()
    told_of = {pk for row in Outbox.objects.filter(uid=case.uid, topic="immunity.determined") for pk in row.recipients}
    assert {claimed.people["dy_head"].pk, claimed.people["officer"].pk} <= told_of


def test_it_is_determined_within_thirty_working_days_and_each_stage_has_its_term(claimed):
    rules = claimed.case.rules
    terms = [rules.find(stage, move).term for stage, move in
             (("claimed", "examine"), ("examining", "propose"), ("proposed_conclusion", "determine"))]  # fmt: skip
    assert [(term.n, term.unit, term.start) for term in terms] == [
        (5, "wd", "claimed"), (10, "wd", "claimed"), (15, "wd", "claimed"),
    ]  # fmt: skip
    assert claimed.case.due == due.of_term(terms[0], claimed.case.claimed_at).due


def test_a_part_that_is_covered_is_listed_in_the_result(claimed):
    case = claimed.determined("part", covered=["进场顺序的安排"]).case
    assert told.result(case.work_ref)[0]["covered"] == ["进场顺序的安排"]


def test_f16_a_bottom_line_is_never_covered(claimed):
    claimed.gather().state().look(crossed="B02").examine().after(1).meeting().vote()
    with pytest.raises(Refused, match="谋取私利"):
        claimed.propose("full")
    with pytest.raises(Refused, match="谋取私利"):
        claimed.propose("part", covered=["工期安排"])


def test_f16_what_crossed_a_bottom_line_is_determined_as_not_covered(claimed):
    case = claimed.determined("none", crossed="B02").case
    assert told.result(case.work_ref)[0]["conclusion"] == "none"


def test_f18_the_meeting_votes_two_working_days_after_its_papers(claimed):
    claimed.gather().state().look().examine().after(1).meeting().vote().propose()
    with pytest.raises(Refused, match="会前"):
        claimed.meeting("sec_rec", days=1)


def test_f01_a_holder_who_is_a_member_does_not_vote(claimed, people):
    claimed.gather().state().look().examine().after(1).meeting().vote().propose()
    claimed.case.holders = [*claimed.case.holders, people["exec_gb"].pk]
    claimed.case.save(update_fields=["holders"])
    claimed.fresh().after(1).meeting("sec_rec", days=5)
    assert claimed.sitting.seats.get(person=people["exec_gb"]).recused


def test_it_is_reviewed_once_with_new_facts(claimed):
    claimed.determined("none").after(1)
    with pytest.raises(Refused, match="新的事实"):
        claimed.move("ask_review", "respondent", new_facts="不服。")
    claimed.move("ask_review", "respondent", new_facts="补充交通部门出具的断道证明和两次书面报告的原件。")
    assert claimed.case.stage == "proposed_conclusion"
    claimed.after(1).meeting("sec_rec", days=5).vote("sec_rec").determine("full")
    assert told.result(claimed.case.work_ref)[0]["conclusion"] == "full"
    with pytest.raises(Refused, match="最多"):
        claimed.after(1).move("ask_review", "respondent", new_facts="补充交通部门出具的断道证明和书面报告原件。")


def test_another_matter_about_the_same_work_is_claimed_again(claimed, matter, people):
    claimed.determined()
    with pytest.raises(Refused, match="已经认定过"):
        claimed.after(1).claim("respondent", matter, JUNE, name="claim_again")
    other = moves.open_case("approval", by=people["zz_head"], title="另一件", number="责〔2026〕0009号")
    Link.objects.create(source=other, target_id=claimed.case.work_ref_id, kind="L8", reason="同一工作", at=claimed.now)
    case = claimed.claim("respondent", other, JUNE, name="claim_again").case
    assert case.stage == "claimed" and case.looks == {} and len(case.claims) == 1
    assert works.matters(case) and told.undecided(case.work_ref)[0]["matter"] == other.pk
