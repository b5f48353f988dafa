"""Every transition of an investigation, taken by the form that lies on the page of whoever is entitled to it."""

import pytest

from processes.investigation.models import Investigation
from processes.investigation.walk import Walk
from tests.support.fast import edges
from tests.support.pressing import Pressing
from tests.unit.investigation.conftest import START, desk_open, people  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both
WHY = "已经逐条核对，理由写在研判记录里，请按此办理。"
MATERIAL = "新收到一份当年的推荐会议录音，能够证明没有逐项表决。"
OTHERS = ("gj_inv3", "gj_head")


class Pressed(Pressing, Walk):
    """The walk of the demonstration, with its moves pressed."""

    def revisited(self):
        return self.on(self.case.review_on).move("revisit", self.head, new_clue="又收到一份会议记录复印件，可以查证。")


def looked_into(people):  # noqa: F811
    """From the clue to its end: widened, supplemented, decided, told, verified again by others, closed."""
    walk = Pressed(people, START, respondent="resp_a").to_verifying().after(3)
    said = {"allegation": "反映该乡镇评优材料由他人代写，本人没有参加学习。", "category": "style"}
    walk.move("widen", walk.deputy, reason=WHY, **said)
    walk.talk().item().find().heard().report()
    walk.move("supplement", walk.deputy, wanted="核对公示栏照片\n补充一份说明", reason=WHY).after(2).report()
    walk.propose("admonition").decide().notify(way="paper", receipt="当面告知，回执存卷")
    others = {"officer": people["co_b"], "team": [people[name] for name in OTHERS]}
    walk.move("reopen_for_evidence", walk.deputy, material=MATERIAL, reason=WHY, **others)
    return walk


def told_and_closed(people):  # noqa: F811
    walk = Pressed(people, START).to_decided("end", finding="false")
    return walk.notify(way="paper", receipt="当面告知，回执存卷").close()


def stored(people):  # noqa: F811
    return Pressed(people, START, reporter_kind="anonymous").to_triage().triage("store").store().revisited()


def dismissed(people):  # noqa: F811
    walk = Pressed(people, START).to_triage().triage("dismiss")
    return walk.move("dismiss", walk.deputy, ground="empty", reason=WHY)


def routed(people):  # noqa: F811
    walk = Pressed(people, START).register().after(1)
    return walk.move("route", walk.head, jurisdiction="discipline", sent_to="县纪委监委", reason=WHY)


def sent_up(people):  # noqa: F811
    walk = Pressed(people, START).act("hand_up", "gj_clk", about="chief").after(1)
    return walk.move("bypass", "jwlink", sent_to="市委组织部")


def test_a_clue_goes_to_where_it_belongs_by_the_forms(desk_open):  # noqa: F811
    assert routed(desk_open).taken | sent_up(desk_open).taken == {
        ("received", "registered", "register"), ("registered", "transferred", "route"),
        ("received", "transferred", "bypass"),
    }  # fmt: skip


@pytest.mark.nightly
def test_every_edge_is_taken_by_the_form_on_its_page(desk_open):  # noqa: F811
    taken = set()
    for tell in (looked_into, told_and_closed, stored, dismissed, routed, sent_up):
        taken |= tell(desk_open).taken
    assert edges(Investigation) - taken == set()
