"""What comes of a decision is handed to other processes along a link, and nothing of the case with it (L7)."""

import pytest

from processes.investigation.walk import DEFECT
from workflows.errors import Refused
from workflows.models import Link

pytestmark = pytest.mark.django_db


def test_l7_a_defect_of_the_system_becomes_a_suggestion_of_who_looked_into_it(walk):
    walk.to_decided("system")
    link = Link.objects.get(source=walk.case.pk, intended="suggestion")
    made = link.target.own
    assert link.kind == "L7" and made.kind == "suggestion" and made.stage == "registered" and made.content == DEFECT
    assert made.submitter_id == walk.people[walk.officer].pk
    names = [row["name"] for row in walk.case.respondents]
    assert not any(one in made.title + made.content + made.number for one in [walk.case.title, *names])


def test_without_saying_what_to_change_no_suggestion_is_proposed(walk):
    walk.to_concluded()
    said = {"outcomes": ["system"], "reason": "公示没有统一要求，属制度问题。"}
    with pytest.raises(Refused, match="请写明哪项制度要怎样改"):
        walk.act("propose_outcome", walk.deputy, **said)
    assert walk.fresh().case.proposal == {}


def test_f21_a_suggestion_names_nobody_whom_the_case_is_about(walk):
    walk.to_concluded()
    name = walk.case.respondents[0]["name"]
    said = {"outcomes": ["system"], "reason": "公示没有统一要求，属制度问题。"}
    with pytest.raises(Refused, match="请只写制度，删去人名"):
        walk.act("propose_outcome", walk.deputy, suggestion=f"建议规范{name}同志的推荐做法。", **said)
