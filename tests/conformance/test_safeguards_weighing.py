"""The safeguards of weighing: bracket, certificates and dissent, authority, anonymous clues, past outcomes.

F15–F17, F19, F27, met in accountability (P06), through the doors of those who work on it.
"""
# ruff: noqa: F811 - fixtures of the process's own tests are asked for by their names

import pytest

from people import clock
from processes.accountability.texts import TEXT
from tests.conformance.test_safeguards import post
from tests.conformance.test_safeguards_heard import media, tries  # noqa: F401
from tests.unit.accountability.conftest import people, walk  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CORROBORATED = "系统日志、督查现场记录和两名经办人员的书面说明均可独立印证线索反映的情况。"


class TestF15Proportionality:
    """The outcome comes from its bracket; outside it needs a written reason and two thirds."""

    def test_outside_the_bracket_without_a_reason(self, walk, tries):
        walk.to_weighing("org_adjustment").after(1).weigh(severity="minor").look_up()
        said = {"outcome": "decide", "form": "org_adjustment", "publicity": "unit", "reasons": TEXT["reasons"]}
        status, page = tries("co_a", "propose_decision", **said)
        assert status in (409, 422) and "档次" in page


class TestF16ImmunityAndDissent:
    """Certificates and recorded dissent are looked up before any blame."""

    def decides(self, walk, tries):
        """What the secretary is answered once the meeting has voted to hold the person to account."""
        said = {"outcome": "decide", "form": "admonish", "publicity": "unit", "reasons": TEXT["reasons"]}
        assert tries("co_a", "propose_decision", **said)[0] == 302
        walk.meeting().vote()
        return tries("sec_rec", "decide", "move")

    def test_without_a_look_at_dissent_nothing_is_decided(self, walk, tries):
        walk.to_weighing().after(1).weigh()
        walk.act("view_comparables", "co_a", none_why="系统中同类已决事项不足三件，已查阅纸质档案。")
        walk.act("look_up_immunity", "co_a", applies="none", reasons="本事项不涉及创新工作，没有承诺书。")
        status, page = self.decides(walk, tries)
        assert status == 409 and "还没有核对集体决定中的保留意见" in page

    def test_of_a_bottom_line_no_certificate_applies(self, walk, tries):
        walk.to_weighing().after(1).weigh(selfish=True)
        status, page = tries("co_a", "look_up_immunity", applies="yes", reasons="持有承诺书，拟予以适用。")
        assert status == 409 and "承诺书不予适用" in page and not walk.case.immunity_check
        kept = {"applies": "none", "reasons": "存在谋取私利问题，承诺书不予适用。"}
        assert tries("co_a", "look_up_immunity", **kept)[0] == 302
        assert "谋取私利" in walk.case.immunity_check["reasons"]

    def test_without_either_look_nothing_is_decided(self, walk, tries):
        walk.to_weighing().after(1).weigh()
        walk.act("view_comparables", "co_a", none_why="系统中同类已决事项不足三件，已查阅纸质档案。")
        status, page = self.decides(walk, tries)
        assert status == 409 and "还没有核对容错承诺书" in page


class TestF17Authority:
    """What is not the department's to decide can be proposed or transferred, nothing else."""

    def test_a_sanction_is_not_chosen_here(self, walk, tries):
        walk.approve().after(1).plan().after(5).inquire().after(1)
        said = {name: TEXT[name] for name in ("fact_text", "evidence_list", "basis")}
        status, _page = tries("co_a", "settle_facts", intended_form="discipline_sanction", **said)
        assert status in (409, 422) and not walk.case.intended_form
        assert tries("co_a", "report_suspicion", text="发现收受礼金的线索，涉嫌违反廉洁纪律。")[0] == 302
        assert tries("minister", "refer", "move", reason="涉嫌违纪，移送县纪委监委处理。")[0] == 302
        assert walk.case.stage == "transferred"

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


class TestF27EqualTreatment:
    """The nearest past outcomes are looked at before anything is decided."""

    def test_without_a_look_at_comparables_nothing_is_decided(self, walk, tries):
        walk.to_weighing().after(1).weigh()
        walk.act("look_up_immunity", "co_a", applies="none", reasons="本事项不涉及创新工作，没有承诺书。")
        walk.act("look_up_dissent", "co_a", reasons="没有集体决定过这项工作，没有保留意见。")
        said = {"outcome": "decide", "form": "admonish", "publicity": "unit", "reasons": TEXT["reasons"]}
        status, page = tries("co_a", "propose_decision", **said)
        assert status == 302
        walk.meeting().vote()
        status, page = tries("sec_rec", "decide", "move")
        assert status == 409 and "还没有查看同类事项" in page
